"""Members who come, go, move, or are exempted while a campaign runs."""
from collections import Counter

from django.db import transaction

from campaigns.models import ChangeKind, Duty, RosterEntry
from campaigns.services.ledger.places import bring_in_force
from campaigns.services.ledger.step import begin_step, raise_too_early
from units.models import Member


@transaction.atomic
def change_heads(*, campaign, members, on, reason, by, at):
    """Bring the campaign's roster in line with the members as they now are, from the day on; returns the rows' number.

    Who studies where he studied before, and writes or does not write as before, is left alone.
    """
    step = begin_step(campaign=campaign, on=on, reason=reason, by=by, at=at)
    number = settle_members(step, members)
    if number:
        step.finish()
    return number


def settle_members(step, members):
    """The same within a step; returns how many places changed."""
    members = list(Member.objects.filter(pk__in=[m.pk for m in members]).select_related("unit").order_by("pk"))
    places = {unit: bring_in_force(step, unit) for unit in {m.unit for m in members if m.must_study}}
    changes = list(_changes(step.campaign, members, places))
    if changes:
        _apply(step, changes)
    return len(changes)


def _changes(campaign, members, places):
    """`(member, entry to close or None, duty to open an entry in or None)` of each member whose place changes."""
    entries = RosterEntry.objects.filter(duty__campaign=campaign, member__in=members, until=None)
    current = {entry.member_id: entry for entry in entries.select_related("duty")}
    for member in members:
        entry = current.get(member.pk)
        duty = places.get(member.unit) if member.must_study else None
        same_place = (entry.duty_id if entry else None) == (duty.pk if duty else None)
        same_pen = entry is None or entry.writes is not member.exempt_from_essay
        if not (same_place and same_pen):
            yield member, entry, duty


def _apply(step, changes):
    step.close_entries([entry for _member, entry, _duty in changes if entry])
    for _member, _entry, duty in changes:
        if duty and duty.since and duty.since > step.on:
            raise_too_early(duty.since)
    RosterEntry.objects.bulk_create(
        RosterEntry(duty=duty, member=member, writes=not member.exempt_from_essay, since=step.on)
        for member, _entry, duty in changes if duty
    )
    rows = []
    for member, entry, duty in changes:
        if entry and duty and entry.duty_id == duty.pk:
            rows.append((duty, ChangeKind.HEADS, 0, member))  # only the essay changes
            continue
        rows += [(entry.duty, ChangeKind.HEADS, -1, member)] if entry else []
        rows += [(duty, ChangeKind.HEADS, 1, member)] if duty else []
    step.write_many(rows)
    paths = dict(Duty.objects.filter(pk__in={row[0].pk for row in rows}).values_list("pk", "path"))
    totals = Counter()
    for duty, _kind, delta, _member in rows:
        totals[paths[duty.pk]] += delta
    for path, delta in totals.items():
        step.shift_heads(path, delta)
