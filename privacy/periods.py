"""How long the law gives: Law 91/2025/QH15 and Decree 356/2025/NĐ-CP. A request keeps the days it was given."""
import datetime
from dataclasses import dataclass

# From the moment somebody in the office finds it to the report to the authority (Law, article 23).
REPORT_WITHIN = datetime.timedelta(hours=72)
# Working days until whoever asked is told that the request came in and how it goes on (Decree, article 5).
REPLY_WORKING_DAYS = 2
# Home and list name what is due in so many working days.
SOON_WORKING_DAYS = 2


@dataclass(frozen=True)
class Period:
    """Days from the receipt to the fulfilment, and by how many they may be put off, once and with a reason."""

    days: int
    extension: int


_OBJECTING, _SEEING, _ERASING = Period(15, 15), Period(10, 10), Period(20, 20)
# By kind of request (privacy/models/requests.py).
PERIODS = {
    "see": _SEEING,
    "provide": _SEEING,
    "correct": _SEEING,
    "erase": _ERASING,
    "restrict": _OBJECTING,
    "object": _OBJECTING,
    "withdraw": _OBJECTING,
}


def due_on(kind, received_on):
    return received_on + datetime.timedelta(days=PERIODS[kind].days)


def reply_due_on(received_on, off):
    """`off`: the days off of the committee (campaigns/days_off.py)."""
    return working_days_after(received_on, REPLY_WORKING_DAYS, off)


def working_days_after(day, count, off):
    """The working day so many working days after the day."""
    for _ in range(count):
        day = off.working_day_from(day + datetime.timedelta(days=1))
    return day
