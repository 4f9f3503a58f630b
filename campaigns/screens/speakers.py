"""The register of speakers."""
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from campaigns.forms.campaigns import ConfirmForm
from campaigns.forms.speakers import SpeakerAddForm, SpeakerChangeForm, SpeakerFilter
from campaigns.models import RequestState, Speaker, SpeakerRequest
from campaigns.services.speakers import add_speaker, bring_speaker_back, change_speaker, retire_speaker
from lib.clock import now, today
from units.models import Unit
from units.scope import main_unit
from units.screens.forms import ServiceFormView
from units.screens.lists import ListScreen, Sort

MANAGE = "speakers.manage"


class SpeakerList(ListScreen):
    permission = MANAGE
    template_name = "campaigns/speakers.html"
    filter_form = SpeakerFilter
    default_sort = "name"
    sorts = {"name": Sort(_("Full name"), "sort_key"), "unit": Sort(_("Unit"), "unit__path", "sort_key")}

    def rows(self):
        coming = Q(requests__state=RequestState.ASSIGNED, requests__plan__planned_on__gte=today(), requests__plan__duty__held_at=None)
        speakers = Speaker.objects.permitted(self.request.user, self.permission).select_related("unit")
        return speakers.annotate(coming=Count("requests", filter=coming))

    def present(self, speakers):
        return [{"speaker": one, "level": capfirst(one.get_level_display()), "coming": one.coming} for one in speakers]


class SpeakerAdd(ServiceFormView):
    permission = MANAGE
    template_name = "campaigns/speaker_form.html"
    form_class = SpeakerAddForm
    heading = _("New speaker")
    button = _("Add the speaker")
    success_url = reverse_lazy("campaigns:speakers")
    success_message = _("The speaker is in the register.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "units": Unit.objects.permitted(self.request.user, self.permission)}

    def get_initial(self):
        return {"unit": main_unit(self.request.user)}

    def perform(self, data):
        return add_speaker(by=self.request.user, at=now(), **data)


class SpeakerMixin:
    permission = MANAGE
    template_name = "campaigns/speaker_form.html"
    success_url = reverse_lazy("campaigns:speakers")

    def load(self):
        speakers = Speaker.objects.permitted(self.request.user, self.permission).select_related("unit")
        self.speaker = get_object_or_404(speakers, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        sent = SpeakerRequest.objects.permitted(self.request.user, "plans.view").standing().filter(speaker=self.speaker)
        sent = sent.select_related("plan__duty__unit").order_by("plan__planned_on")
        return super().get_context_data(speaker=self.speaker, sent=sent, **kwargs)


class SpeakerChange(SpeakerMixin, ServiceFormView):
    form_class = SpeakerChangeForm
    heading = _("Change the speaker")
    button = _("Save")
    success_message = _("The speaker is changed.")

    def get_initial(self):
        return {name: getattr(self.speaker, name) for name in ("version", "full_name", "level", "post", "phone")}

    def perform(self, data):
        return change_speaker(speaker=self.speaker, by=self.request.user, at=now(), **data)


class SpeakerRetire(SpeakerMixin, ServiceFormView):
    form_class = ConfirmForm
    heading = _("The speaker retires")
    button = _("Retire")
    explanation = _("A retired speaker is offered no more. The classes below then wait for somebody else.")
    success_message = _("The speaker has retired.")

    def perform(self, data):
        return retire_speaker(speaker=self.speaker, by=self.request.user, at=now())


class SpeakerBack(SpeakerMixin, ServiceFormView):
    form_class = ConfirmForm
    heading = _("The speaker serves again")
    button = _("Serve again")
    success_message = _("The speaker serves again.")

    def perform(self, data):
        return bring_speaker_back(speaker=self.speaker, by=self.request.user, at=now())
