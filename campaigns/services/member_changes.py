"""Members who come, change, move or leave, together with the rosters of the running campaigns: one transaction."""
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.services import ledger
from lib.clock import local_day
from units import services as units
from units.models import MemberChangeKind


@transaction.atomic
def add_member(*, unit, on, by, at, **fields):
    """Put a new member on the roster of a unit, and of the campaigns it studies in from the day on."""
    member = units.add_member(unit=unit, by=by, at=at, **fields)
    _carry(member, [unit], on=on, reason=_("new on the roster"), by=by, at=at)
    return member


@transaction.atomic
def change_member(*, member, on, by, at, **fields):
    """Correct a member's data; an exemption holds for the running campaigns from the day on."""
    changed = units.change_member(member=member, by=by, at=at, **fields)
    reason = changed.exemption_decision or _("what is expected of the member changed")
    _carry(changed, [changed.unit], on=on, reason=reason, by=by, at=at)
    return changed


@transaction.atomic
def transfer_member(*, member, to_unit, on, decision="", by, at):
    """Transfer a member, also in the running campaigns."""
    before = member.unit
    moved = units.transfer_member(member=member, to_unit=to_unit, on=on, decision=decision, by=by, at=at)
    _carry(moved, [before, to_unit], on=on, reason=_reason(MemberChangeKind.TRANSFER, decision), by=by, at=at)
    return moved


@transaction.atomic
def end_member(*, member, on, decision="", by, at):
    """Take a member who left off the rosters."""
    gone = units.end_member(member=member, on=on, decision=decision, by=by, at=at)
    _carry(gone, [gone.unit], on=on, reason=_reason(MemberChangeKind.END, decision), by=by, at=at)
    return gone


@transaction.atomic
def record_death(*, member, on, by, at):
    """Take a member who died off the rosters."""
    gone = units.record_death(member=member, on=on, by=by, at=at)
    _carry(gone, [gone.unit], on=on, reason=_reason(MemberChangeKind.DEATH, ""), by=by, at=at)
    return gone


@transaction.atomic
def return_member(*, member, on, decision="", by, at):
    """Take a member who came back onto the rosters again."""
    back = units.return_member(member=member, on=on, decision=decision, by=by, at=at)
    _carry(back, [back.unit], on=on, reason=_reason(MemberChangeKind.RETURN, decision), by=by, at=at)
    return back


def _carry(member, places, *, on, reason, by, at):
    day = on or local_day(at)
    for campaign in ledger.campaigns_concerned(units=places, members=[member]):
        ledger.change_heads(campaign=campaign, members=[member], on=day, reason=reason, by=by, at=at)


def _reason(kind, decision):
    return f"{kind.label}; {decision}" if decision else str(kind.label)
