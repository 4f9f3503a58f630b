"""Drafts and copies to sign as PDF: drawn by a job, kept by the hash of what is printed."""
from django.shortcuts import get_object_or_404, redirect, render
from django.views.generic import View

from documents.kept_drawings import find_drawing
from documents.screens.answers import pdf_answer
from jobs.models import JobState
from jobs.reasons import reason_of
from reports.models import WeeklyReport
from reports.paper import payload_of
from reports.work import submit_drawing
from units.screens.permitted import PermittedMixin


class DraftPaper(PermittedMixin, View):
    """The draft's PDF; while it is being drawn, a page that says so and loads itself again."""

    permission = "reports.view"
    http_method_names = ["get", "head"]
    copy_to_sign = False

    def load(self):
        reports = WeeklyReport.objects.permitted(self.request.user, self.permission)
        self.report = get_object_or_404(self.narrow(reports).select_related("campaign", "unit"), pk=self.kwargs["pk"])

    def narrow(self, reports):
        return reports

    def get(self, request, *args, **kwargs):
        if not self.report.is_draft:
            # A link from the days of the draft: what was issued stands on the report's page.
            return redirect("reports:show", self.report.pk)
        payload = payload_of(self.report, copy_to_sign=self.copy_to_sign)
        content = find_drawing(payload)
        if content is not None:
            return pdf_answer(content, self.file_name, attached=False)
        job = submit_drawing(report=self.report, copy_to_sign=self.copy_to_sign, payload=payload, by=request.user)
        reason = reason_of(job) if job.state == JobState.FAILED else ""
        return render(request, "reports/drawing.html", {"report": self.report, "reason": reason})

    @property
    def file_name(self):
        word = "trinh-ky" if self.copy_to_sign else "du-thao"
        return f"bao-cao-{self.report.campaign.code}-{self.report.cut_off:%Y-%m-%d}-{word}.pdf"


class CopyPaper(DraftPaper):
    """The copy to sign, once it was made."""

    permission = "reports.issue"
    copy_to_sign = True

    def narrow(self, reports):
        return reports.exclude(copied_at=None)
