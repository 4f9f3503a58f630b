"""The register of requests about personal data."""
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from audit.record import record
from campaigns.forms.campaigns import ConfirmForm
from lib.clock import now, today
from privacy.due import due_state
from privacy.forms.requests import CloseForm, ExtendForm, ReplyForm, RequestChangeForm, RequestFactsForm, RequestFilter, RequestForm
from privacy.models import DataRequest
from privacy.periods import PERIODS
from privacy.services.requests import add_request, change_request, close_request, extend_request, note_reply, reopen_request
from privacy.ways import ways_of
from units.models import Member
from units.scope import has_permission, main_unit
from units.screens.forms import ServiceFormView
from units.screens.lists import ListScreen, PrivateSearchMixin, Sort
from units.screens.permitted import PermittedMixin

HANDLE = "privacy.requests"


class RequestList(PrivateSearchMixin, ListScreen):
    permission = HANDLE
    template_name = "privacy/requests.html"
    filter_form = RequestFilter
    sorts = {"due": Sort(_("To be done by"), "next_due"), "received": Sort(_("Received on"), "-received_on")}

    def rows(self):
        return DataRequest.objects.permitted(self.request.user, self.permission).select_related("unit", "member").open_first()

    def present(self, rows):
        at = now()
        return [(row, *due_state(row, at=at)) for row in rows]

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            sees_incidents=has_permission(user, "privacy.incidents"), manages=has_permission(user, "privacy.manage"),
            sees_retention=has_permission(user, "privacy.retention"), **kwargs
        )


class RequestAdd(ServiceFormView):
    permission = HANDLE
    template_name = "privacy/request_form.html"
    form_class = RequestForm
    heading = _("Take in a request")
    button = _("Save")
    success_message = _("The request is in the register. Answer whoever asked by the first of the two days.")

    def get_initial(self):
        return {"received_on": today(), "channel": "in_person"}

    def get_form_kwargs(self):
        members = Member.objects.permitted(self.request.user, self.permission).select_related("unit")
        return {**super().get_form_kwargs(), "members": members}

    def perform(self, data):
        return add_request(unit=main_unit(self.request.user), by=self.request.user, at=now(), **data)

    def get_success_url_for(self, row):
        return reverse("privacy:request", args=[row.pk])


class RequestAddFor(RequestAdd):
    """From the card of a member: who asks is known."""

    form_class = RequestFactsForm

    def load(self):
        members = Member.objects.permitted(self.request.user, self.permission).select_related("unit")
        self.member = get_object_or_404(members, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {name: value for name, value in super().get_form_kwargs().items() if name != "members"}

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.member, **kwargs)

    def perform(self, data):
        return super().perform({**data, "member": self.member})


class RequestMixin:
    permission = HANDLE

    def load(self):
        rows = DataRequest.objects.permitted(self.request.user, self.permission)
        self.row = get_object_or_404(rows.select_related("unit", "member", "handled_by"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, **kwargs)


class RequestPage(RequestMixin, PermittedMixin, TemplateView):
    """One request; opening it is a reading that the audit keeps."""

    template_name = "privacy/request.html"

    @transaction.atomic
    def get(self, request, *args, **kwargs):
        record("privacy.request.read", self.row, by=request.user, kind=self.row.get_kind_display())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        state, words = due_state(self.row, at=now())
        return super().get_context_data(state=state, words=words, ways=ways_of(self.row, self.request.user), extension=PERIODS[self.row.kind].extension, **kwargs)


class RequestStep(RequestMixin, ServiceFormView):
    template_name = "privacy/request_form.html"
    explanation = ""

    def get_success_url(self):
        return reverse("privacy:request", args=[self.row.pk])

    def get_success_url_for(self, row):
        return self.get_success_url()


class RequestChange(RequestStep):
    form_class = RequestChangeForm
    heading = _("Correct the request")
    button = _("Save")
    success_message = _("The request is corrected; its days are counted anew.")

    def get_initial(self):
        return {name: getattr(self.row, name) for name in RequestChangeForm.base_fields if name != "form_key"}

    def perform(self, data):
        return change_request(row=self.row, by=self.request.user, at=now(), **data)


class RequestReply(RequestStep):
    form_class = ReplyForm
    heading = _("Whoever asked has been answered")
    explanation = _("Told that the request came in, what happens next and until when.")
    button = _("Note the answer")
    success_message = _("The answer is noted.")

    def get_initial(self):
        return {"on": today()}

    def perform(self, data):
        return note_reply(row=self.row, by=self.request.user, at=now(), **data)


class RequestExtend(RequestStep):
    form_class = ExtendForm
    heading = _("Put the request off")
    button = _("Put it off")
    success_message = _("The request is put off. Tell whoever asked.")

    @property
    def explanation(self):
        return _("Once only, by %(days)d days.") % {"days": PERIODS[self.row.kind].extension}

    def perform(self, data):
        return extend_request(row=self.row, by=self.request.user, at=now(), **data)


class RequestClose(RequestStep):
    form_class = CloseForm
    heading = _("Close the request")
    button = _("Close it")
    success_message = _("The request is closed.")

    def perform(self, data):
        return close_request(row=self.row, by=self.request.user, at=now(), **data)


class RequestReopen(RequestStep):
    form_class = ConfirmForm
    heading = _("Open the request again")
    explanation = _("Its outcome is taken out, and its days count as before. The history keeps both.")
    button = _("Open again")
    success_message = _("The request is open again.")

    def perform(self, data):
        return reopen_request(row=self.row, by=self.request.user, at=now())
