"""Weeks and states of reports in words, the same on every page."""
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.wording import date_short


def week_words(week):
    """"08/01 – 14/01/2018": no page shows the ISO name of a week."""
    first = f"{week.monday:%d/%m}" if week.monday.year == week.sunday.year else date_short(week.monday)
    return f"{first} – {date_short(week.sunday)}"


def report_words(report):
    """The week of a weekly report; a final one says so, with the day of its figures."""
    if report.is_final:
        return _("final report, as of %(day)s") % {"day": date_short(timezone.localtime(report.cut_off))}
    return week_words(report.week)


def moment_words(moment):
    """"16:00 12/01/2018", where the office stands."""
    local = timezone.localtime(moment)
    return f"{local:%H:%M} {date_short(local)}"


def state_of(report):
    """`(code, word)` for the status mark: draft, with its copy out for signature, issued, superseded or withdrawn."""
    if report.is_draft:
        if report.copied_at:
            return ("draft", _("Waiting for the signature"))
        if report.is_sent:
            return ("draft", _("Sent for signature"))
        if report.is_agreed:
            return ("draft", _("Agreed to"))
        if report.is_returned:
            return ("draft", _("Returned with remarks"))
        return ("draft", _("Draft of the correction") if report.revision else _("Draft"))
    return (report.document.state, "")
