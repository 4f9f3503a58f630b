"""A class on its page: what is recorded, who was absent (as far as the reader may know), what may be done."""
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from audit.record import record
from campaigns.models import Attendance, StudySession
from lib.clock import now
from units.screens.permitted import PermittedMixin
from units.scope import has_permission, may


class SessionPage(PermittedMixin, TemplateView):
    permission = "sessions.view"
    template_name = "campaigns/session.html"

    def load(self):
        self.now = now()
        sessions = StudySession.objects.permitted(self.request.user, self.permission)
        self.session = get_object_or_404(
            sessions.select_related("campaign", "host", "logged_by"), pk=self.kwargs["pk"]
        )

    def get_context_data(self, **kwargs):
        user, session = self.request.user, self.session
        rows = attendance_rows(user, session, names_wanted="names" in self.request.GET)
        return super().get_context_data(
            session=session,
            campaign=session.campaign,
            rows=rows,
            total=total_of(rows) if len(rows) > 1 else [],
            may_log=session.campaign.is_open and has_permission(user, "sessions.log"),
            may_print=may(user, "names.print", session.host),
            may_amend=may(user, "sessions.log", session.host) and not session.is_withdrawn and session.campaign.is_open,
            may_restore=may(user, "sessions.log", session.host) and session.is_withdrawn and session.campaign.is_open,
            may_doubt=may(user, "sessions.doubt", session.host) and not session.is_withdrawn,
            may_answer=may(user, "sessions.log", session.host) and session.check_asked_at and not session.check_answered_at,
            may_ask_for_names=may(user, "names.handle", session.host) and not may(user, "names.view", session.host),
            attachments=session.attachments.filter(removed_at=None).select_related("file"),
            **kwargs,
        )


def attendance_rows(user, session, *, names_wanted):
    """One dict per unit the user may see: its counts, and the names where he may know them.

    Above the base names are shown on request only, to handle them, and the look is recorded.
    """
    attendances = (
        Attendance.objects.filter(session=session).permitted(user, "sessions.view")
        .select_related("unit").prefetch_related("absences__member").order_by("unit__path")
    )
    rows = []
    for attendance in attendances:
        named = sorted(attendance.absences.all(), key=lambda absence: absence.member.sort_key)
        sees = may(user, "names.view", attendance.unit)
        if not sees and names_wanted and named and may(user, "names.handle", attendance.unit):
            record("campaigns.absences.read", attendance, by=user, of=attendance.unit.name, code=session.code)
            sees = True
        rows.append(
            {
                "attendance": attendance, "named": named if sees else [], "named_count": len(named),
                "difference": len(named) - attendance.absent if named else 0,
                "made_up": sum(absence.made_up_on is not None for absence in named),
                "may_make_up": sees and may(user, "sessions.log", attendance.unit),
            }
        )
    return rows


def total_of(rows):
    """`[(word, sum)]` of a joint class, over the units the reader sees."""
    attendances = [row["attendance"] for row in rows]
    return [
        (_("Summoned"), sum(one.summoned for one in attendances)),
        (_("Present"), sum(one.present for one in attendances)),
        (_("Absent with reason"), sum(one.absent_excused for one in attendances)),
        (_("Absent without reason"), sum(one.absent_unexcused for one in attendances)),
        (_("Made up"), sum(row["made_up"] for row in rows)),
        (_("Non-members"), sum(one.non_members for one in attendances)),
    ]
