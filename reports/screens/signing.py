"""The report on its way to the signature."""
from django.shortcuts import get_object_or_404

from documents.screens import signing
from reports.figures import from_payload
from reports.models import WeeklyReport
from reports.paper import appendices_in
from reports.screens.show import sections_of, table_on_screen


class _OfReport:
    def load(self):
        reports = WeeklyReport.objects.permitted(self.request.user, self.permission).drafts()
        self.paper = get_object_or_404(reports.select_related("campaign__unit", "unit"), pk=self.kwargs["pk"])


class ReportSend(_OfReport, signing.Send):
    permission = "reports.compile"


class ReportTakeBack(_OfReport, signing.TakeBack):
    permission = "reports.compile"


class ReportAnswer(_OfReport, signing.Answer):
    permission = "reports.agree"
    template_name = "reports/answer.html"

    def get_context_data(self, **kwargs):
        figures = from_payload(self.paper.figures)
        return super().get_context_data(
            report=self.paper, sections=sections_of(self.paper),
            tables=[table_on_screen(appendix) for appendix in appendices_in(self.paper, figures)], **kwargs,
        )
