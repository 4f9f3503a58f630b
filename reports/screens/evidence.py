"""Why this number: the rule and the rows of one figure, on a page and as a workbook."""
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from audit.record import record
from campaigns.models import ChangeKind, EndReason, StudySession
from campaigns.screens.outstanding import OutstandingMixin
from documents.wording import DASH, date_short, thousands
from lib.clock import local_day
from lib.spreadsheet.tables import table_workbook
from reports.evidence.answer import answer_of_campaign, answer_of_report
from reports.evidence.figures import BY_SLUG
from reports.evidence.members import class_of, concerns_members, number_of, place_of
from reports.evidence.rows import CLASS_HEADS
from reports.evidence.shapes import BLOCK, LINES, SHARE, TOTAL, UNIT, Selection, share, words_of
from reports.models import WeeklyReport
from reports.screens.words import moment_words, week_words
from reports.wording.names import NO_BLOCK
from units.models import Unit
from units.screens.lists import ListState
from units.screens.permitted import PermittedMixin
from units.screens.values import signed
from units.scope import has_permission

_BESIDE_SHOWN = 200


class Asked:
    """The figure and the line of the address, and the answer; 404 where there is no such number."""

    def load(self):
        super().load()
        kind, of = self.kwargs["line"], self.request.GET.get("of", "")
        self.figure = BY_SLUG.get(self.kwargs["figure"])
        if self.figure is None or kind not in LINES or (kind == TOTAL) == bool(of):
            raise Http404
        # The charts write a dash where a unit has no block.
        self.selection = Selection(kind, NO_BLOCK if kind == BLOCK and of == DASH else of)
        self.answer = self.find_answer()
        if self.answer is None:
            raise Http404


class OfReport(Asked, PermittedMixin):
    permission = "reports.view"

    def find_answer(self):
        reports = WeeklyReport.objects.permitted(self.request.user, "reports.view")
        reports = reports.select_related("campaign__unit", "unit", "document", "basis").defer("document__payload")
        self.report = get_object_or_404(reports, pk=self.kwargs["pk"])
        self.campaign, self.unit, self.subject = self.report.campaign, self.report.unit, self.report
        return answer_of_report(self.report, self.figure, self.selection)

    def back(self):
        return reverse("reports:show", args=[self.report.pk]), _("Report of the week %(week)s") % {"week": week_words(self.report.week)}

    def address(self, page):
        return reverse(f"reports:{page}", args=[self.report.pk, self.figure.slug, self.selection.kind])


class OfCampaign(Asked, OutstandingMixin, PermittedMixin):
    """As of a moment (`?as_of=`), of the committee or of the unit `?above=`, as the list of what is missing has it."""

    def find_answer(self):
        self.report, self.subject = None, self.campaign
        self.unit = self.above.unit if self.above else self.campaign.unit
        return answer_of_campaign(self.campaign, self.unit, self.at, self.figure, self.selection)

    def back(self):
        kept = {name: self.request.GET[name] for name in ("above", "as_of") if self.request.GET.get(name)}
        return f"{reverse('campaigns:outstanding', args=[self.campaign.pk])}?{urlencode(kept)}", _("List of units")

    def address(self, page):
        return reverse(f"reports:campaign_{page}", args=[self.campaign.pk, self.figure.slug, self.selection.kind])


class EvidencePage(TemplateView):
    template_name = "reports/evidence.html"

    def get_context_data(self, **kwargs):
        answer, state = self.answer, ListState(self.request)
        page = state.page_of(answer.rows)
        back_url, back_word = self.back()
        # What the address says comes first: the names in it are those of the page too.
        return {
            **kwargs, "campaign": self.campaign, "report": self.report, "unit": self.unit, "figure": self.figure, "answer": answer,
            "line": answer.selection.name(answer.basis), "as_of": moment_words(answer.basis.at), "state": state,
            "heads": self.figure.heads, "numbers": number_heads(self.figure), "rows": self.linked(page),
            "total": (total := total_of(self.figure, answer.rows)), "foot": list(zip(number_heads(self.figure), total)), "whole": share_words(answer.value), "differences": differences_of(answer),
            "now": "" if answer.value_now is None else words_of(answer.value_now), "export_url": f"{self.address('evidence_xlsx')}?{self.request.GET.urlencode()}",
            "members_url": self.members_url() if any(place_of(row) in self.named for row in answer.rows) else "",
            "ledger_query": self.ledger_query(), "back_url": back_url, "back_word": back_word, **self.beside(answer),
        }

    def ledger_query(self):
        """The ledger as far as the number counts it: up to the day of its moment, of its unit where it is one's."""
        whose = {"q": self.answer.selection.name(self.answer.basis)} if self.selection.kind == UNIT else {}
        return urlencode({"until": date_short(local_day(self.answer.basis.at)), **whose})

    @cached_property
    def named(self):
        """Units whose members the reader may know by name, where the figure counts members; one question for all rows."""
        if not concerns_members(self.figure) or not has_permission(self.request.user, "names.view"):
            return set()
        return units_named(self.request.user, self.answer.rows)

    def members_url(self, narrowed=None):
        """The members of all rows, or of the row of `narrowed`."""
        kept = {name: self.request.GET[name] for name in ("of", "above", "as_of") if self.request.GET.get(name)}
        query = urlencode({**kept, **{name: value for name, value in (narrowed or {}).items() if value}})
        return f"{self.address('evidence_members')}?{query}" if query else self.address("evidence_members")

    def linked(self, rows):
        """Rows as text with links to what the reader may open, asked in two questions for the page."""
        user = self.request.user
        wanted = {kind: {t.pk for row in rows for t in row.texts if not isinstance(t, str) and t.kind == kind} for kind in ("unit", "class")}
        units = set(Unit.objects.permitted(user, "units.view").filter(pk__in=wanted["unit"]).values_list("pk", flat=True))
        classes = StudySession.objects.permitted(user, "sessions.view").filter(pk__in=wanted["class"])
        may_open = {"unit": units, "class": set(classes.values_list("pk", flat=True))}
        return [
            {
                "texts": [(head, *_text_and_url(text, may_open)) for head, text in zip(self.figure.heads, row.texts, strict=True)],
                "numbers": [
                    (head, text, self.row_url(row) if place == number_place(self.figure) else "") for place, (head, text)
                    in enumerate(zip(number_heads(self.figure), numbers_of(self.figure, row.numbers), strict=True))
                ],
                "name": _plain(row.texts[1] if self.figure.heads == CLASS_HEADS else row.texts[0]),
            }
            for row in rows
        ]

    def row_url(self, row):
        unit = place_of(row)
        if unit not in self.named or not number_of(self.figure, row):
            return ""
        return self.members_url({"unit": unit, "class": class_of(self.figure, row)})

    def beside(self, answer):
        """What explains the rows: changes of the ledger, units left out, units in progress not counted yet."""
        reasons = dict(EndReason.choices)
        return {
            "changes": [
                (date_short(row.effective_on), row.name, ChangeKind(row.kind).label, signed(row.heads_delta), moment_words(row.entered_at))
                for row in answer.changes[:_BESIDE_SHOWN]
            ] if self.figure.key in ("heads", "whole_rate", "units", "held", "not_held", "held_rate") else [],
            "left_out": [
                (row.name, reasons.get(row.why, _("added later")), date_short(row.until) if row.until else DASH)
                for row in answer.left_out[:_BESIDE_SHOWN]
            ] if self.figure.key in ("units", "held", "not_held", "held_rate") else [],
            "not_counted": len(answer.in_progress),
        }


def units_named(user, rows):
    """Of the units of the rows those whose members the user may know by name."""
    units = {place_of(row) for row in rows} - {None}
    return set(Unit.objects.permitted(user, "names.view").filter(pk__in=units).values_list("pk", flat=True))


def number_place(figure):
    """The column that says how many members a row counts: the last; of a share the whole."""
    return 1 if figure.measure == SHARE else len(figure.numbers) - 1


def _text_and_url(text, may_open):
    if isinstance(text, str):
        return text, ""
    name = {"unit": "unit_page", "class": "campaigns:session"}[text.kind]
    return text.text, reverse(name, args=[text.pk]) if text.pk in may_open[text.kind] else ""


def number_heads(figure):
    return (*figure.numbers, _("Share (%)")) if figure.measure == SHARE else figure.numbers


def numbers_of(figure, numbers):
    """The numbers of a row as text; of a share its per cent besides."""
    words = [thousands(number).replace("-", "−") for number in numbers]
    return [*words, share(*numbers)] if figure.measure == SHARE else words


def total_of(figure, rows):
    """The sums at the foot; nothing where the rows themselves are counted."""
    sums = [sum(row.numbers[place] for row in rows) for place in range(len(figure.numbers))]
    return numbers_of(figure, sums) if sums else []


def share_words(value):
    return f"{thousands(value[0])}/{thousands(value[1])}" if isinstance(value, tuple) else ""


def differences_of(answer):
    return [(row.name, _words_of_row(row.then), _words_of_row(row.now)) for row in answer.differences[:_BESIDE_SHOWN]]


def _words_of_row(numbers):
    if numbers is None:
        return _("not counted")
    return " / ".join(thousands(number) for number in numbers) or _("counted")


class EvidenceWorkbook(View):
    """All rows with their sum; the export is recorded."""

    def get(self, request, *args, **kwargs):
        figure, rows = self.figure, self.answer.rows
        columns = [(_("No."), 6), *((head, 34) for head in figure.heads), *((head, 14) for head in figure.numbers)]
        cells = [[number, *map(_plain, row.texts), *row.numbers] for number, row in enumerate(rows, 1)]
        if figure.numbers:
            sums = [sum(row.numbers[place] for row in rows) for place in range(len(figure.numbers))]
            cells.append(["", _("Total"), *[""] * (len(figure.heads) - 1), *sums])
        record("reports.evidence.exported", self.subject, by=request.user, unit=self.unit, figure=figure.label, rows=len(rows))
        response = HttpResponse(
            table_workbook(_("Rows"), columns, cells),
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )
        name = f"{self.campaign.code}-{figure.slug}-{self.answer.basis.at:%Y-%m-%d}.xlsx"
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response


def _plain(text):
    return text if isinstance(text, str) else text.text


class ReportEvidence(OfReport, EvidencePage):
    pass


class ReportEvidenceWorkbook(OfReport, EvidenceWorkbook):
    pass


class CampaignEvidence(OfCampaign, EvidencePage):
    pass


class CampaignEvidenceWorkbook(OfCampaign, EvidenceWorkbook):
    pass
