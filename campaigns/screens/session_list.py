from django.db.models import Count, Sum
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns.forms.session_list import SessionFilter
from campaigns.models import Attendance, Campaign, StudySession
from units.screens.lists import ListScreen, Sort, figure
from units.scope import has_permission


class SessionList(ListScreen):
    permission = "sessions.view"
    template_name = "campaigns/session_list.html"
    filter_form = SessionFilter
    default_sort = "newest"
    sorts = {
        "newest": Sort(_("Day"), "-moment"),
        "host": Sort(_("Host unit"), "host__code", "-moment"),
    }

    def filter_kwargs(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, "campaigns.view").newest_first()
        return {"campaigns": campaigns}

    def rows(self):
        return StudySession.objects.permitted(self.request.user, self.permission).select_related("host", "campaign")

    def present(self, sessions):
        return session_rows(self.request.user, sessions)

    def get_context_data(self, **kwargs):
        running = Campaign.objects.running().permitted(self.request.user, "campaigns.view").newest_first().first()
        may_log = running is not None and running.is_open and has_permission(self.request.user, "sessions.log")
        return super().get_context_data(running=running, may_log=may_log, **kwargs)


def session_rows(user, sessions):
    """The classes as rows of text, each with the counts of those units the user may see."""
    counts = counts_seen(user, sessions)
    return [_row(session, counts.get(session.pk, (0, 0, 0))) for session in sessions]


def counts_seen(user, sessions):
    """`{session id: (units, present, absent)}` over the units of each class that the user may see."""
    rows = Attendance.objects.filter(session__in=sessions).permitted(user, "sessions.view").order_by()
    sums = rows.values("session").annotate(
        units=Count("pk"), here=Sum("present"), away=Sum("absent_excused") + Sum("absent_unexcused")
    )
    return {row["session"]: (row["units"], row["here"], row["away"]) for row in sums}


def _row(session, counts):
    units, present, absent = counts
    moment = session.hour.strftime("%H:%M") if session.hour else session.get_part_display()
    return {
        "session": session,
        "day": date_format(session.held_on, "d/m/Y"),
        "moment": capfirst(moment),
        "kind": capfirst(session.get_kind_display()),
        "format": capfirst(session.get_format_display()),
        "units": figure(units),
        "present": figure(present),
        "absent": figure(absent),
        "status": "withdrawn" if session.is_withdrawn else "",
        "asked": session.check_asked_at is not None and session.check_answered_at is None,
    }
