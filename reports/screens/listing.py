"""The weekly reports a user may read."""
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from documents.wording import thousands
from documents.signing import PaperState
from reports.models import WeeklyReport
from reports.screens.words import state_of, report_words
from units.scope import has_permission
from units.screens.lists import FilterForm, ListScreen, Sort


class ReportFilters(FilterForm):
    campaign = forms.ModelChoiceField(Campaign.objects.none(), label=_("Campaign"))
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All states")), *PaperState.choices])

    def __init__(self, *args, campaigns, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns

    def narrow(self, rows):
        for name in ("campaign", "state"):
            if self.value(name):
                rows = rows.filter(**{name: self.value(name)})
        return rows


@dataclass(frozen=True)
class ReportRow:
    url: str
    week: str
    campaign: str
    unit: str
    held: str
    state: str
    state_word: str
    paper: str


class ReportList(ListScreen):
    permission = "reports.view"
    template_name = "reports/list.html"
    filter_form = ReportFilters
    sorts = {"week": Sort(_("Week"), "week_start", "unit__path", "revision"), "unit": Sort(_("Unit"), "unit__path", "week_start")}
    default_sort = "-week"

    def rows(self):
        reports = WeeklyReport.objects.permitted(self.request.user, self.permission)
        return reports.select_related("campaign", "unit", "document").defer("document__payload")

    def filter_kwargs(self):
        return {"campaigns": Campaign.objects.permitted(self.request.user, self.permission).launched().newest_first()}

    def present(self, rows):
        return [_row(report) for report in rows]

    def get_context_data(self, **kwargs):
        return super().get_context_data(compiles=has_permission(self.request.user, "reports.compile"), **kwargs)


def _row(report):
    state, word = state_of(report)
    total = report.figures["total"]
    return ReportRow(
        url=reverse("reports:show", args=[report.pk]),
        week=report_words(report),
        campaign=report.campaign.code,
        unit=report.unit.name,
        held=f"{thousands(total['held'])}/{thousands(total['units'])}",
        state=state,
        state_word=word,
        paper=str(report.document) if report.document else "",
    )
