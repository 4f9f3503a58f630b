"""Units that become one, and one that becomes two. Members and the units below go along, with the day."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from units.models import Member, MemberChange, MemberChangeKind, Unit, UnitChange, UnitChangeKind
from units.services.tree import check_step, close, lock_tree, relocate
from units.services.units import add_unit


@transaction.atomic
def merge_units(*, units, into, on, decision="", by, at):
    """Merge the units into one that exists: members and units below move there, the merged ones end."""
    lock_tree()
    into = Unit.objects.get(pk=into.pk)
    merged = list(Unit.objects.filter(pk__in=[unit.pk for unit in units]).exclude(pk=into.pk).order_by("path"))
    _check_merger(merged, into, on=on, at=at)
    for unit in merged:
        unit = Unit.objects.get(pk=unit.pk)
        _move_branches(unit, into, on=on, decision=decision, at=at)
        count = move_members(
            Member.objects.present().filter(unit=unit), unit, into, on=on, decision=decision, at=at
        )
        close(unit, kind=UnitChangeKind.MERGED, into=into, on=on, decision=decision, at=at)
        record(
            "units.unit.merged", unit, by=by, unit=unit, name=unit.name, into=into.name, members=count,
            on=f"{on:%d/%m/%Y}", decision=decision,
        )
    return Unit.objects.get(pk=into.pk)


@transaction.atomic
def split_unit(*, unit, code, name, members=(), below=(), on, decision="", by, at):
    """Set up a second unit beside the unit and move the chosen members and units below into it."""
    lock_tree()
    unit = Unit.objects.get(pk=unit.pk)
    check_step(unit, on=on, at=at)
    if unit.depth == 1:
        raise ValidationError(_("The top of the tree cannot be split."))
    leaving = _chosen_members(unit, members)
    branches = _chosen_branches(unit, below)
    if not leaving and not branches:
        raise ValidationError({"members": _("Please choose who or what moves to the new unit.")})
    new = add_unit(
        code=code, name=name, kind=unit.kind, kind_name=unit.kind_name, above=Unit.objects.get_parent(unit), block=unit.block,
        valid_from=on, decision=decision, by=by, at=at,
    )
    UnitChange.objects.create(
        unit=new, kind=UnitChangeKind.SPLIT, on=on, other=unit, decision=decision, recorded_at=at
    )
    for branch in branches:
        _move_branch(branch, new, on=on, decision=decision, at=at)
    move_members(leaving, unit, new, on=on, decision=decision, at=at)
    record(
        "units.unit.split", unit, by=by, unit=unit, name=unit.name, new=new.name, members=len(leaving),
        on=f"{on:%d/%m/%Y}", decision=decision,
    )
    return Unit.objects.get(pk=new.pk)


def move_members(members, unit, into, *, on, decision, at):
    """Move the members with a dated step each; returns how many."""
    ids = [member.pk for member in members]
    Member.objects.filter(pk__in=ids).update(unit=into)
    MemberChange.objects.bulk_create(
        MemberChange(
            member_id=pk, kind=MemberChangeKind.TRANSFER, on=on, from_unit=unit, to_unit=into, decision=decision,
            recorded_at=at,
        )
        for pk in ids
    )
    return len(ids)


def _check_merger(merged, into, *, on, at):
    if not merged:
        raise ValidationError({"units": _("Please choose at least one other unit to merge.")})
    if into.valid_to is not None:
        raise ValidationError({"into": _("The unit %(unit)s has ended.") % {"unit": into.name}})
    for unit in merged:
        check_step(unit, on=on, at=at)
        if into.is_within(unit):
            raise ValidationError({"into": _("A unit cannot be merged into one below it.")})
        if Unit.objects.below(unit).filter(valid_to=None).exists() and not into.may_have_units_below:
            raise ValidationError({"into": _("A cell cannot have units below it.")})


def _move_branches(unit, into, *, on, decision, at):
    for branch in Unit.objects.directly_below(unit).filter(valid_to=None):
        if not into.is_within(branch):
            _move_branch(branch, into, on=on, decision=decision, at=at)


def _move_branch(branch, into, *, on, decision, at):
    branch = relocate(Unit.objects.get(pk=branch.pk), into)
    UnitChange.objects.create(
        unit=branch, kind=UnitChangeKind.MOVED, on=on, other=into, decision=decision, recorded_at=at
    )


def _chosen_members(unit, members):
    ids = [member.pk for member in members]
    chosen = list(Member.objects.present().filter(unit=unit, pk__in=ids))
    if len(chosen) != len(ids):
        raise ValidationError({"members": _("Somebody chosen does not belong to this unit any more.")})
    return chosen


def _chosen_branches(unit, below):
    ids = [branch.pk for branch in below]
    chosen = list(Unit.objects.directly_below(unit).filter(valid_to=None, pk__in=ids))
    if len(chosen) != len(ids):
        raise ValidationError({"below": _("A chosen unit does not stand directly below this one any more.")})
    return chosen
