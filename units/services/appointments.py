from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.services.sessions import end_sessions
from audit.record import record

from lib.clock import local_day
from units.delegation import fits, roles_to_give
from units.models import Appointment, Role


@transaction.atomic
def appoint_user(*, user, unit, role, valid_from, by, at):
    """Let the user act in the role for the unit from the day on; `by` None is the portal's own command."""
    _check_gift(by, role, unit)
    if not unit.exists_on(valid_from):
        raise ValidationError({"valid_from": _("The unit does not exist on this day.")})
    same = Appointment.objects.filter(user=user, unit=unit, role=role)
    if same.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).exists():
        raise ValidationError({"role": _("This person already has this role for this unit.")})
    appointment = Appointment.objects.create(user=user, unit=unit, role=role, valid_from=valid_from)
    end_sessions(user=user, by=by, at=at, unit=unit)
    record("units.appointment.made", user, by=by, unit=unit, **_words(appointment), valid_from=f"{valid_from:%d/%m/%Y}")
    return appointment


@transaction.atomic
def end_appointment(*, appointment, valid_to, by, at):
    """End the appointment: `valid_to` is the first day on which it no longer holds."""
    appointment = Appointment.objects.select_for_update(of=["self"]).select_related("unit", "user").get(pk=appointment.pk)
    _check_gift(by, appointment.role, appointment.unit)
    if appointment.valid_to and appointment.valid_to <= local_day(at):
        raise ValidationError({"valid_to": _("This appointment has already ended.")})
    if valid_to < appointment.valid_from:
        raise ValidationError({"valid_to": _("The appointment cannot end before it begins.")})
    appointment.valid_to = valid_to
    appointment.save(update_fields=["valid_to"])
    end_sessions(user=appointment.user, by=by, at=at, unit=appointment.unit)
    record(
        "units.appointment.ended", appointment.user, by=by, unit=appointment.unit, **_words(appointment),
        valid_to=f"{valid_to:%d/%m/%Y}",
    )
    return appointment


def _check_gift(by, role, unit):
    if not fits(role, unit):
        raise ValidationError({"role": _("This role does not suit this kind of unit.")})
    if by is not None and role not in roles_to_give(by, unit):
        raise ValidationError({"role": _("You may not give this role for this unit.")})


def _words(appointment):
    return {"name": appointment.user.full_name, "role": str(Role(appointment.role).label), "unit_name": appointment.unit.name}
