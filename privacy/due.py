"""What the law's clocks say: requests due soon or overdue, incidents whose 72 hours run; in words."""
import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.days_off import DaysOff
from lib.clock import local_day
from lib.dates import format_moment
from privacy.models import DataRequest, Incident
from privacy.periods import SOON_WORKING_DAYS, working_days_after
from units.scope import has_permission, main_unit

# No run of days off is longer, so what is due later need not be looked at.
_FAR = datetime.timedelta(days=20)
_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True)
class Due:
    """For the home page: how many requests are overdue and due soon, and the open clocks in words."""

    overdue: int
    soon: int
    clocks: list

    def __bool__(self):
        return bool(self.overdue or self.soon or self.clocks)


def due_of(user, *, at):
    """None for who handles neither."""
    if not has_permission(user, "privacy.requests"):
        return None
    day = local_day(at)
    days = [row.next_due_on for row in DataRequest.objects.permitted(user, "privacy.requests").due_by(day + _FAR)]
    limit = working_days_after(day, SOON_WORKING_DAYS, DaysOff(main_unit(user))) if days else day
    incidents = Incident.objects.permitted(user, "privacy.incidents").open().on_the_clock().select_related("unit").order_by("report_due_at")
    return Due(
        overdue=sum(due < day for due in days), soon=sum(day <= due <= limit for due in days),
        clocks=[(row, clock_state(row, at=at), clock_words(row, at=at)) for row in incidents],
    )


def due_state(row, *, at):
    """`(status, words)` of a request in a list: what comes next and until when, or how it ended."""
    if not row.is_open:
        return ("done" if row.state == "done" else "closed"), row.get_state_display()
    due, day = row.next_due_on, local_day(at)
    days, said = (due - day).days, date_format(due, "d/m/Y")
    what = _("Fulfil by %(day)s") if row.replied_on else _("Answer by %(day)s")
    if days < 0:
        late = ngettext("overdue by %(n)d day", "overdue by %(n)d days", -days) % {"n": -days}
        return "overdue", f"{what % {'day': said}}: {late}"
    return ("wait" if days <= SOON_WORKING_DAYS else "running"), what % {"day": said}


def clock_words(row, *, at):
    """"41 hours 20 minutes left", "overdue by 3 hours 5 minutes", or why the clock does not run."""
    if row.reported_at:
        late = row.reported_at > row.report_due_at
        said = _("Reported at %(at)s, after the 72 hours") if late else _("Reported at %(at)s")
        return said % {"at": format_moment(row.reported_at)}
    if row.no_report_because:
        return _("Need not be reported")
    seconds = int((row.report_due_at - at).total_seconds())
    span = _span(abs(seconds))
    return (_("%(span)s left to report") if seconds >= 0 else _("Overdue by %(span)s: report at once")) % {"span": span}


def clock_state(row, *, at):
    if not row.is_open:
        return "closed"
    if not row.is_on_the_clock:
        return "running"
    return "overdue" if at > row.report_due_at else "wait"


def _span(seconds):
    hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
    return _("%(hours)d hours %(minutes)d minutes") % {"hours": hours, "minutes": minutes}
