"""Which units have held their study? The one definition, used by page, paper, export and reminder alike.

A unit has held, as of a moment, when
1. it attended a class (not a conference, not withdrawn) at or before that moment, itself or through a unit above it, or
2. it has units below that owe the duty, and all of them have held.
Both rules walk the duties as launched with the dated changes of the ledger. A duty once fulfilled stays fulfilled:
`Duty.held_at` is the first such moment, so "not yet held as of T" is `held_at IS NULL OR held_at > T` everywhere.
"""
from collections import defaultdict

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat, Left
from django.db.models.lookups import In

from campaigns.models import Attendance, Duty, DutyChange, DutyOrigin, SessionKind
from lib.clock import local_day, start_of_day
from units.models import PATH_END


def held_moments(duties, attended, origins=None):
    """`{duty id: first moment at which it was fulfilled, or None}`: the definition of "held".

    `duties`: rows with id, parent_id, unit_id, since, until, parents before children, whole subtrees;
    `attended`: `{unit id: moments of the classes it attended}`; `origins`: `{duty id: ids of the duties it goes on}`.
    """
    own, children, held = _covered_moments(duties, attended), defaultdict(list), {}
    for duty in duties:
        children[duty.parent_id].append(duty)

    def settle(duty):
        if duty.id not in held:
            for other in [*children[duty.id], *(by_id[pk] for pk in before[duty.id])]:
                settle(other)
            held[duty.id] = _first(
                *own[duty.id],
                _moment_all_below_held(children[duty.id], held),
                _moment_taken_over(duty, [held[pk] for pk in before[duty.id]]),
            )

    by_id = {duty.id: duty for duty in duties}
    before = defaultdict(list, origins or {})
    for duty in duties:
        settle(duty)
    return held


def _covered_moments(duties, attended):
    """`{duty id: moments of classes it attended, itself or through a unit above it on that day}`."""
    own = {}
    for duty in duties:
        above = [moment for moment in own.get(duty.parent_id, ()) if duty.owes_on(local_day(moment))]
        own[duty.id] = [*attended.get(duty.unit_id, ()), *above]
    return own


def _moment_taken_over(duty, moments):
    """The beginning of a duty all of whose origins had held before it."""
    begins = start_of_day(duty.since) if duty.since else None
    if begins and moments and all(moment is not None and moment < begins for moment in moments):
        return begins
    return None


def _moment_all_below_held(children, held):
    """The first moment at which there are duties owing below and every one of them has held."""
    moments = {held[child.id] for child in children if held[child.id] is not None}
    moments |= {start_of_day(day) for child in children for day in (child.since, child.until) if day is not None}
    for moment in sorted(moments):
        day = local_day(moment)
        owing = [child for child in children if child.owes_on(day)]
        if owing and all(held[child.id] is not None and held[child.id] <= moment for child in owing):
            return moment
    return None


def _first(*moments):
    return min((moment for moment in moments if moment is not None), default=None)


def refresh_held(campaign, *, units=None):
    """Bring `held_at` up to date after classes of the units changed (None: of all); returns how many duties changed.

    Called in the transaction of the change. The duties at the top of the trees concerned are locked first: two changes
    under one base wait for each other, and the second sees the rows of the first.
    """
    tops = _top_paths(campaign, units)
    list(campaign.duties.filter(path__in=tops).order_by("pk").select_for_update().values_list("pk"))
    duties = list(campaign.duties.filter(under_paths(tops)).order_by("path"))
    changed = _duties_out_of_date(campaign, duties)
    Duty.objects.bulk_update(changed, ["held_at"], batch_size=5000)
    return len(changed)


def duties_out_of_date(campaign):
    """`[(duty, moment it should bear)]`: empty as long as `held_at` agrees with the classes."""
    duties = list(campaign.duties.select_related("unit").order_by("path"))
    stored = {duty.pk: duty.held_at for duty in duties}
    return [(duty, stored[duty.pk]) for duty in _duties_out_of_date(campaign, duties)]


def _duties_out_of_date(campaign, duties):
    """The duties whose `held_at` was wrong, with the right one set."""
    attended = attended_moments(campaign, [duty.unit_id for duty in duties])
    held = held_moments(duties, attended, origins_of(duties))
    changed = [duty for duty in duties if duty.held_at != held[duty.id]]
    for duty in changed:
        duty.held_at = held[duty.id]
    return changed


def attended_moments(campaign, unit_ids):
    """`{unit id: moments of the standing classes it attended}`."""
    rows = Attendance.objects.filter(
        session__campaign=campaign,
        session__kind=SessionKind.CLASS,
        session__withdrawn_at=None,
        unit_id__in=unit_ids,
    )
    moments = defaultdict(list)
    for unit_id, moment in rows.values_list("unit_id", "session__moment"):
        moments[unit_id].append(moment)
    return moments


def origins_of(duties):
    """`{duty id: ids of the duties it goes on}`, of the duties given."""
    begun_later = [duty.pk for duty in duties if duty.since is not None]
    origins = defaultdict(list)
    if begun_later:
        for duty_id, origin_id in DutyOrigin.objects.filter(duty__in=begun_later).values_list("duty", "origin"):
            origins[duty_id].append(origin_id)
    return origins


def _top_paths(campaign, units):
    """Tops of the trees concerned: those of the units, and those their duties came from or went to."""
    duties = campaign.duties.all() if units is None else campaign.duties.filter(unit__in=units)
    tops = {path[:4] for path in duties.values_list("path", flat=True)}
    links = DutyOrigin.objects.filter(duty__campaign=campaign).values_list("duty__path", "origin__path")
    links = {(to[:4], origin[:4]) for to, origin in links}
    while wider := {top for link in links if tops & set(link) for top in link} - tops:
        tops |= wider
    return sorted(tops)


# From here on one comparison of prefixes is cheaper, to build and to run, than a range for each path.
_MANY_PATHS = 8


def under_paths(paths):
    """A Q: duties at or below any of the paths."""
    query, by_length = Q(pk__in=[]), defaultdict(list)
    for path in sorted(paths):
        by_length[len(path)].append(path)
    for length, same in by_length.items():
        if len(same) > _MANY_PATHS:
            within = Q(path__gte=same[0], path__lt=same[-1] + PATH_END)
            query |= within & Q(In(Left("path", length), same))
        else:
            for path in same:
                query |= Q(path__gte=path, path__lt=path + PATH_END)
    return query


def direct_duties(campaign, *, above=None, at):
    """Duties owing at the moment, directly under the committee (or under the duty `above`, for a base's own list)."""
    return campaign.duties.filter(parent=above).owing(at)


def with_some_held_below(duties, at):
    """Duties annotated with `in_progress`: some unit below has held, the unit itself has not."""
    below = Duty.objects.filter(
        campaign=OuterRef("campaign"),
        path__gt=OuterRef("path"),
        path__lt=Concat(OuterRef("path"), Value(PATH_END)),
        held_at__lte=at,
    )
    return duties.annotate(in_progress=Exists(below.owing(at)) & (Q(held_at=None) | Q(held_at__gt=at)))


# Written out: built by the ORM, these questions cost more than their answers on the page every officer opens.
_COUNT_HELD = """
    SELECT count(*) FILTER (WHERE held_at <= %(at)s), count(*)
    FROM campaigns_duty
    WHERE campaign_id = %(campaign)s AND parent_id IS NOT DISTINCT FROM %(above)s
      AND (since IS NULL OR since <= %(day)s) AND (until IS NULL OR until > %(day)s)
"""
_LOWEST_HELD = """
    SELECT left(duty.path, %(length)s), count(*) FILTER (WHERE duty.held_at <= %(at)s), count(*)
    FROM campaigns_duty duty
    WHERE duty.campaign_id = %(campaign)s AND duty.path > %(first)s AND duty.path < %(end)s
      AND left(duty.path, %(length)s) = ANY(%(paths)s) AND length(duty.path) > %(length)s
      AND (duty.since IS NULL OR duty.since <= %(day)s) AND (duty.until IS NULL OR duty.until > %(day)s)
      AND NOT EXISTS (
        SELECT FROM campaigns_duty below
        WHERE below.parent_id = duty.id
          AND (below.since IS NULL OR below.since <= %(day)s) AND (below.until IS NULL OR below.until > %(day)s))
    GROUP BY 1
"""


def lowest_held(duties, at):
    """`{duty id: (held, all)}` of the lowest duties below each of the rows shown; one query for rows of one level."""
    counts, levels = {duty.pk: (0, 0) for duty in duties}, defaultdict(dict)
    for duty in duties:
        levels[len(duty.path)][duty.path] = duty.pk
    for length, by_path in levels.items():
        paths = sorted(by_path)
        values = {
            "campaign": duties[0].campaign_id, "length": length, "paths": paths, "first": paths[0],
            "end": paths[-1] + PATH_END, "at": at, "day": local_day(at),
        }
        with connection.cursor() as cursor:
            cursor.execute(_LOWEST_HELD, values)
            counts |= {by_path[path]: (held, number) for path, held, number in cursor}
    return counts


def count_held(campaign, *, above=None, at):
    """`(held, all)` of the direct duties: the two numbers of the sentence on top of every page."""
    values = {"campaign": campaign.pk, "above": above.pk if above else None, "at": at, "day": local_day(at)}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_HELD, values)
        return cursor.fetchone()


def days_overdue(due_on, day):
    """Whole days past the deadline, which lasts to the end of its day; 0 where it is not past."""
    return max(0, (day - due_on).days) if due_on else 0


def heads_at(duties, at):
    """`{duty id: members to study as of the moment}`: today's number without what the ledger changes later."""
    heads = {duty.pk: duty.heads for duty in duties}
    by_path = {duty.path: duty.pk for duty in duties}
    if not by_path:
        return heads
    later = DutyChange.objects.filter(
        duty__campaign=duties[0].campaign_id, effective_on__gt=local_day(at)
    ).exclude(heads_delta=0)
    for path, delta in later.values_list("duty__path", "heads_delta"):
        for length in range(4, len(path) + 1, 4):
            if path[:length] in by_path:
                heads[by_path[path[:length]]] -= delta
    return heads
