"""Members: on the roster, changed, transferred, gone. A roster row is never deleted."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from lib.clock import local_day
from lib.conflict import check_version
from units.models import Member, MemberChange, MemberChangeKind, MemberKind, Unit
from units.services.derived import changed_labels, cleaned_texts, member_derived
from units.services.formats import check_card_number, check_not_future, checked_born


@transaction.atomic
def add_member(
    *, unit, card_number, full_name, born="", kind=MemberKind.FULL, exempt_from_activity=False,
    exempt_from_essay=False, exemption_decision="", managed_by=None, by, at,
):
    """Put a member on the roster of a unit."""
    fields = _checked_fields(
        card_number=card_number, full_name=full_name, born=born, exemption_decision=exemption_decision, at=at
    )
    check_may_have_members(unit)
    member = Member(
        unit=unit, kind=kind, exempt_from_activity=exempt_from_activity, exempt_from_essay=exempt_from_essay,
        managed_by=checked_manager(managed_by, unit), **fields
    )
    member.full_clean()
    member.save()
    record("units.member.added", member, by=by, unit_name=unit.name)
    return member


@transaction.atomic
def change_member(
    *, member, version, card_number, full_name, born, kind, exempt_from_activity, exempt_from_essay,
    exemption_decision, managed_by, by, at,
):
    """Correct a roster row or change what is expected of the member."""
    member = lock_member(member)
    check_version(member, version)
    fields = _checked_fields(
        card_number=card_number, full_name=full_name, born=born, exemption_decision=exemption_decision, at=at,
        but=member,
    )
    fields |= {"kind": kind, "exempt_from_activity": exempt_from_activity, "exempt_from_essay": exempt_from_essay}
    fields["managed_by"] = checked_manager(managed_by, member.unit)
    derived = ("sort_key", "search_text")
    changed = changed_labels(member, {name: value for name, value in fields.items() if name not in derived})
    for name, value in fields.items():
        setattr(member, name, value)
    member.full_clean()
    member.version += 1
    member.save(update_fields=[*fields, "version"])
    record("units.member.changed", member, by=by, fields=changed, unit_name=member.unit.name)
    return member


@transaction.atomic
def transfer_member(*, member, to_unit, on, decision="", by, at):
    """Move a member to another unit from the day on."""
    member = lock_member(member)
    check_present(member, on=on, at=at)
    if to_unit.pk == member.unit_id:
        raise ValidationError({"to_unit": _("The member belongs to this unit already.")})
    check_may_have_members(to_unit, field="to_unit")
    before = member.unit
    step = _note(member, MemberChangeKind.TRANSFER, on=on, to_unit=to_unit, decision=decision, at=at)
    member.unit = to_unit
    if member.managed_by and not to_unit.is_within(member.managed_by):
        member.managed_by = None
    member.version += 1
    member.save(update_fields=["unit", "managed_by", "version"])
    record(
        "units.member.transferred", member, by=by, unit=to_unit, before=before.name, unit_name=to_unit.name,
        on=f"{on:%d/%m/%Y}", decision=step.decision,
    )
    return member


@transaction.atomic
def end_member(*, member, on, decision="", by, at):
    """Note that a member left the Party or the area on the day."""
    return _leave(member, MemberChangeKind.END, "units.member.ended", on=on, decision=decision, by=by, at=at)


@transaction.atomic
def record_death(*, member, on, by, at):
    """Note that a member died on the day."""
    return _leave(member, MemberChangeKind.DEATH, "units.member.died", on=on, decision="", by=by, at=at)


@transaction.atomic
def return_member(*, member, on, decision="", by, at):
    """Take a member who left back onto the roster of the unit he left."""
    member = lock_member(member)
    check_not_future(on, at_day=local_day(at))
    if member.left_on is None:
        raise ValidationError(_("The member is on the roster; there is nothing to restore."))
    if on < member.left_on:
        raise ValidationError({"on": _("The member left on %(day)s; please give a day from then on.")
                               % {"day": f"{member.left_on:%d/%m/%Y}"}})
    check_may_have_members(member.unit, field=None)
    _note(member, MemberChangeKind.RETURN, on=on, decision=decision, at=at)
    member.left_on = None
    member.version += 1
    member.save(update_fields=["left_on", "version"])
    record("units.member.returned", member, by=by, unit_name=member.unit.name, on=f"{on:%d/%m/%Y}", decision=decision)
    return member


def checked_manager(managed_by, unit):
    """The committee that manages a member of the unit; his own cell is said by nothing."""
    if managed_by is None or managed_by.pk == unit.pk:
        return None
    if not unit.is_within(managed_by):
        raise ValidationError({"managed_by": _("A member is managed by his cell or by a committee above it.")})
    return managed_by


def lock_member(member):
    """The row as it stands, locked to the end of the transaction."""
    return Member.objects.select_for_update(of=("self",)).select_related("unit", "managed_by").get(pk=member.pk)


def check_may_have_members(unit, field="unit"):
    """Members belong to a standing unit that has no units below it."""
    problem = None
    if unit.valid_to is not None:
        problem = _("The unit %(unit)s has ended.") % {"unit": unit.name}
    elif Unit.objects.below(unit).filter(valid_to=None).exists():
        problem = _("Members belong to a cell; please choose one of the units below %(unit)s.") % {"unit": unit.name}
    if problem:
        raise ValidationError({field: problem} if field else problem)


def check_present(member, *, on, at):
    """A dated step needs a member on the roster and a day neither to come nor before the latest step."""
    check_not_future(on, at_day=local_day(at))
    if member.left_on is not None:
        raise ValidationError(_("The member left on %(day)s.") % {"day": f"{member.left_on:%d/%m/%Y}"})
    latest = member.changes.order_by("on").values_list("on", flat=True).last()
    if latest and on < latest:
        raise ValidationError({"on": _("The member's latest change is of %(day)s; please give a day from then on.")
                               % {"day": f"{latest:%d/%m/%Y}"}})


def _leave(member, kind, action, *, on, decision, by, at):
    member = lock_member(member)
    check_present(member, on=on, at=at)
    _note(member, kind, on=on, decision=decision, at=at)
    member.left_on = on
    member.version += 1
    member.save(update_fields=["left_on", "version"])
    record(action, member, by=by, unit_name=member.unit.name, on=f"{on:%d/%m/%Y}", decision=decision)
    return member


def _note(member, kind, *, on, at, to_unit=None, decision=""):
    return MemberChange.objects.create(
        member=member, kind=kind, on=on, from_unit=member.unit, to_unit=to_unit, decision=decision, recorded_at=at
    )


def _checked_fields(*, card_number, full_name, born, exemption_decision, at, but=None):
    fields = cleaned_texts({
        "card_number": card_number, "full_name": full_name, "born": born, "exemption_decision": exemption_decision,
    })
    check_card_number(fields["card_number"])
    taken = Member.objects.filter(card_number=fields["card_number"]).exclude(pk=but.pk if but else None)
    if taken.exists():
        raise ValidationError({"card_number": _("Another member has this card number.")})
    if not fields["full_name"]:
        raise ValidationError({"full_name": _("Please enter the full name.")})
    fields["born"] = checked_born(fields["born"], today=local_day(at))
    return fields | member_derived(full_name=fields["full_name"], card_number=fields["card_number"])
