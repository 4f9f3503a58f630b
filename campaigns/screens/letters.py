"""Reminder letters: for the filtered set of the desk, to sign, to issue."""
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from campaigns.chasing import sensible_reply_day
from campaigns.forms.chasing import LetterForm, LetterIssueForm
from campaigns.letter_jobs import letters_of, path_of, submit_drawing, submit_issue
from campaigns.letter_paper import TYPE_CODE
from campaigns.models import ReminderLetter
from campaigns.screens.chasing import DeskMixin
from campaigns.screens.outstanding import OutstandingMixin
from campaigns.services.letters import check_numbers, make_letters
from documents.models import Signer
from documents.services.numbers import suggest_number
from jobs.models import Job
from lib.clock import local_day, now, today
from units.screens.forms import ServiceFormView
from units.screens.lists import ListState
from units.screens.permitted import PermittedMixin


class LetterAdd(DeskMixin, ServiceFormView):
    """A letter, or one to each, for what the filter of the desk shows."""

    permission = "reports.issue"
    form_class = LetterForm
    template_name = "campaigns/letter_form.html"

    @cached_property
    def duties(self):
        state = ListState(
            self.request, form_class=self.filter_form, form_kwargs=self.filter_kwargs(), sorts=self.sorts, default_sort="unit"
        )
        return list(state.apply(self.rows()))

    def get_initial(self):
        return {"finish_by": sensible_reply_day(self.at, unit=self.campaign.unit)}

    def get_context_data(self, **kwargs):
        return super(OutstandingMixin, self).get_context_data(
            campaign=self.campaign, duties=self.duties, desk=f'{reverse("campaigns:desk", args=[self.campaign.pk])}?{self.request.GET.urlencode()}',
            letters=ReminderLetter.objects.permitted(self.request.user, self.permission).filter(campaign=self.campaign).select_related("document")[:10],
            **kwargs,
        )

    def perform(self, data):
        sender = self.above.unit if self.above else self.campaign.unit
        letters = make_letters(campaign=self.campaign, sender=sender, duties=self.duties, by=self.request.user, at=self.at, **data)
        submit_drawing(letters[0], by=self.request.user)
        return letters[0]

    def get_success_url_for(self, letter):
        return reverse("campaigns:letter", args=[letter.pk])


class LetterMixin(PermittedMixin):
    permission = "reports.issue"

    def load(self):
        letters = ReminderLetter.objects.permitted(self.request.user, self.permission)
        self.letter = get_object_or_404(letters.select_related("campaign", "sender", "document"), pk=self.kwargs["pk"])
        self.letters = list(letters_of(self.letter.batch))

    def get_context_data(self, **kwargs):
        return super().get_context_data(letter=self.letter, letters=self.letters, campaign=self.letter.campaign, **kwargs)


class LetterPage(LetterMixin, TemplateView):
    """The letters asked for together: their PDF to sign, and what was issued."""

    template_name = "campaigns/letter.html"

    def get_context_data(self, **kwargs):
        jobs = Job.objects.filter(key__startswith=f"letters:{self.letter.batch}").order_by("-pk")
        issued = [letter for letter in self.letters if letter.document_id]
        return super().get_context_data(
            drawn=path_of(self.letter.batch).exists(), job=jobs.first(), issued=issued, open=len(self.letters) - len(issued), **kwargs
        )


class LetterFile(LetterMixin, View):
    """The letters to sign, with room for number and day."""

    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        try:
            content = path_of(self.letter.batch).open("rb")
        except FileNotFoundError:
            raise Http404 from None
        return FileResponse(content, filename=f"cong-van-don-doc-{self.letter.campaign.code}.pdf", content_type="application/pdf")


class LetterIssue(LetterMixin, ServiceFormView):
    form_class = LetterIssueForm
    template_name = "campaigns/letter_issue.html"
    success_message = _("The letters are being entered in the number book; the units get their reminder.")

    @cached_property
    def signers(self):
        return Signer.objects.valid_on(today()).filter(body__unit=self.letter.sender).select_related("body")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"signers": self.signers}

    def get_initial(self):
        signer = self.signers.first()
        day = local_day(now())
        if signer is None:
            return {"issued_on": day}
        book = {"unit": self.letter.sender, "symbol": signer.body.symbol, "type_code": TYPE_CODE, "on": day}
        return {"issued_on": day, "signer": signer, "number": suggest_number(**book)}

    def perform(self, data):
        check_numbers([letter for letter in self.letters if not letter.document_id], **data)
        submit_issue(self.letter, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return reverse("campaigns:letter", args=[self.letter.pk])
