"""The way of a draft to paper: copy to sign, issue, correction."""
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import Signer
from documents.services.numbers import check_order, suggest_number
from lib.clock import now, today
from reports.forms import ConfirmForm, ExtrasForm, IssueForm
from reports.models import WeeklyReport
from reports.paper import TYPE_CODE, payload_of
from reports.screens.words import moment_words, week_words
from reports.services import choose_extras, correct_report, make_copy_to_sign
from reports.services.extras import PROPOSALS
from reports.services.issue import check_terms
from reports.voices import issuing_body_of
from reports.work import submit_drawing, submit_issue
from units.screens.forms import ServiceFormView


class ReportFormView(ServiceFormView):
    permission = "reports.issue"
    form_class = ConfirmForm
    issued = False
    submit_label = ""

    def load(self):
        reports = WeeklyReport.objects.permitted(self.request.user, self.permission)
        reports = reports.issued() if self.issued else reports.drafts()
        self.report = get_object_or_404(
            reports.select_related("campaign", "unit", "document").defer("document__payload"), pk=self.kwargs["pk"]
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            report=self.report, week=week_words(self.report.week), back=self.get_success_url(),
            cancel_url=self.get_success_url(), submit_label=self.submit_label, **kwargs
        )

    def get_success_url(self):
        return reverse("reports:show", args=[self.report.pk])


class CopyMake(ReportFormView):
    """Hold the draft still and draw the copy to sign."""

    template_name = "reports/copy_make.html"
    submit_label = _("Make the copy to sign")

    def perform(self, data):
        report = make_copy_to_sign(report=self.report, by=self.request.user, at=now())
        submit_drawing(
            report=report, copy_to_sign=True, payload=payload_of(report, copy_to_sign=True), by=self.request.user
        )
        return report

    def get_success_url_for(self, result):
        return reverse("reports:copy", args=[result.pk])


class Extras(ReportFormView):
    """Which further appendices are printed."""

    permission = "reports.compile"
    form_class = ExtrasForm
    template_name = "reports/extras.html"
    submit_label = _("Keep the choice")
    success_message = _("The appendices of the report are kept.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "report": self.report}

    def get_initial(self):
        return {**self.current_values(self.report), "version": self.report.version}

    def current_values(self, row):
        return {"codes": [*row.extras, *([PROPOSALS] if row.proposals is not None else [])]}

    def perform(self, data):
        return choose_extras(report=self.report, by=self.request.user, at=now(), **data)


class Issue(ReportFormView):
    """After the signature: number, day and signer make it an issued paper; the drawing is a job."""

    form_class = IssueForm
    template_name = "reports/issue.html"

    def load(self):
        super().load()
        self.body = issuing_body_of(self.report.unit, today())

    def get_form_kwargs(self):
        signers = Signer.objects.valid_on(today()).filter(body=self.body) if self.body else Signer.objects.none()
        return {**super().get_form_kwargs(), "signers": signers}

    def get_initial(self):
        number = None
        if self.body:
            number = suggest_number(
                unit=self.report.unit, symbol=self.body.symbol, type_code=TYPE_CODE, on=today()
            )
        signer = Signer.objects.valid_on(today()).filter(body=self.body).first()
        return {"number": number, "issued_on": today(), "signer": signer, "version": self.report.version}

    def get_context_data(self, **kwargs):
        copied_at = moment_words(self.report.copied_at) if self.report.copied_at else ""
        return super().get_context_data(body=self.body, copied_at=copied_at, **kwargs)

    def perform(self, data):
        check_terms(self.report, number=data["number"], issued_on=data["issued_on"], signer=data["signer"])
        if data["version"] != self.report.version:
            raise ValidationError(_("The draft was changed meanwhile. Look at it again, then issue it."))
        accepted = data.pop("accept_order")
        check_order(
            unit=self.report.unit, symbol=data["signer"].body.symbol, type_code=TYPE_CODE, number=data["number"],
            on=data["issued_on"], accepted=accepted,
        )
        return submit_issue(report=self.report, by=self.request.user, **data)

    def get_success_url_for(self, result):
        return reverse("jobs:show", args=[result.pk])


class Correct(ReportFormView):
    """Begin the correction of an issued report."""

    template_name = "reports/correct.html"
    submit_label = _("Begin the correction")
    issued = True
    success_message = _("This is the draft of the correction.")

    def perform(self, data):
        return correct_report(report=self.report, by=self.request.user, at=now())

    def get_success_url_for(self, result):
        return reverse("reports:show", args=[result.pk])
