"""The printed sheets of a unit or a whole campaign: whose each is; revoking one that is lost or misprinted."""
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.record import record
from campaigns.models import Campaign, Duty
from essays.forms.sheet_list import RevokeForm, SheetFilter
from essays.models import Sheet, SheetKind
from essays.printing.job import PERMISSION
from essays.services.sheets import revoke_sheet
from lib.clock import now
from units.models import Unit
from units.screens.forms import ServiceFormView
from units.screens.lists import ListScreen, PrivateSearchMixin, Sort
from units.scope import may


def note_names(user, unit):
    """Names shown above the base are a reading, as in the register."""
    if not may(user, "names.view", unit):
        record("essays.register.read", by=user, unit=unit, of=unit.name)


@dataclass(frozen=True)
class SheetRow:
    sheet: Sheet
    whose: str

    @property
    def may_be_assigned(self):
        return self.sheet.kind == SheetKind.BLANK and not self.sheet.revoked_at


def sheet_rows(sheets):
    """A SheetRow for each sheet; the same few queries however many there are."""
    return [SheetRow(sheet, whose(sheet)) for sheet in with_names(sheets)]


def with_names(sheets):
    return sheets.select_related("member", "unit", "session").prefetch_related("assignments__member")


def whose(sheet):
    """Who writes on it, or the class whose list it is; "" for a blank sheet nobody has."""
    if sheet.kind == SheetKind.ATTENDANCE:
        return sheet.session.code
    given = sheet.given_to()
    member = sheet.member or (given.member if given else None)
    return member.full_name if member else ""


class SheetList(PrivateSearchMixin, ListScreen):
    permission = PERMISSION
    template_name = "essays/sheets.html"
    filter_form = SheetFilter
    sorts = {
        "unit": Sort(_("Unit"), "unit__path", "member__sort_key", "number"),
        "number": Sort(_("Number"), "number"),
        "printed": Sort(_("First printed"), "-printed_at", "number"),
    }
    default_sort = "unit"

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])
        self.campaign, self.unit = self.duty.campaign, self.duty.unit

    def rows(self):
        sheets = Sheet.objects.permitted(self.request.user, self.permission)
        return with_names(sheets.filter(campaign=self.campaign, unit__in=Unit.objects.within(self.unit)))

    def present(self, rows):
        return [SheetRow(sheet, whose(sheet)) for sheet in rows]

    def get(self, request, *args, **kwargs):
        note_names(request.user, self.unit)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            duty=self.duty, campaign=self.campaign, unit=self.unit, back=print_url(self.campaign, self.duty),
            one_unit=self.duty is not None and not self.duty.children.exists(), **kwargs,
        )


class CampaignSheetList(SheetList):
    permission = "campaigns.manage"

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, self.permission).select_related("unit")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["campaign_id"])
        self.duty, self.unit = None, self.campaign.unit


class SheetRevoke(ServiceFormView):
    permission = PERMISSION
    template_name = "essays/sheet_revoke.html"
    form_class = RevokeForm
    success_message = _("The sheet is revoked.")

    def load(self):
        sheets = with_names(Sheet.objects.permitted(self.request.user, self.permission))
        self.sheet = get_object_or_404(sheets.select_related("duty", "campaign"), pk=self.kwargs["pk"])
        self.duty = self.sheet.duty or self.sheet.campaign.duties.filter(unit=self.sheet.unit).order_by("pk").last()

    def get(self, request, *args, **kwargs):
        note_names(request.user, self.sheet.unit)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sheet=self.sheet, whose=whose(self.sheet), back=list_url(self.sheet.campaign, self.duty), **kwargs
        )

    def perform(self, data):
        return revoke_sheet(sheet=self.sheet, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return list_url(self.sheet.campaign, self.duty)


def print_url(campaign, duty):
    return reverse("essays:print", args=[duty.pk]) if duty else reverse("essays:print_campaign", args=[campaign.pk])


def list_url(campaign, duty):
    return reverse("essays:sheets", args=[duty.pk]) if duty else reverse("essays:campaign_sheets", args=[campaign.pk])
