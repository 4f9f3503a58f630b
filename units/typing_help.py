"""Who types for the secretary of a cell, and until when."""
import datetime
from dataclasses import dataclass

from units.models import Appointment, Role
from units.scope import appointments_of

# What is proposed where nobody says how long.
USUAL = datetime.timedelta(days=91)
# So long before the end it is said aloud.
SOON = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Helper:
    appointment: Appointment
    days_left: int

    @property
    def name(self):
        return self.appointment.user.full_name

    @property
    def unit(self):
        return self.appointment.unit

    @property
    def ends_soon(self):
        return self.days_left <= SOON.days


def helpers_of(units, *, day):
    """A Helper for each who types, or will, for the secretary of one of the units."""
    posts = Appointment.objects.not_over_on(day).filter(unit__in=units, role=Role.HELPER, user__is_active=True)
    return [_helper(post, day) for post in posts.select_related("user", "unit").order_by("unit__path", "valid_to", "pk")]


def own_help(user, *, day):
    """Whom the user himself types for."""
    return [_helper(post, day) for post in appointments_of(user) if post.role == Role.HELPER]


def _helper(post, day):
    return Helper(post, (post.last_day - day).days)
