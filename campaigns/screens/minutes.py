"""The minutes of a class: what the form adds to its record, and the paper to print and sign."""
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from audit.record import record
from campaigns.forms.minutes import MinutesForm
from campaigns.minutes import labels
from campaigns.minutes.payload import minutes_payload
from campaigns.models import SessionMinutes, StudySession
from campaigns.screens.session_pages import attendance_rows
from campaigns.screens.session_steps import SessionStep
from campaigns.services.minutes import change_minutes
from documents.pdf import render_pdf
from documents.screens.answers import pdf_answer
from lib.clock import now
from units.scope import may
from units.screens.permitted import PermittedMixin

_SHOWN = ("version", "chair", "chair_post", "minute_taker", "begins_at", "ends_at", "discussion", "conclusion")


class MinutesChange(SessionStep):
    form_class = MinutesForm
    template_name = "campaigns/minutes.html"
    heading = _("Minutes of the class")
    button = _("Keep the minutes")
    success_message = _("The minutes are kept. Print them to be signed.")

    def load(self):
        super().load()
        self.minutes = SessionMinutes.objects.filter(session=self.session).first()

    def get_initial(self):
        if self.minutes is None:
            return {"version": 0, "chair": self.session.host.secretary_name}
        return {name: getattr(self.minutes, name) for name in _SHOWN}

    def get_context_data(self, **kwargs):
        user, host = self.request.user, self.session.host
        asks = may(user, "names.handle", host) and not may(user, "names.view", host)
        return super().get_context_data(minutes=self.minutes, may_ask_for_names=asks, **kwargs)

    def perform(self, data):
        return change_minutes(session=self.session, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return self.request.path


class MinutesPaper(PermittedMixin, View):
    """The paper as PDF, its number left to the pen. Names stand on it for who may see them; above the base on request."""

    permission = "names.print"

    def load(self):
        sessions = StudySession.objects.permitted(self.request.user, self.permission).select_related("campaign", "host")
        self.session = get_object_or_404(sessions, pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        session = self.session
        rows = attendance_rows(request.user, session, names_wanted="names" in request.GET)
        hidden = len(rows) < session.attendances.count()
        payload = minutes_payload(
            session=session, minutes=SessionMinutes.objects.filter(session=session).first(), rows=rows, hidden=hidden
        )
        names = sum(len(row["named"]) for row in rows)
        record("campaigns.minutes.exported", session, by=request.user, code=session.code, names=names)
        return pdf_answer(render_pdf(payload), labels.FILE.format(code=session.code), attached=False)
