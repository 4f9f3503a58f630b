"""Printing sheets: for a cell, a subtree, chosen members, a whole campaign; further pages; blank sheets and whose they are."""
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from audit.record import record
from campaigns.models import Campaign, Duty
from essays.forms.sheets import AssignForm, BlankForm, MorePagesForm, PrintForm
from essays.models import Sheet, SheetKind
from essays.printing.job import KIND, PERMISSION, name_of_result, request_printing
from essays.printing.plan import cells_to_print, members_within
from essays.printing.storage import result_of
from essays.services.sheets import assign_blank_sheet
from files.serving import serve_privately
from jobs.models import Job
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.screens.lists import figure
from units.screens.permitted import PermittedMixin
from units.scope import may


class PrintView(ServiceFormView):
    """A form whose answer is a job that draws the sheets of `duty`, of the whole campaign where it is None."""

    permission = PERMISSION
    template_name = "essays/print.html"
    what = "essays"

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign__unit")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])
        self.campaign = self.duty.campaign

    def get_context_data(self, **kwargs):
        unit = self.duty.unit if self.duty else self.campaign.unit
        return super().get_context_data(duty=self.duty, campaign=self.campaign, unit=unit, **kwargs)

    def perform(self, data):
        return request_printing(
            campaign=self.campaign, duty=self.duty, what=self.what, by=self.request.user, at=now(), **data
        )

    def get_success_url_for(self, job):
        return reverse("essays:sheets_ready", args=[job.pk])

    def note_reading(self):
        """Names shown above the base are a reading, as in the register."""
        if not may(self.request.user, "names.view", self.duty.unit):
            record("essays.register.read", self.duty, by=self.request.user, unit=self.duty.unit, of=self.duty.unit.name)


class PrintOfMembers(PrintView):
    """Of a cell the members are ticked one by one; of a subtree all are meant."""

    @property
    def is_cell(self):
        return self.duty is not None and not self.duty.children.filter(until=None).exists()

    def get(self, request, *args, **kwargs):
        if self.is_cell:
            self.note_reading()
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "members": members_within(self.duty) if self.is_cell else None}


class PrintSheets(PrintOfMembers):
    form_class = PrintForm
    heading = _("Print the sheets for essays")
    success_message = _("The sheets are being drawn.")

    def get_initial(self):
        if not self.is_cell:
            return {}
        return {"members": [member.pk for _cell, people in cells_to_print(self.campaign, duty=self.duty) for member in people]}

    def get_context_data(self, **kwargs):
        cells = [] if self.is_cell else cells_to_print(self.campaign, duty=self.duty)
        return super().get_context_data(
            cells=figure(len(cells)), people=figure(sum(len(people) for _cell, people in cells)), of_many=not self.is_cell, **kwargs
        )


class PrintCampaign(PrintSheets):
    """Of a whole campaign, by who runs it."""

    permission = "campaigns.manage"

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, self.permission).select_related("unit")
        self.campaign, self.duty = get_object_or_404(campaigns, pk=self.kwargs["campaign_id"]), None


class PrintMore(PrintOfMembers):
    """Where an essay is longer than its sheet: pages with the same number, counted on."""

    form_class = MorePagesForm
    heading = _("Print further pages")
    what = "more"


class PrintBlank(PrintView):
    form_class = BlankForm
    template_name = "essays/print_blank.html"
    heading = _("Blank sheets")
    what = "blank"

    def get(self, request, *args, **kwargs):
        self.note_reading()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        sheets = Sheet.objects.standing().filter(kind=SheetKind.BLANK, duty=self.duty).order_by("-number")
        rows = [(sheet, sheet.given_to()) for sheet in sheets.prefetch_related("assignments__member")[:200]]
        return super().get_context_data(rows=rows, **kwargs)


class BlankAssign(ServiceFormView):
    permission = PERMISSION
    template_name = "essays/blank_assign.html"
    form_class = AssignForm
    success_message = _("The sheet is assigned.")

    def load(self):
        sheets = Sheet.objects.standing().permitted(self.request.user, self.permission).filter(kind=SheetKind.BLANK)
        self.sheet = get_object_or_404(sheets.select_related("duty__unit", "campaign"), pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "members": members_within(self.sheet.duty)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(sheet=self.sheet, duty=self.sheet.duty, **kwargs)

    def perform(self, data):
        return assign_blank_sheet(sheet=self.sheet, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return reverse("essays:print_blank", args=[self.sheet.duty_id])


class OwnPrintMixin(PermittedMixin):
    permission = PERMISSION

    def load(self):
        self.job = get_object_or_404(Job, pk=self.kwargs["pk"], kind=KIND, owner=self.request.user)


class SheetsReady(OwnPrintMixin, TemplateView):
    """How far the drawing is; the file, once it is there."""

    template_name = "essays/sheets_ready.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            job=self.job, is_there=result_of(self.job.pk) is not None, printed=figure(self.job.result.get("sheets", 0)), **kwargs
        )


class SheetsFile(OwnPrintMixin, View):
    def get(self, request, pk):
        path = result_of(self.job.pk)
        if path is None:
            raise Http404
        media_type = "application/zip" if path.suffix == ".zip" else "application/pdf"
        return serve_privately(path, media_type=media_type, name=name_of_result(self.job, path), as_attachment=True)
