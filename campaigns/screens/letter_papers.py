"""Reminder letters on their way to paper: as PDF and Word, to the leader and back, the copy to sign, the issue."""
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from campaigns.forms.letters import LetterIssueForm
from campaigns.letter_jobs import payloads_to_draw, submit_drawing, submit_issue
from campaigns.letter_paper import TYPE_CODE, copy_of, draft_of, settled_since
from campaigns.models import LetterRound, ReminderLetter
from campaigns.screens.letter_text import text_of
from campaigns.screens.letters import RoundForm, RoundMixin
from campaigns.services.letter_issue import check_terms, make_copy_to_sign
from documents.kept_drawings import find_drawing
from documents.models import Signer
from documents.screens import signing
from documents.screens.answers import pdf_answer
from documents.screens.office_files import DOCX, office_answer
from documents.services.numbers import check_order, suggest_number
from jobs.models import JobState
from jobs.reasons import reason_of
from lib.clock import now, today
from units.screens.forms import KeyedForm
from units.screens.permitted import PermittedMixin


class LetterDraft(RoundMixin, View):
    """All letters of the round in one PDF; while it is being drawn, a page that says so and loads itself again."""

    http_method_names = ["get", "head"]
    copy_to_sign = False
    file_name = "cong-van-don-doc-{}-du-thao.pdf"

    def get(self, request, *args, **kwargs):
        round_ = self.round
        if not round_.is_draft or (self.copy_to_sign and round_.copied_at is None) or any(letter.payload is None for letter in self.letters):
            # A link from the days of the draft, or of a copy whose text was changed since.
            return redirect("campaigns:letter", round_.pk)
        payloads = payloads_to_draw(round_, copy_to_sign=self.copy_to_sign)
        content = find_drawing(*payloads)
        if content is not None:
            return pdf_answer(content, self.file_name.format(round_.campaign.code), attached=False)
        job = submit_drawing(round_, payloads, copy_to_sign=self.copy_to_sign, by=request.user)
        reason = reason_of(job) if job.state == JobState.FAILED else ""
        return render(request, "campaigns/letter_drawing.html", {"round": round_, "reason": reason, "job": job})


class LetterCopy(LetterDraft):
    permission = "reports.issue"
    copy_to_sign = True
    file_name = "cong-van-don-doc-{}-trinh-ky.pdf"


class LetterDocx(PermittedMixin, View):
    """One letter as Word: the draft, the copy to sign once it was made, or what was issued."""

    permission = "reports.view"
    http_method_names = ["get", "head"]

    def load(self):
        letters = ReminderLetter.objects.permitted(self.request.user, self.permission).exclude(payload=None)
        self.letter = get_object_or_404(letters.select_related("round__campaign"), pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        letter, round_ = self.letter, self.letter.round
        if letter.document_id:
            return redirect("documents:docx", letter.document_id)
        payload = draft_of(letter, round_) if round_.copied_at is None else copy_of(letter, round_)
        return office_answer(payload, f"cong-van-don-doc-{round_.campaign.code}-{letter.pk}", DOCX)


class _OfRound:
    def load(self):
        rounds = LetterRound.objects.permitted(self.request.user, self.permission).drafts()
        self.paper = get_object_or_404(rounds.select_related("campaign", "unit"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(round=self.paper, settled=settled_since(self.paper, at=now()), **kwargs)


class LetterSend(_OfRound, signing.Send):
    permission = "reports.compile"
    template_name = "campaigns/letter_send.html"


class LetterTakeBack(_OfRound, signing.TakeBack):
    permission = "reports.compile"


class LetterAnswer(_OfRound, signing.Answer):
    permission = "reports.agree"
    template_name = "campaigns/letter_answer.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=text_of(self.paper.letters.order_by("pk")), **kwargs)


class LetterCopyMake(RoundForm):
    """The copy to sign: from now on the text changes by hand only."""

    permission = "reports.issue"
    form_class = KeyedForm
    template_name = "campaigns/letter_copy_make.html"
    submit_label = _("Make the copy to sign")

    def get_initial(self):
        return {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(settled=settled_since(self.round, at=now()), **kwargs)

    def perform(self, data):
        round_ = make_copy_to_sign(**self.terms())
        submit_drawing(round_, payloads_to_draw(round_, copy_to_sign=True), copy_to_sign=True, by=self.request.user)

    def get_success_url(self):
        return reverse("campaigns:letter_copy", args=[self.round.pk])


class LetterIssue(RoundForm):
    """After the signature: number, day and signer make the letters issued papers; their drawing is a job."""

    permission = "reports.issue"
    form_class = LetterIssueForm
    template_name = "campaigns/letter_issue.html"

    @cached_property
    def signers(self):
        # Of the letterhead the letters bear.
        symbols = {letter.payload["symbol"] for letter in self.letters if letter.payload}
        return Signer.objects.valid_on(today()).filter(body__unit=self.round.unit, body__symbol__in=symbols).select_related("body")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"signers": self.signers}

    def get_initial(self):
        signer, day = self.signers.first(), today()
        number = suggest_number(unit=self.round.unit, symbol=signer.body.symbol, type_code=TYPE_CODE, on=day) if signer else None
        return {"version": self.round.version, "issued_on": day, "signer": signer, "number": number}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            signers=self.signers, letters=self.letters, settled=settled_since(self.round, at=now()), **kwargs
        )

    def perform(self, data):
        if data["version"] != self.round.version:
            raise ValidationError(_("The letters were changed meanwhile. Look at them again, then issue them."))
        accepted = data.pop("accept_order")
        check_terms(self.round, self.letters, **data)
        # Of several letters the first: the numbers that follow it are free, so the others fit where it does.
        check_order(
            unit=self.round.unit, symbol=data["signer"].body.symbol, type_code=TYPE_CODE, number=data["number"],
            on=data["issued_on"], accepted=accepted,
        )
        return submit_issue(self.round, by=self.request.user, at=now(), **data)

    def get_success_url_for(self, job):
        return reverse("jobs:show", args=[job.pk])
