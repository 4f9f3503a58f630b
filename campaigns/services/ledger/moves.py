"""Units that move or merge while a campaign runs. The tree has changed already, in the same transaction."""
from django.db import transaction

from campaigns.models import ChangeKind, EndReason, EscalationStep, LetterUnit, Reminder, RosterEntry, StudyPlan
from campaigns.services.ledger.duties import close_branch
from campaigns.services.ledger.heads import settle_members
from campaigns.services.ledger.places import bring_in_force, duty_above, duty_in_force, open_duty
from campaigns.services.ledger.step import begin_step
from units.models import Member, Unit


@transaction.atomic
def move_duty(*, campaign, unit, on, reason="", by, at):
    """Take the unit's duty, with all below it, to where the unit now stands; None where it owes nothing.

    A unit that went to another committee owes this campaign no more.
    """
    step = begin_step(campaign=campaign, on=on, reason=reason, by=by, at=at)
    moved = _move(step, unit)
    step.finish()
    return moved


@transaction.atomic
def merge_duties(*, campaign, units, into, on, reason="", by, at):
    """End the duties of merged units; their members and the units below now count where they went."""
    step = begin_step(campaign=campaign, on=on, reason=reason, by=by, at=at)
    merged = [duty_in_force(step.campaign, unit) for unit in units if unit.pk != into.pk]
    merged = [duty for duty in merged if duty is not None]
    if merged:
        bring_in_force(step, Unit.objects.get(pk=into.pk), merged)
    for duty in merged:
        for child in Unit.objects.filter(duties__in=duty.children.filter(until=None)):
            _move(step, child)
        closed = close_branch(step, duty, ChangeKind.MERGED, EndReason.MERGED)
        settle_members(step, [entry.member for _row, entries in closed for entry in entries])
    step.finish()
    return duty_in_force(step.campaign, into)


@transaction.atomic
def split_duties(*, campaign, unit, new, on, reason="", by, at):
    """The unit split off owes the study too, with the members and the units below it that it took along."""
    step = begin_step(campaign=campaign, on=on, reason=reason, by=by, at=at)
    origin = duty_in_force(step.campaign, unit)
    if origin is None:
        return None
    bring_in_force(step, Unit.objects.get(pk=new.pk), [origin])
    settle_members(step, list(Member.objects.present().filter(unit=new)))
    for branch in Unit.objects.directly_below(new):
        _move(step, branch)
    step.finish()
    return duty_in_force(step.campaign, new)


def _move(step, unit):
    duty = duty_in_force(step.campaign, unit)
    if duty is None:
        return None
    closed = close_branch(step, duty, ChangeKind.MOVED, EndReason.MOVED)
    found, parent = duty_above(step, unit)
    return _open_again(step, closed, parent) if found else None


def _open_again(step, closed, parent):
    """The closed duties once more below the new parent, with the same people; plans and reminders go along."""
    new, rows = {}, []
    for old, entries in closed:
        duty = open_duty(step, old.unit, new[old.parent_id] if new else parent, [old])
        new[old.pk] = duty
        RosterEntry.objects.bulk_create(
            RosterEntry(duty=duty, member_id=entry.member_id, writes=entry.writes, since=step.on) for entry in entries
        )
        rows.append((duty, ChangeKind.MOVED, len(entries), None))
        StudyPlan.objects.filter(duty=old).update(duty=duty)
        Reminder.objects.filter(duty=old).update(duty=duty)
        EscalationStep.objects.filter(duty=old).update(duty=duty)
        LetterUnit.objects.filter(duty=old).update(duty=duty)
    step.write_many(rows)
    for duty, _kind, heads, _member in rows:
        step.shift_heads(duty.path, heads)
    return new[closed[0][0].pk]
