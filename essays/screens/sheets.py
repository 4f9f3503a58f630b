"""Printing sheets: for a cell, a subtree, chosen members, a whole campaign; further pages; blank sheets and whose they are."""
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from campaigns.models import Campaign, Duty, RosterEntry
from essays.forms.sheets import AssignForm, BlankForm, MorePagesForm, PrintForm
from essays.models import Sheet, SheetKind
from essays.printing.job import KIND, PERMISSION, name_of_result, request_printing
from essays.printing.plan import (
    cards_of_namesakes, count_to_print, duties_of, exempt_within, members_within, printed_pages,
)
from essays.printing.storage import result_of
from essays.screens.sheet_list import list_url, note_names, sheet_rows
from essays.services.sheets import assign_blank_sheet
from files.serving import serve_privately
from jobs.models import Job
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.screens.lists import figure
from units.screens.permitted import PermittedMixin

# The latest blank sheets stand on the page that prints them; the list of sheets holds all.
_SHOWN = 100


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
        return super().get_context_data(
            duty=self.duty, campaign=self.campaign, unit=unit, sheets_url=list_url(self.campaign, self.duty), **kwargs
        )

    def perform(self, data):
        return request_printing(
            campaign=self.campaign, duty=self.duty, what=self.what, by=self.request.user, at=now(), **data
        )

    def get_success_url_for(self, job):
        return reverse("essays:sheets_ready", args=[job.pk])


class PrintOfMembers(PrintView):
    """Of a cell the members are ticked one by one; of a subtree all who owe an essay are meant."""

    @cached_property
    def is_cell(self):
        return self.duty is not None and not self.duty.children.filter(until=None).exists()

    @cached_property
    def members(self):
        return list(members_within(self.duty)) if self.is_cell else []

    @cached_property
    def exempt(self):
        return exempt_within(self.duty) if self.is_cell else set()

    @cached_property
    def printed(self):
        return printed_pages(self.campaign, self.members)

    def get(self, request, *args, **kwargs):
        if self.is_cell:
            note_names(request.user, self.duty.unit)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if not self.is_cell:
            return kwargs
        cards = cards_of_namesakes(self.members)
        remarks = {member.pk: self._remark(member, cards.get(member.pk)) for member in self.members}
        return {**kwargs, "members": members_within(self.duty), "remarks": remarks}

    def _remark(self, member, card):
        pages = self.printed.get(member.pk)
        remarks = [card_words(card)] if card else []
        if member.pk in self.exempt:
            remarks.append(_("exempt from the essay"))
        if pages:
            remarks.append(ngettext("printed with %(pages)s page", "printed with %(pages)s pages", pages) % {"pages": pages})
        return ", ".join(str(remark) for remark in remarks)

    def get_context_data(self, **kwargs):
        cells, people = (1, len(self.members)) if self.is_cell else count_to_print(self.campaign, duty=self.duty)
        return super().get_context_data(
            cells=figure(cells), people=figure(people), of_many=not self.is_cell, is_nobody=not people,
            all_exempt=self.is_cell and people and len(self.exempt) == people, **kwargs,
        )


class PrintSheets(PrintOfMembers):
    form_class = PrintForm
    heading = _("Print the sheets for essays")
    success_message = _("The sheets are being drawn.")

    def get_initial(self):
        return {"members": [member.pk for member in self.members if member.pk not in self.exempt]}

    def get_context_data(self, **kwargs):
        sheets = Sheet.objects.none()
        if self.is_cell:
            sheets = Sheet.objects.standing().filter(campaign=self.campaign, kind=SheetKind.ESSAY, member__in=self.members)
        return super().get_context_data(rows=sheet_rows(sheets.order_by("member__sort_key", "number")), **kwargs)

    def perform(self, data):
        job = super().perform(data)
        self._say_what_is_longer(data)
        return job

    def _say_what_is_longer(self, data):
        """Fewer pages asked for than some have already: they get all of theirs, and it is said before the paper is used."""
        chosen = data["members"]
        if chosen is None:
            chosen = RosterEntry.objects.filter(duty__in=duties_of(self.campaign, self.duty), until=None).values("member")
        longer = [pages for pages in printed_pages(self.campaign, chosen).values() if pages > data["pages"]]
        if longer and not data["anew"]:
            messages.warning(self.request, ngettext(
                "%(count)s member was printed a longer sheet before, of %(pages)s pages, and gets all of it again.",
                "%(count)s members were printed longer sheets before, of up to %(pages)s pages, and get all of them again.",
                len(longer),
            ) % {"count": figure(len(longer)), "pages": max(longer)})


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
        note_names(request.user, self.duty.unit)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        sheets = Sheet.objects.standing().filter(kind=SheetKind.BLANK, duty=self.duty).order_by("-number")
        return super().get_context_data(rows=sheet_rows(sheets[:_SHOWN]), **kwargs)


class BlankAssign(ServiceFormView):
    permission = PERMISSION
    template_name = "essays/blank_assign.html"
    form_class = AssignForm
    success_message = _("The sheet is assigned.")

    def load(self):
        sheets = Sheet.objects.standing().permitted(self.request.user, self.permission).filter(kind=SheetKind.BLANK)
        sheets = sheets.select_related("duty__unit", "duty__campaign", "campaign").prefetch_related("assignments__member")
        self.sheet = get_object_or_404(sheets, pk=self.kwargs["pk"])
        self.given = self.sheet.given_to()

    def get_form_kwargs(self):
        members = members_within(self.sheet.duty)
        return {**super().get_form_kwargs(), "members": members, "remarks": self._remarks(list(members.select_related("unit")))}

    def _remarks(self, members):
        """The cell of each where there are several, the card of namesakes."""
        cards = cards_of_namesakes(members)
        has_below = len({member.unit_id for member in members}) > 1
        remarks = {member.pk: [member.unit.name] if has_below else [] for member in members}
        for pk, card in cards.items():
            remarks[pk].append(card_words(card))
        return {pk: ", ".join(words) for pk, words in remarks.items()}

    def get_initial(self):
        return {"member": self.given.member_id} if self.given else {}

    def get(self, request, *args, **kwargs):
        note_names(request.user, self.sheet.duty.unit)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(sheet=self.sheet, duty=self.sheet.duty, given=self.given, **kwargs)

    def perform(self, data):
        return assign_blank_sheet(sheet=self.sheet, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return reverse("essays:print_blank", args=[self.sheet.duty_id])


def card_words(card):
    return gettext("card %(card)s") % {"card": card}


class OwnPrintMixin(PermittedMixin):
    """A job of one's own that leaves a file."""

    permission = PERMISSION
    kind = KIND

    def load(self):
        self.job = get_object_or_404(Job, pk=self.kwargs["pk"], kind=self.kind, owner=self.request.user)


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
        return serve_privately(path, media_type=media_type, name=self.name_of(path), as_attachment=True)

    def name_of(self, path):
        return name_of_result(self.job, path)
