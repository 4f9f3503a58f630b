"""Who types for a secretary: the rule of its end, a row in every cell, and somebody of that role (see access_rules.py)."""
import datetime
from types import SimpleNamespace

from accounts.models import User
from portal.tests.access_rules import Rule
from units.models import Appointment, Role, UnitKind

HELPER_RULES = {"helper_end": Rule("helpers.end", "helper", "appointment_id", methods=("GET", "POST"))}


def lay_helpers(world):
    for unit in world.units.values():
        if unit.kind in (UnitKind.CELL, UnitKind.BASE_CELL):
            world.things["helper"][unit.code] = _appoint(world, f"helper-{unit.code}", f"SECRET-{unit.code}", unit)


def helper_of(world, unit):
    """A person of the matrix: types for the secretary of the cell."""
    post = _appoint(world, "helper", "Đồng chí helper", unit)
    return SimpleNamespace(user=post.user, posts=[(post.role, post.unit)])


def _appoint(world, username, name, unit):
    user = User.objects.create(username=username, full_name=name)
    dates = {"valid_from": world.today - datetime.timedelta(days=30), "valid_to": world.today + datetime.timedelta(days=60)}
    return Appointment.objects.create(user=user, unit=unit, role=Role.HELPER, **dates)
