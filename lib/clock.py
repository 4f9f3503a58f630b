"""The one clock. Read at the door (view, task, command) and handed inwards as `at=`."""
import datetime

from django.conf import settings
from django.utils import timezone


def now():
    """The moment, aware; `CLOCK_SHIFT_SECONDS` may move it (refused in production)."""
    return timezone.now() + datetime.timedelta(seconds=getattr(settings, "CLOCK_SHIFT_SECONDS", 0))


def local_day(at):
    """The calendar day of the moment where the office stands."""
    return timezone.localtime(at).date()


def local_hour(at):
    """The hour of the day (0-23) of the moment where the office stands."""
    return timezone.localtime(at).hour


def today():
    return local_day(now())


def start_of_day(day):
    """The first moment of the day."""
    return at_hour(day, datetime.time(0, 0))


def at_hour(day, hour):
    """The moment at the hour of the day, in the office's zone."""
    return timezone.make_aware(datetime.datetime.combine(day, hour))
