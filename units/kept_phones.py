"""Whose telephone may be remembered for weeks: who keeps the records of cells and does nothing else."""
from django.conf import settings
from django.utils.module_loading import import_string

from lib.clock import today
from units.models import UnitKind

_CELLS = [UnitKind.CELL, UnitKind.BASE_CELL]


def may_keep_phone(user):
    """Every running appointment is of a role of portal/roles.py and for a cell, and there is one."""
    running = user.appointments.running_on(today())
    fitting = running.filter(role__in=import_string(settings.KEPT_PHONE_ROLES), unit__kind__in=_CELLS)
    return running.exists() and fitting.count() == running.count()
