"""Where a unit stands: moves, ends, comes back. All writes of the tree stand in line behind one lock."""
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from audit.record import record
from lib.clock import local_day
from units.models import Member, Unit, UnitChange, UnitChangeKind, UnitKind
from units.services.formats import check_not_future

_TREE_LOCK = 0x756E697473  # "units"


def lock_tree():
    """Wait until nobody else writes the tree; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TREE_LOCK])


@transaction.atomic
def move_unit(*, unit, above, on, decision="", by, at):
    """Put the unit, with all below it, under another unit from the day on."""
    lock_tree()
    unit, above = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=above.pk)
    check_step(unit, on=on, at=at)
    if above.is_within(unit):
        raise ValidationError({"above": _("A unit cannot stand below itself.")})
    if above.path == unit.path[: -unit.steplen]:
        raise ValidationError({"above": _("The unit stands there already.")})
    check_may_stand_below(above, unit.kind)
    before = Unit.objects.get_parent(unit)
    unit = relocate(unit, above)
    UnitChange.objects.create(
        unit=unit, kind=UnitChangeKind.MOVED, on=on, other=above, decision=decision, recorded_at=at
    )
    record(
        "units.unit.moved", unit, by=by, unit=unit, name=unit.name, before=str(before or "–"), above=above.name,
        on=f"{on:%d/%m/%Y}", decision=decision,
    )
    return unit


@transaction.atomic
def end_unit(*, unit, on, decision="", by, at):
    """End a unit in which nobody and nothing is left; its appointments end with it."""
    lock_tree()
    unit = Unit.objects.get(pk=unit.pk)
    check_step(unit, on=on, at=at)
    below = Unit.objects.below(unit).filter(valid_to=None).count()
    people = Member.objects.present().filter(unit=unit).count()
    if below or people:
        raise ValidationError(
            _("%(below)s units and %(people)s members still belong here; please move or merge them first.")
            % {"below": below, "people": people}
        )
    close(unit, kind=UnitChangeKind.ENDED, on=on, decision=decision, at=at)
    record("units.unit.ended", unit, by=by, unit=unit, name=unit.name, on=f"{on:%d/%m/%Y}", decision=decision)
    return unit


@transaction.atomic
def restore_unit(*, unit, on, decision="", by, at):
    """Let an ended or merged unit exist again; its former members stay where they are."""
    lock_tree()
    unit = Unit.objects.get(pk=unit.pk)
    check_not_future(on, at_day=local_day(at))
    if unit.valid_to is None:
        raise ValidationError(_("The unit exists; there is nothing to restore."))
    if on < unit.valid_to:
        raise ValidationError({"on": _("The unit ended on %(day)s; please give a day from then on.")
                               % {"day": f"{unit.valid_to:%d/%m/%Y}"}})
    above = Unit.objects.get_parent(unit)
    if above and above.valid_to is not None:
        raise ValidationError(_("The unit above it has ended; please restore that one first."))
    unit.valid_to, unit.succeeded_by = None, None
    unit.version += 1
    unit.save(update_fields=["valid_to", "succeeded_by", "version"])
    UnitChange.objects.create(unit=unit, kind=UnitChangeKind.RESTORED, on=on, decision=decision, recorded_at=at)
    record("units.unit.restored", unit, by=by, unit=unit, name=unit.name, on=f"{on:%d/%m/%Y}", decision=decision)
    return unit


def check_step(unit, *, on, at):
    """A dated step needs a standing unit and a day neither to come nor before the unit's latest step."""
    check_not_future(on, at_day=local_day(at))
    if unit.valid_to is not None:
        raise ValidationError(_("The unit %(unit)s has ended.") % {"unit": unit.name})
    latest = unit.changes.order_by("on").values_list("on", flat=True).last() or unit.valid_from
    if latest and on < latest:
        raise ValidationError({"on": _("The unit's latest change is of %(day)s; please give a day from then on.")
                               % {"day": f"{latest:%d/%m/%Y}"}})


def check_may_stand_below(above, kind):
    if above.valid_to is not None:
        raise ValidationError({"above": _("The unit %(unit)s has ended.") % {"unit": above.name}})
    if not above.may_have_units_below:
        raise ValidationError({"above": _("A cell cannot have units below it.")})
    if kind == UnitKind.COMMITTEE and above.kind != UnitKind.COMMITTEE:
        raise ValidationError({"above": _("A committee stands below another committee only.")})


def relocate(unit, above):
    """Move the branch in the tree; returns the unit as it then is."""
    Unit.objects.move(unit, Unit.objects.get(pk=above.pk), pos="last-child")
    return Unit.objects.get(pk=unit.pk)


def close(unit, *, kind, on, at, decision="", into=None):
    """Set the end of a unit and of the appointments held in it."""
    unit.valid_to, unit.succeeded_by = on, into
    unit.version += 1
    unit.save(update_fields=["valid_to", "succeeded_by", "version"])
    for appointment in unit.appointments.filter(valid_to=None):
        appointment.valid_to = max(on, appointment.valid_from)
        appointment.save(update_fields=["valid_to"])
    UnitChange.objects.create(unit=unit, kind=kind, on=on, other=into, decision=decision, recorded_at=at)
