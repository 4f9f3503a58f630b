"""The records a report is counted from, read in a fixed number of queries whatever the size of the tree."""
from collections import defaultdict, namedtuple
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import Count, F, Q
from django.utils import timezone

from campaigns.models import (
    Absence,
    Attendance,
    Duty,
    DutyChange,
    Reminder,
    RosterEntry,
    SessionKind,
    StudyPlan,
    StudySession,
)
from lib.clock import local_day
from units.models import PATH_END
from units.services.units import name_as_of

_DUTY_FIELDS = (
    "id", "unit_id", "path", "launched_heads", "since", "until", "held_at", "end_reason", "unit_name", "unit__code",
    "unit__kind", "unit__succeeded_by_id", "unit__block__name", "unit__block__position",
)


@dataclass(frozen=True)
class Scope:
    """What a report looks at: the duties below `path` ("" for the committee), as of a moment."""

    campaign: object
    path: str
    at: object

    @cached_property
    def day(self):
        return local_day(self.at)

    @property
    def steps(self):
        """Length of the path of a unit directly below."""
        return len(self.path) + 4

    def within(self, field):
        """A Q: the duty path in `field` lies at or below the scope's own."""
        return Q(**{f"{field}__gte": self.path, f"{field}__lt": self.path + PATH_END})


def duties(scope):
    """All duties of the scope, ended ones too, by path."""
    rows = scope.campaign.duties.filter(scope.within("path")).annotate(unit_name=name_as_of(scope.day)).order_by("path")
    return list(rows.values_list(*_DUTY_FIELDS, named=True))


def ledger(scope):
    """Changes of the ledger in the scope with the path and name of the unit changed, by day."""
    rows = DutyChange.objects.filter(scope.within("duty__path"), duty__campaign=scope.campaign)
    rows = rows.annotate(unit_name=name_as_of(scope.day, "duty__unit"))
    fields = ("duty__path", "duty__unit_id", "unit_name", "kind", "effective_on", "entered_at", "heads_delta")
    return list(rows.filter(effective_on__lte=scope.day).order_by("effective_on", "pk").values_list(*fields, named=True))


def attendances(scope):
    """Rows of classes (no conference, no make-up) of the campaign that stand and were held by the moment."""
    rows = Attendance.objects.filter(
        session__campaign=scope.campaign,
        session__kind=SessionKind.CLASS,
        session__withdrawn_at=None,
        session__moment__lte=scope.at,
    ).order_by("pk")
    fields = (
        "id", "session_id", "session__code", "session__held_on", "unit_id", "summoned", "present", "absent_excused", "absent_unexcused",
        "non_members",
    )
    return list(rows.values_list(*fields, named=True))


def absences(scope):
    """Named absences of those rows: which row, which member, made up by the day or not."""
    rows = Absence.objects.filter(
        attendance__session__campaign=scope.campaign,
        attendance__session__kind=SessionKind.CLASS,
        attendance__session__withdrawn_at=None,
        attendance__session__moment__lte=scope.at,
    ).order_by("pk")
    return list(rows.values_list("attendance_id", "member_id", "made_up_on", named=True))


def roster_of_the_exempt(scope):
    """Roster entries of members who at some time did not owe an essay: `{member id: [entries]}`, the earliest first."""
    of_campaign = RosterEntry.objects.filter(duty__campaign=scope.campaign)
    exempt = of_campaign.filter(writes=False).values("member")
    entries = defaultdict(list)
    rows = of_campaign.filter(member__in=exempt).order_by(F("since").asc(nulls_first=True), "pk")
    for entry in rows.values_list("member_id", "duty__path", "writes", "since", "until", named=True):
        entries[entry.member_id].append(entry)
    return entries


# The last step and the last hand-in of every essay by the day. One pass over the steps and look-ups by key only: right
# after an import the database has no statistics yet, and joins between derived tables would then take minutes.
_ESSAYS = """
WITH steps AS MATERIALIZED (
    SELECT s.essay_id, s.id, s.kind, s."on", s.handwritten, s.on_a4
    FROM essays_essaystep s JOIN essays_essay e ON e.id = s.essay_id
    WHERE e.campaign_id = %(campaign)s AND s.withdrawn_at IS NULL AND s."on" <= %(day)s
), stand AS MATERIALIZED (
    SELECT essay_id,
           (array_agg(kind ORDER BY "on" DESC, id DESC))[1] AS kind,
           (array_agg(handwritten ORDER BY "on" DESC, id DESC) FILTER (WHERE kind = 'handed_in'))[1] AS handwritten,
           (array_agg(on_a4 ORDER BY "on" DESC, id DESC) FILTER (WHERE kind = 'handed_in'))[1] AS on_a4
    FROM steps GROUP BY essay_id
)
SELECT e.unit_id, CASE WHEN e.member_id = ANY(%(apart)s::bigint[]) THEN e.member_id END, stand.kind, stand.handwritten,
       stand.on_a4, count(*)
FROM stand JOIN essays_essay e ON e.id = stand.essay_id
WHERE stand.kind <> 'returned' AND stand.handwritten IS NOT NULL
  AND e.member_id IN (
      SELECT r.member_id FROM campaigns_rosterentry r JOIN campaigns_duty d ON d.id = r.duty_id
      WHERE d.campaign_id = %(campaign)s
  )
GROUP BY 1, 2, 3, 4, 5
"""

EssayRow = namedtuple("EssayRow", "unit_id single step by_hand a4 number")


def essays(scope, *, told_apart):
    """Essays handed in as of the day, counted by unit, last step and look of the paper.

    The essays of the members `told_apart` come one by one (with `single`, the member's number): whether they count
    depends on the member. A returned essay is not handed in.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ESSAYS, {"campaign": scope.campaign.pk, "day": scope.day, "apart": sorted(told_apart)})
        return [EssayRow(*row) for row in cursor.fetchall()]


def plans(duty_ids):
    rows = StudyPlan.objects.filter(duty__in=duty_ids)
    fields = ("duty_id", "planned_on", "delay_reason", "earlier_reminders")
    return {row.duty_id: row for row in rows.values_list(*fields, named=True)}


def reminders(duty_ids, at):
    """`{duty id: reminders that stand, up to the moment}`."""
    rows = Reminder.objects.filter(duty__in=duty_ids, at__lte=at, withdrawn_at=None).order_by()
    return dict(rows.values("duty").annotate(number=Count("pk")).values_list("duty", "number"))


def conferences(scope, unit):
    """Key-cadre conferences hosted by the unit or below it, with the people called and come."""
    rows = StudySession.objects.filter(
        campaign=scope.campaign, kind=SessionKind.CONFERENCE, withdrawn_at=None, moment__lte=scope.at,
        host__path__gte=unit.path, host__path__lt=unit.path + PATH_END,
    ).order_by("moment", "pk", "attendances__pk")
    return list(rows.values_list("pk", "code", "held_on", "format", "attendances__summoned", "attendances__present", named=True))


def own_duty(campaign, unit, at):
    """The unit's duty in force at the moment, or None."""
    return Duty.objects.owing(at).filter(campaign=campaign, unit=unit).first()


def owes_on(row, day):
    return (row.since is None or row.since <= day) and (row.until is None or day < row.until)


def local(at):
    return timezone.localtime(at)
