"""Who may give which role where: an officer the roles below his own, a base officer the secretaries of his subtree."""
from django.db.models import Exists, OuterRef, Q

from accounts.models import User

from units.models import Appointment, Role, Unit, UnitKind
from units.scope import appointments_of, within_paths

PERMISSION = "accounts.manage"

# Given for the unit of one's own appointment and everything below it ...
_GIVES = {
    Role.OFFICER: {Role.BASE_OFFICER, Role.SECRETARY, Role.HELPER, Role.INSPECTOR},
    Role.BASE_OFFICER: {Role.SECRETARY, Role.HELPER},
}
# ... and only for units strictly below it: nobody makes or opens an account of his own rank or above.
_GIVES_FURTHER_DOWN = {Role.OFFICER: {Role.OFFICER, Role.LEADER}}

_KINDS_OF_ROLE = {
    Role.OFFICER: {UnitKind.COMMITTEE},
    Role.LEADER: {UnitKind.COMMITTEE, UnitKind.BASE},
    Role.BASE_OFFICER: {UnitKind.BASE, UnitKind.SECTION},
    Role.SECRETARY: {UnitKind.CELL, UnitKind.BASE_CELL, UnitKind.SECTION, UnitKind.BASE},
    Role.HELPER: {UnitKind.CELL, UnitKind.BASE_CELL},
    Role.INSPECTOR: set(UnitKind),
}


def fits(role, unit):
    """True where the role makes sense for the kind of unit."""
    return unit.kind in _KINDS_OF_ROLE[Role(role)]


def usual_role(unit):
    """The role of the one who keeps the unit's records."""
    return Role.BASE_OFFICER if unit.kind == UnitKind.BASE else Role.SECRETARY


def roles_to_give(user, unit=None):
    """Roles the user may give for the unit, or anywhere, in the order of the roles."""
    roles = set()
    for own in appointments_of(user):
        if unit is None or unit.is_within(own.unit):
            roles |= _GIVES.get(own.role, set())
        if unit is None or (unit.is_within(own.unit) and unit.pk != own.unit_id):
            roles |= _GIVES_FURTHER_DOWN.get(own.role, set())
    return [role for role in Role if role in roles and (unit is None or fits(role, unit))]


def appointments_to_give(user):
    """A Q over appointments: those the user might have made, and so may end."""
    query = Q(pk__in=[])
    for own in appointments_of(user):
        within = within_paths("unit__path", [own.unit.path])
        query |= within & Q(role__in=_GIVES.get(own.role, set()))
        query |= within & ~Q(unit=own.unit_id) & Q(role__in=_GIVES_FURTHER_DOWN.get(own.role, set()))
    return query


def accounts_in_sight(user):
    """Users who act, acted or will act for a unit of the user's own subtree."""
    mine = Appointment.objects.permitted(user, PERMISSION)
    return User.objects.filter(Exists(mine.filter(user=OuterRef("pk"))))


def accounts_within_reach(user, *, day):
    """Users whose every appointment still to run is one the user might have given; never himself.

    Without this a base officer who may reset secretaries could open the account of an officer who is a secretary too.
    """
    mine = appointments_to_give(user)
    of_user = Appointment.objects.filter(user=OuterRef("pk"))
    beyond = of_user.exclude(mine).filter(Q(valid_to=None) | Q(valid_to__gt=day))
    return User.objects.filter(Exists(of_user.filter(mine)), ~Exists(beyond)).exclude(pk=user.pk)


def units_without_account(units, *, day):
    """Those of the units for which no active user keeps the records on the day."""
    kept = Appointment.objects.running_on(day).filter(
        unit=OuterRef("pk"), user__is_active=True, role__in=[Role.SECRETARY, Role.BASE_OFFICER]
    )
    return units.existing_on(day).exclude(kind=UnitKind.COMMITTEE).filter(~Exists(kept))


def units_to_give(user, *, day):
    """Units for which the user may give a role."""
    return Unit.objects.permitted(user, PERMISSION).existing_on(day)
