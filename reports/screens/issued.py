"""What a cell reads: the issued reports of its own base."""
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from documents.screens.answers import pdf_answer
from documents.storage import open_document_file
from documents.wording import date_short
from reports.models import WeeklyReport
from reports.screens.words import state_of, week_words
from units.screens.lists import ListScreen, Sort
from units.screens.permitted import PermittedMixin


@dataclass(frozen=True)
class IssuedRow:
    url: str
    week: str
    unit: str
    paper: str
    day: str
    state: str
    state_word: str


class IssuedList(ListScreen):
    permission = "issued_reports.view"
    template_name = "reports/issued.html"
    sorts = {"week": Sort(_("Week"), "week_start", "revision")}
    default_sort = "-week"

    def rows(self):
        reports = WeeklyReport.objects.issued_above(self.request.user, self.permission)
        return reports.select_related("campaign", "unit", "document").defer("document__payload", "figures")

    def present(self, rows):
        return [_row(report) for report in rows]


def _row(report):
    state, word = state_of(report)
    return IssuedRow(
        url=reverse("reports:issued_paper", args=[report.pk]), week=week_words(report.week), unit=report.unit.name,
        paper=str(report.document), day=date_short(report.document.issued_on), state=state, state_word=word,
    )


class IssuedPaper(PermittedMixin, View):
    permission = "issued_reports.view"
    http_method_names = ["get", "head"]

    def load(self):
        reports = WeeklyReport.objects.issued_above(self.request.user, self.permission)
        self.report = get_object_or_404(reports.select_related("document"), pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        document = self.report.document
        return pdf_answer(open_document_file(document).read(), f"{document}.pdf".replace("/", "-"), attached=True)
