"""The one access rule: a role gives permissions, an appointment gives the subtree they hold in.

What units produce is seen from above (the path of the row's unit begins with the path of an appointment);
what a committee issues is seen from below too (the path of the appointment begins with that of the row's unit).
What is not permitted does not exist: rows arrive already filtered, by `Model.objects.permitted(user, permission)`.
"""
import functools

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from lib.clock import today

# Sorts after every continuation of a path under collation C.
_END = "~"


@functools.cache
def _role_permissions():
    return import_string(settings.ROLE_PERMISSIONS)


@functools.cache
def _kept_phones():
    """`(roles, permissions)` of a telephone that is remembered and has shown no password lately (accounts/kept_phones.py)."""
    return import_string(settings.KEPT_PHONE_ROLES), import_string(settings.KEPT_PHONE_PERMISSIONS)


def _given_by(user, appointment):
    """The permissions an appointment gives the user; on a remembered telephone few roles give anything, and those little."""
    permissions = _role_permissions()[appointment.role]
    if not getattr(user, "on_kept_phone", False):
        return permissions
    roles, kept = _kept_phones()
    return permissions & kept if appointment.role in roles else frozenset()


def roles_with(permission):
    """The roles that give the permission."""
    return [role for role, permissions in _role_permissions().items() if permission in permissions]


def appointments_of(user):
    """`[(role, unit path)]` of the user's running appointments; read once per user object, that is per request.

    None while he owes the second step of signing in (accounts/middleware.py): then he acts for nobody.
    """
    if not (user and user.is_authenticated and user.is_active) or getattr(user, "lacks_second_factor", False):
        return []
    if not hasattr(user, "_running_appointments"):
        rows = user.appointments.running_on(today()).select_related("unit").order_by("unit__path", "role")
        user._running_appointments = list(rows)
    return user._running_appointments


def paths_permitted(user, permission):
    """Paths of the units at and below which the user holds the permission, none inside another."""
    paths = sorted({a.unit.path for a in appointments_of(user) if permission in _given_by(user, a)})
    if not paths and getattr(user, "on_kept_phone", False):
        _note_held_back(user, permission)
    outer = []
    for path in paths:
        if not (outer and path.startswith(outer[-1])):
            outer.append(path)
    return outer


def _note_held_back(user, permission):
    """For who leads the way (accounts/middleware.py): with the password this would have been permitted."""
    if any(permission in _role_permissions()[a.role] for a in appointments_of(user)):
        user.held_back = True


def permissions_of(user):
    """All permissions the user's running appointments give, anywhere."""
    return sorted(set().union(*(_given_by(user, a) for a in appointments_of(user))))


def has_permission(user, permission):
    """True where the user holds the permission anywhere."""
    return bool(paths_permitted(user, permission))


def may(user, permission, unit):
    """True where the user holds the permission for the unit."""
    return any(unit.path.startswith(path) for path in paths_permitted(user, permission))


def main_unit(user):
    """The unit the user acts for: that of the highest running appointment, or None."""
    running = appointments_of(user)
    return running[0].unit if running else None


def has_role(user, role):
    return any(a.role == role for a in appointments_of(user))


def within_paths(field, paths):
    """A Q: the path in `field` is one of the paths or below one of them."""
    query = Q(pk__in=[])
    for path in paths:
        query |= Q(**{f"{field}__gte": path, f"{field}__lt": path + _END})
    return query


def above_paths(field, paths):
    """A Q: the path in `field` is one of the paths or above one of them."""
    lineage = {path[:i] for path in paths for i in range(4, len(path) + 1, 4)}
    return Q(**{f"{field}__in": sorted(lineage)})


class ScopedMixin:
    """Querysets of rows that belong to a unit. `scope_path` names the path of that unit."""

    scope_path = "unit__path"
    seen_from_below = False

    def permitted(self, user, permission):
        """Rows for whose unit the user holds the permission; what is issued from above may be read, not changed."""
        paths = paths_permitted(user, permission)
        query = within_paths(self.scope_path, paths)
        if self.seen_from_below and permission.endswith(".view"):
            query |= above_paths(self.scope_path, paths)
        return self.filter(query)


class ScopedQuerySet(ScopedMixin, models.QuerySet):
    pass


def must_have_second_factor(user):
    """Whether a running appointment gives a role of which a second step of signing in is asked (portal/roles.py)."""
    roles = import_string(settings.SECOND_FACTOR_ROLES)
    return user.appointments.running_on(today()).filter(role__in=roles).exists()
