import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.services.sessions import end_sessions
from audit.record import record

from lib.clock import local_day
from units.delegation import fits, roles_to_give
from units.models import Appointment, Role
from units.models.appointments import HELPER_AT_MOST
from units.typing_help import USUAL

_DAY = datetime.timedelta(days=1)


@transaction.atomic
def appoint_user(*, user, unit, role, valid_from, by, at, last_day=None):
    """Let the user act in the role for the unit from the day on; `by` None is the portal's own command."""
    _check_gift(by, role, unit)
    _check_term(role, unit, valid_from, last_day)
    if not unit.exists_on(valid_from):
        raise ValidationError({"valid_from": _("The unit does not exist on this day.")})
    same = Appointment.objects.filter(user=user, unit=unit, role=role)
    if same.filter(Q(valid_to=None) | Q(valid_to__gt=valid_from)).exists():
        raise ValidationError({"role": _("This person already has this role for this unit.")})
    appointment = Appointment.objects.create(
        user=user, unit=unit, role=role, valid_from=valid_from, valid_to=last_day and last_day + _DAY
    )
    end_sessions(user=user, by=by, at=at, unit=unit)
    record(
        "units.appointment.made_for_a_time" if last_day else "units.appointment.made", user, by=by, unit=unit, **_words(appointment),
        valid_from=f"{valid_from:%d/%m/%Y}", last_day=f"{last_day:%d/%m/%Y}" if last_day else "",
    )
    return appointment


@transaction.atomic
def end_appointment(*, appointment, valid_to, by, at):
    """End the appointment: `valid_to` is the first day on which it no longer holds."""
    appointment = Appointment.objects.select_for_update(of=["self"]).select_related("unit", "user").get(pk=appointment.pk)
    _check_gift(by, appointment.role, appointment.unit)
    if appointment.valid_to and appointment.valid_to <= local_day(at):
        raise ValidationError({"valid_to": _("This appointment has already ended.")})
    if appointment.valid_to and valid_to > appointment.valid_to:
        raise ValidationError({"valid_to": _("It ends earlier than that, on %(day)s. To go on longer, appoint again from that day.") % {
            "day": f"{appointment.valid_to:%d/%m/%Y}",
        }})
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


@transaction.atomic
def end_helper(*, appointment, by, at):
    """From now on the helper types for nobody here: the secretary says so himself, or a level above."""
    appointment = Appointment.objects.select_for_update(of=["self"]).select_related("unit", "user").get(pk=appointment.pk)
    today = local_day(at)
    if appointment.valid_to <= today:
        raise ValidationError(_("This appointment has already ended."))
    appointment.valid_to = max(today, appointment.valid_from)
    appointment.save(update_fields=["valid_to"])
    end_sessions(user=appointment.user, by=by, at=at, unit=appointment.unit)
    record("units.helper.ended", appointment.user, by=by, unit=appointment.unit, **_words(appointment))
    return appointment


def _check_term(role, unit, valid_from, last_day):
    if last_day and last_day < valid_from:
        raise ValidationError({"last_day": _("The last day lies before the first.")})
    if role != Role.HELPER:
        return
    if last_day is None:
        raise ValidationError({"last_day": _(
            "Enter the last day: somebody who types for a secretary is let in for a time. Three months are usual (up to %(day)s)."
        ) % {"day": f"{valid_from + USUAL:%d/%m/%Y}"}})
    latest = valid_from + HELPER_AT_MOST - _DAY
    if last_day > latest:
        raise ValidationError({"last_day": _("At most a year, so up to %(day)s; after that appoint again.") % {"day": f"{latest:%d/%m/%Y}"}})
    kept = Appointment.objects.running_on(valid_from).filter(unit=unit, role=Role.SECRETARY, user__is_active=True)
    if not kept.exists():
        raise ValidationError({"unit": _(
            "The secretary of this unit has no account yet. Make it first: he must be able to see who types for him, and to end it."
        )})


def _check_gift(by, role, unit):
    if not fits(role, unit):
        raise ValidationError({"role": _("This role does not suit this kind of unit.")})
    if by is not None and role not in roles_to_give(by, unit):
        raise ValidationError({"role": _("You may not give this role for this unit.")})


def _words(appointment):
    return {"name": appointment.user.full_name, "role": str(Role(appointment.role).label), "unit_name": appointment.unit.name}
