"""The chasing desk: whom to ring today, the call sheet, the texts for group chats."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from campaigns.chasing import Place, count_places, desk_duties
from campaigns.forms.campaigns import ConfirmForm
from campaigns.forms.chasing import ALL, DeskFilter, LadderForm
from campaigns.models import Campaign, DelayReason, EscalationStep
from campaigns.screens.chasing_rows import desk_rows, step_words
from campaigns.screens.outstanding import OutstandingMixin
from campaigns.services.escalation import answer_step, change_ladder, ladder_of
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.screens.lists import Link, ListScreen, Sort, figure
from units.scope import has_permission

_TABS = [(Place.TO_CALL, _("To call today")), (Place.SNOOZED, _("Promised a day")), (Place.REACHED, _("Reached today")), (ALL, _("All not held"))]


class DeskMixin(OutstandingMixin):
    """The rows of the desk, filtered; always of this moment."""

    permission = "reminders.log"
    filter_form = DeskFilter
    default_sort = "call"
    default_place = Place.TO_CALL
    sorts = {
        "call": Sort(_("Promises that were not kept first"), "-came_back", "has_plan", "-heads", "unit__block__position", "unit__code"),
        "unit": Sort(_("Unit"), "unit__block__position", "unit__code"),
    }

    def _moment_asked(self):
        return None

    @cached_property
    def reasons(self):
        return list(DelayReason.objects.offered().values_list("text", flat=True))

    @cached_property
    def counts(self):
        return count_places(self.campaign, above=self.above, at=self.at)

    def filter_kwargs(self):
        return {"reasons": self.reasons, "place": self.default_place}

    def known_total(self, state):
        """Counted with the tabs, where nothing else narrows the list."""
        return None if state.chips or state.form.value("unit") else self.counts[""] if state.form.part == ALL else self.counts[state.form.part]

    def rows(self):
        return desk_duties(self.campaign, above=self.above, at=self.at).select_related("unit__block", "plan")

    def present(self, duties):
        return desk_rows(list(duties), campaign=self.campaign, at=self.at, reasons=self.reasons)

    def get_context_data(self, **kwargs):
        # Not that of the list of units, which counts the held once more.
        context = super(OutstandingMixin, self).get_context_data(
            campaign=self.campaign, above=self.above, at=self.at, not_held=self.counts[""], reasons=self.reasons, **kwargs
        )
        return context | {"tabs": self.tabs(context["state"]), "place": context["state"].form.part}

    def tabs(self, state):
        return [
            Link(f"{label} ({figure(self.counts['' if place == ALL else place])})", state.url(place=place, unit=None), state.form.part == place)
            for place, label in _TABS
        ]


class Desk(DeskMixin, ListScreen):
    template_name = "campaigns/desk.html"

    def get_context_data(self, **kwargs):
        manages = has_permission(self.request.user, "campaigns.manage")
        return super().get_context_data(
            may_change_ladder=manages, may_write=self.campaign.is_open and has_permission(self.request.user, "reports.compile"),
            may_read_letters=has_permission(self.request.user, "reports.view"), **kwargs
        )


class CallSheet(DeskMixin, ListScreen):
    """The filtered set on paper, with room to write."""

    template_name = "campaigns/call_sheet.html"

    def list_state(self):
        state = super().list_state()
        # Paper holds the whole set, not a page of it.
        state.request.GET = state.request.GET.copy()
        state.request.GET["print"] = "1"
        return state


class ChatTexts(DeskMixin, ListScreen):
    """A text per unit to paste into its group; a press logs that it was sent."""

    template_name = "campaigns/chat_texts.html"


class LadderChange(ServiceFormView):
    permission = "campaigns.manage"
    form_class = LadderForm
    template_name = "campaigns/ladder_form.html"
    success_message = _("The days of grace are kept.")

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, self.permission)
        self.campaign = get_object_or_404(campaigns.select_related("unit"), pk=self.kwargs["pk"])

    def get_initial(self):
        ladder = ladder_of(self.campaign)
        return {name: getattr(ladder, name) for name in ("version", "unit_grace", "base_grace", "committee_grace")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(campaign=self.campaign, **kwargs)

    def perform(self, data):
        change_ladder(campaign=self.campaign, by=self.request.user, **data)

    def get_success_url(self):
        return reverse("campaigns:desk", args=[self.campaign.pk])


class StepAnswer(ServiceFormView):
    """A person did what the ladder proposed."""

    permission = "reminders.log"
    form_class = ConfirmForm
    template_name = "campaigns/step_answer.html"
    success_message = _("Noted: what the ladder proposed is done.")

    def load(self):
        steps = EscalationStep.objects.permitted(self.request.user, self.permission)
        self.step = get_object_or_404(steps.select_related("duty__unit", "duty__campaign", "duty__parent__unit"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(step=self.step, words=step_words(self.step), back=self.get_success_url(), **kwargs)

    def perform(self, data):
        answer_step(step=self.step, by=self.request.user, at=now())

    def get_success_url(self):
        return reverse("campaigns:desk", args=[self.step.duty.campaign_id])
