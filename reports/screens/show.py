"""One report on screen: the same words and tables as on paper."""
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from documents.wording import thousands
from lib.clock import now
from reports.figures import from_payload
from reports.models import WeeklyReport
from reports.paper import appendices_in
from reports.schedule import is_overtaken
from reports.screens.number_links import links_of_text, with_links
from reports.screens.since import delta_panel
from reports.screens.words import moment_words, state_of, report_words
from reports.sections import LEAD, SECTION_TITLES, item_numbers, section_numbers
from units.scope import may
from units.screens.permitted import PermittedMixin


# A table on screen is for reading; the whole of it stands in the PDF.
_ROWS_SHOWN = 200


@dataclass(frozen=True)
class SectionRow:
    title: str
    # True where a paragraph has text: an empty section is for its editors only.
    is_filled: bool
    # `[(number, paragraph)]`
    paragraphs: list


@dataclass(frozen=True)
class CellOf:
    text: str
    label: str
    is_number: bool


class ReportShow(PermittedMixin, TemplateView):
    permission = "reports.view"
    template_name = "reports/show.html"

    def load(self):
        reports = WeeklyReport.objects.permitted(self.request.user, self.permission)
        reports = reports.select_related("campaign__unit", "unit", "document__superseded_by", "document__withdrawn_by").defer("document__payload")
        self.report = get_object_or_404(reports, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        report, figures = self.report, from_payload(self.report.figures)
        state, word = state_of(report)
        return super().get_context_data(
            report=report,
            week=report_words(report),
            as_of=moment_words(figures.at),
            closed=figures.closed,
            not_held=f"{thousands(figures.total.not_held)}/{thousands(figures.total.units)}",
            state=state,
            state_word=word,
            copied_at=moment_words(report.copied_at) if report.is_draft and report.copied_at else "",
            overtaken=report.is_draft and is_overtaken(report, now()),
            sections=sections_of(report),
            tables=with_links([table_on_screen(appendix) for appendix in appendices_in(report, figures)], report.pk, figures),
            behind=links_of_text(report.pk, figures),
            others=_other_revisions(report),
            **delta_panel(report),
            **self._what_may_be_done(),
            **kwargs,
        )

    def _what_may_be_done(self):
        user, unit = self.request.user, self.report.unit
        draft = self.report.is_draft
        return {
            "edits": draft and may(user, "reports.compile", unit),
            "answers": self.report.is_sent and may(user, "reports.agree", unit),
            "issues": draft and may(user, "reports.issue", unit),
            "corrects": not draft and _may_be_followed(self.report) and may(user, "reports.issue", unit),
        }


def _may_be_followed(report):
    """A paper in force is corrected, one withdrawn issued again unless that was done."""
    if report.document.withdrawn_at is None:
        return not report.document.superseded_by_id
    return not report.revisions().issued().filter(revision__gt=report.revision).exists()


def sections_of(report):
    """Paragraphs by section; those without text are shown to editors only (in the template)."""
    rows = {}
    for paragraph in report.paragraphs.all():
        rows.setdefault(paragraph.section, []).append(paragraph)
    numbers = section_numbers(paragraph for found in rows.values() for paragraph in found)
    return [
        SectionRow(
            title=_title(key, numbers), is_filled=any(paragraph.text for paragraph in found),
            paragraphs=list(zip(item_numbers(key, found), found, strict=True)),
        )
        for key, found in rows.items()
    ]


def _title(key, numbers):
    """II- Đơn vị chưa tổ chức …: numbered as on paper, where a section without text is left out."""
    if key == LEAD:
        return ""
    return f"{numbers[key]}- {SECTION_TITLES[key]}" if key in numbers else SECTION_TITLES[key]


def table_on_screen(appendix):
    columns = appendix["columns"]

    def cells(row):
        return [CellOf(text, c["label"], c["align"] == "right") for text, c in zip(row, columns, strict=True)]

    return {
        "title": appendix["title"],
        "columns": [CellOf(c["label"], c["label"], c["align"] == "right") for c in columns],
        # As on paper: the note below speaks of the columns by their numbers.
        "numbers": cells([f"({i})" for i in range(1, len(columns) + 1)]) if appendix["number_columns"] else [],
        "rows": [cells(row) for row in appendix["rows"][:_ROWS_SHOWN]],
        "left_out": thousands(len(appendix["rows"]) - _ROWS_SHOWN) if len(appendix["rows"]) > _ROWS_SHOWN else "",
        "total": cells(appendix["total"]) if appendix["total"] else [],
        "note": appendix["note"],
    }


def _other_revisions(report):
    others = report.revisions().exclude(pk=report.pk)
    others = others.select_related("document").defer("document__payload").order_by("revision")
    return [
        {"url": reverse("reports:show", args=[other.pk]), "paper": str(other.document or ""), "state": state_of(other)}
        for other in others
    ]
