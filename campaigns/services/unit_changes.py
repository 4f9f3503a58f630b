"""Units that move, merge, split or end, together with what that means for the running campaigns: one transaction."""
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.models import EndReason
from campaigns.services import ledger
from campaigns.services.ledger.places import duty_in_force, last_duty
from units import services as units
from units.models import Unit, UnitChangeKind

_RESTORABLE = (EndReason.ENDED, EndReason.MERGED)


@transaction.atomic
def move_unit(*, unit, above, on, decision="", by, at):
    """Move a unit in the tree and in every running campaign."""
    campaigns = list(ledger.campaigns_concerned(units=[unit, above]))
    moved = units.move_unit(unit=unit, above=above, on=on, decision=decision, by=by, at=at)
    for campaign in campaigns:
        ledger.move_duty(unit=moved, **_step(campaign, UnitChangeKind.MOVED, on, decision, by, at))
    return moved


@transaction.atomic
def merge_units(*, unit, others, on, decision="", by, at):
    """Merge other units into the unit, in the tree and in every running campaign."""
    campaigns = list(ledger.campaigns_concerned(units=[unit, *others]))
    into = units.merge_units(units=others, into=unit, on=on, decision=decision, by=by, at=at)
    for campaign in campaigns:
        ledger.merge_duties(units=others, into=into, **_step(campaign, UnitChangeKind.MERGED, on, decision, by, at))
    return into


@transaction.atomic
def merge_into_new(*, unit, others, code, name, on, decision="", by, at):
    """Merge the unit and others into a new one beside it, in the tree and in every running campaign."""
    new = units.add_unit(
        code=code, name=name, kind=unit.kind, kind_name=unit.kind_name, above=Unit.objects.get_parent(unit),
        block=unit.block, valid_from=on, decision=decision, by=by, at=at,
    )
    return merge_units(unit=new, others=[unit, *others], on=on, decision=decision, by=by, at=at)


@transaction.atomic
def split_unit(*, unit, code, name, members=(), below=(), on, decision="", by, at):
    """Split a unit in two, in the tree and in every running campaign."""
    new = units.split_unit(
        unit=unit, code=code, name=name, members=members, below=below, on=on, decision=decision, by=by, at=at
    )
    for campaign in ledger.campaigns_of_unit(unit):
        ledger.split_duties(unit=unit, new=new, **_step(campaign, UnitChangeKind.SPLIT, on, decision, by, at))
    return new


@transaction.atomic
def end_unit(*, unit, on, decision="", by, at):
    """End an empty unit, in the tree and in every running campaign."""
    ended = units.end_unit(unit=unit, on=on, decision=decision, by=by, at=at)
    for campaign in ledger.campaigns_of_unit(unit):
        if duty_in_force(campaign, unit):
            ledger.end_duty(unit=unit, **_step(campaign, UnitChangeKind.ENDED, on, decision, by, at))
    return ended


@transaction.atomic
def restore_unit(*, unit, on, decision="", by, at):
    """Let an ended unit exist again, in the tree and in every running campaign."""
    restored = units.restore_unit(unit=unit, on=on, decision=decision, by=by, at=at)
    for campaign in ledger.campaigns_of_unit(unit):
        last = last_duty(campaign, unit)
        if last.until is not None and last.end_reason in _RESTORABLE:
            ledger.restore_duty(unit=restored, **_step(campaign, UnitChangeKind.RESTORED, on, decision, by, at))
    return restored


def _step(campaign, kind, on, decision, by, at):
    # Told on both sides, of which only one is merged "into another".
    why = _("merger of units") if kind == UnitChangeKind.MERGED else kind.label
    reason = f"{why}; {decision}" if decision else str(why)
    return {"campaign": campaign, "on": on, "reason": reason, "by": by, "at": at}
