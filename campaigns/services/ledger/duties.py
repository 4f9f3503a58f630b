"""Units that come to owe a campaign, or owe it no more."""
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import ChangeKind, Duty, EndReason, RosterEntry
from campaigns.services.ledger.places import duty_above, duty_in_force, last_duty, open_duty
from campaigns.services.ledger.step import begin_step, check_nothing_later
from units.models import Member, Unit


@transaction.atomic
def add_duty(*, campaign, unit, on, reason="", by, at):
    """Add a unit set up after the launch, with all below it, to the campaign."""
    step = begin_step(campaign=campaign, on=on, reason=reason, by=by, at=at)
    if last_duty(step.campaign, unit):
        raise ValidationError({"unit": _("The unit is in the campaign already.")})
    branch = Unit.objects.within(unit).filter(valid_to=None).exclude(duties__in=step.campaign.duties.all()).order_by("path")
    duty = open_branch(step, list(branch), ChangeKind.ADDED)
    step.finish()
    return duty


@transaction.atomic
def exempt_duty(*, campaign, unit, on, reason, by, at):
    """Exempt a unit, with all below it, by decision."""
    step = begin_step(campaign=campaign, on=on, reason=reason, by=by, at=at)
    return _end_branch(step, unit, ChangeKind.EXEMPTED, EndReason.EXEMPT)


@transaction.atomic
def end_duty(*, campaign, unit, on, reason="", by, at):
    """End the duty of a unit that was ended, with all below it."""
    step = begin_step(campaign=campaign, on=on, reason=reason, by=by, at=at)
    return _end_branch(step, unit, ChangeKind.ENDED, EndReason.ENDED)


@transaction.atomic
def restore_duty(*, campaign, unit, on, reason, by, at):
    """Let a unit owe the study again, with those below it that ended on the same day for the same reason."""
    step = begin_step(campaign=campaign, on=on, reason=reason, by=by, at=at)
    last = last_duty(step.campaign, unit)
    if last is None or last.until is None:
        raise ValidationError({"unit": _("The unit's duty has not ended.")})
    check_nothing_later(last, step)
    origins = {} if last.end_reason == EndReason.NOBODY else _last_duties(last)
    ended_together = Duty.objects.within(last).filter(until=last.until, end_reason=last.end_reason)
    branch = Unit.objects.within(unit).filter(valid_to=None, pk__in=ended_together.values("unit")).order_by("path")
    if Unit.objects.get(pk=unit.pk).is_ended:
        raise ValidationError({"unit": _("The unit %(unit)s has ended.") % {"unit": unit.name}})
    duty = open_branch(step, list(branch), ChangeKind.RESTORED, origins)
    step.finish()
    return duty


def _last_duties(duty):
    return {row.unit_id: [row] for row in Duty.objects.within(duty).filter(until=duty.until)}


def open_branch(step, units, kind, origins=None):
    """Duties of the units (a branch in path order) with their present members; returns that of the first."""
    found, parent = duty_above(step, units[0])
    if not found:
        raise ValidationError({"unit": _("The unit above it does not owe the study of this campaign.")})
    opened, rows = {}, []
    members = Member.objects.present().filter(unit__in=units, exempt_from_activity=False)
    counts = Counter(members.values_list("unit", flat=True))
    for unit in units:
        duty = open_duty(step, unit, opened.get(unit.path[:-4], parent), (origins or {}).get(unit.pk, ()))
        opened[unit.path] = duty
        rows.append((duty, kind, counts[unit.pk], None))
    by_unit = {duty.unit_id: duty for duty in opened.values()}
    RosterEntry.objects.bulk_create(
        RosterEntry(duty=by_unit[m.unit_id], member=m, writes=not m.exempt_from_essay, since=step.on) for m in members
    )
    step.write_many(rows)
    for duty, _kind, heads, _member in rows:
        step.shift_heads(duty.path, heads)
    return opened[units[0].path]


def close_branch(step, duty, kind, reason):
    """End the duty and all below it, with their rosters; returns `[(duty, its entries)]` as they were, parents first."""
    check_nothing_later(duty, step)
    duties = list(Duty.objects.within(duty).filter(until=None).order_by("path"))
    entries = list(RosterEntry.objects.filter(duty__in=duties, until=None).order_by("pk"))
    step.close_entries(entries)
    own = {row.pk: [] for row in duties}
    for entry in entries:
        own[entry.duty_id].append(entry)
    Duty.objects.filter(pk__in=own).update(until=step.on, end_reason=reason)
    step.write_many((row, kind, -len(own[row.pk]), None) for row in duties)
    for row in duties:
        step.shift_heads(row.path, -len(own[row.pk]))
    return [(row, own[row.pk]) for row in duties]


def _end_branch(step, unit, kind, reason):
    duty = duty_in_force(step.campaign, unit)
    if duty is None:
        raise ValidationError({"unit": _("The unit does not owe the study of this campaign.")})
    close_branch(step, duty, kind, reason)
    step.finish()
    return duty
