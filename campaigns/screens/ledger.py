"""The ledger of a campaign: every dated change since the launch, and the officer's own entries in it."""
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.forms.ledger import DutyAddForm, LedgerFilters, LedgerStepForm
from campaigns.models import Campaign, Duty, DutyChange
from campaigns.screens.previewed import PreviewedChange
from campaigns.services import ledger
from lib.clock import now
from lib.dates import format_moment
from units.models import Unit
from units.scope import may, paths_permitted
from units.screens.lists import ListScreen, Sort
from units.screens.values import signed


@dataclass(frozen=True)
class LedgerRow:
    effective_on: str
    unit: str
    unit_id: int
    kind: str
    delta: str
    member: str
    reason: str
    entered_at: str
    entered_by: str


class Ledger(ListScreen):
    permission = "campaigns.view"
    template_name = "campaigns/ledger.html"
    filter_form = LedgerFilters
    sorts = {
        "day": Sort(_("From the day"), "effective_on", "pk"),
        "entered": Sort(_("Entered at"), "entered_at"),
        "unit": Sort(_("Unit"), "duty__path", "effective_on"),
    }
    default_sort = "-day"

    def load(self):
        campaigns = Campaign.objects.permitted(self.request.user, self.permission).launched()
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["pk"])

    def rows(self):
        rows = DutyChange.objects.permitted(self.request.user, self.permission).filter(duty__campaign=self.campaign)
        return rows.select_related("duty__unit", "member", "entered_by")

    def present(self, rows):
        named = paths_permitted(self.request.user, "members.view")
        return [_row(row, any(row.duty.unit.path.startswith(path) for path in named)) for row in rows]

    def get_context_data(self, **kwargs):
        may_add = self.campaign.is_open and may(self.request.user, "campaigns.manage", self.campaign.unit)
        return super().get_context_data(campaign=self.campaign, may_add=may_add, **kwargs)


def _row(row, is_named):
    return LedgerRow(
        effective_on=f"{row.effective_on:%d/%m/%Y}", unit=row.duty.unit.name, unit_id=row.duty.unit_id,
        kind=row.get_kind_display(), delta=signed(row.heads_delta),
        member=row.member.full_name if row.member and is_named else "", reason=row.reason,
        entered_at=format_moment(row.entered_at),
        entered_by=row.entered_by.full_name if row.entered_by else "",
    )


class LedgerStep(PreviewedChange):
    """An entry for one duty, made by the officer of the campaign."""

    permission = "campaigns.manage"
    template_name = "campaigns/ledger_step.html"
    form_class = LedgerStepForm
    explanation = ""
    button = _("See what changes")
    danger = False

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("campaign__unit", "unit")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])
        self.campaign, self.unit = self.duty.campaign, self.duty.unit
        get_object_or_404(Campaign.objects.permitted(self.request.user, self.permission), pk=self.campaign.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(campaign=self.campaign, unit=self.unit, back=self.get_success_url(), **kwargs)

    def get_success_url(self):
        return reverse("campaigns:ledger", args=[self.campaign.pk])

    def concerned(self, data):
        return [self.campaign]

    @property
    def step(self):
        return {"campaign": self.campaign, "by": self.request.user, "at": now()}


class DutyExempt(LedgerStep):
    heading = _("Exempt the unit from the campaign")
    explanation = _("The unit and all below it owe no study from the day on; their members leave the figures.")
    success_message = _("The unit is exempt.")
    danger = True

    def perform(self, data):
        return ledger.exempt_duty(unit=self.unit, **self.step, **data)


class DutyRestore(LedgerStep):
    heading = _("Let the unit owe the study again")
    success_message = _("The unit owes the study again.")

    def perform(self, data):
        return ledger.restore_duty(unit=self.unit, **self.step, **data)


class DutyAdd(LedgerStep):
    form_class = DutyAddForm
    heading = _("Add a unit to the campaign")
    explanation = _("For a unit set up after the launch; its members count from the day on.")
    success_message = _("The unit is added to the campaign.")

    def load(self):
        campaigns = Campaign.objects.permitted(self.request.user, self.permission).running().select_related("unit")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["pk"])
        self.unit = self.campaign.unit

    def get_form_kwargs(self):
        below = Unit.objects.below(self.campaign.unit).filter(valid_to=None)
        return {**super().get_form_kwargs(), "places": below.exclude(duties__in=self.campaign.duties.all())}

    def perform(self, data):
        return ledger.add_duty(**self.step, **data)
