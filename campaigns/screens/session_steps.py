"""Steps of a recorded class: withdraw, restore, ask the unit to look again, answer."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.forms.session_steps import AnswerCheckForm, AskCheckForm, AttachForm, RestoreForm, WithdrawForm
from campaigns.models import AttachmentKind, SessionAttachment, StudySession
from campaigns.services.attachments import attach_files, remove_attachment
from campaigns.services.sessions import answer_check, ask_to_check, restore_session, withdraw_session
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.scope import paths_permitted, within_paths


class SessionStep(ServiceFormView):
    """A step taken by the host or the levels above it."""

    permission = "sessions.log"
    template_name = "campaigns/session_step.html"
    heading = ""
    explanation = ""
    button = ""

    def load(self):
        paths = paths_permitted(self.request.user, self.permission)
        sessions = StudySession.objects.filter(within_paths("host__path", paths)).select_related("campaign", "host")
        self.session = get_object_or_404(sessions, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(session=self.session, campaign=self.session.campaign, **kwargs)

    def get_success_url(self):
        return reverse("campaigns:session", args=[self.session.pk])


class SessionWithdraw(SessionStep):
    form_class = WithdrawForm
    heading = _("Withdraw the class")
    explanation = _("The class then fulfils nobody's duty. It may be restored for 30 days.")
    button = _("Withdraw")
    success_message = _("The class is withdrawn.")

    def get_initial(self):
        return {"version": self.session.version}

    def perform(self, data):
        return withdraw_session(session=self.session, by=self.request.user, at=now(), **data)


class SessionRestore(SessionStep):
    form_class = RestoreForm
    heading = _("Restore the class")
    explanation = _("The class counts again from its day on.")
    button = _("Restore")
    success_message = _("The class is restored.")

    def perform(self, data):
        return restore_session(session=self.session, by=self.request.user, at=now())


class SessionAskCheck(SessionStep):
    permission = "sessions.doubt"
    form_class = AskCheckForm
    heading = _("Ask the unit to check")
    explanation = _("The unit sees the question on its home page. The class counts on until it is corrected.")
    button = _("Send the question")
    success_message = _("The unit is asked to check the class.")

    def perform(self, data):
        return ask_to_check(session=self.session, by=self.request.user, at=now(), **data)


class SessionAnswerCheck(SessionStep):
    form_class = AnswerCheckForm
    heading = _("Answer the question")
    button = _("Send the answer")
    success_message = _("The answer is sent.")

    @property
    def explanation(self):
        return self.session.check_question

    def perform(self, data):
        return answer_check(session=self.session, by=self.request.user, at=now(), **data)


class SessionAttach(SessionStep):
    form_class = AttachForm
    heading = _("Add photos or minutes")
    explanation = _("A photo of the list or of the meeting, or the signed minutes. Hidden data of photos is removed.")
    button = _("Add")
    success_message = _("The files are kept; they appear after they have been checked.")

    def get_initial(self):
        kind = self.request.GET.get("kind", "")
        return {"kind": kind} if kind in AttachmentKind else {}

    def perform(self, data):
        return attach_files(session=self.session, by=self.request.user, at=now(), **data)


class AttachmentRemove(SessionStep):
    form_class = RestoreForm
    heading = _("Take the file off the class")
    button = _("Take off")
    success_message = _("The file is taken off.")

    def load(self):
        paths = paths_permitted(self.request.user, self.permission)
        attachments = SessionAttachment.objects.filter(within_paths("session__host__path", paths), removed_at=None)
        self.attachment = get_object_or_404(attachments.select_related("session__campaign", "session__host"), pk=self.kwargs["pk"])
        self.session = self.attachment.session

    def perform(self, data):
        return remove_attachment(attachment=self.attachment, by=self.request.user, at=now())
