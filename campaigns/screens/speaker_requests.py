"""A unit asks for a speaker; an officer sees who is free and sends one."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.speakers import AskForm, AssignForm, RefuseForm, RequestStepForm
from campaigns.models import Speaker, SpeakerRequest
from campaigns.models.speakers import STANDING
from campaigns.planned import clashes_between, planned_classes, slot_of, speaker_of
from campaigns.screens.plans import PlanFormView
from campaigns.services.speaker_requests import ask_for_speaker, assign_speaker, refuse_request, withdraw_request
from campaigns.words import slot_words
from lib.clock import now
from units.scope import has_permission, may
from units.screens.forms import ServiceFormView


class SpeakerAsk(PlanFormView):
    permission = "plans.edit"
    form_class = AskForm
    template_name = "campaigns/speaker_ask.html"
    plan_fields = ("planned_on", "part", "place")
    success_message = gettext_lazy("The speaker is asked for. The answer will stand on the unit's page.")

    def perform(self, data):
        asked = ask_for_speaker(duty=self.duty, by=self.request.user, at=now(), **data)
        self.warn_of_day_off(data["planned_on"])
        return asked

    def current_values(self, row):
        return {**super().current_values(row), "wish": ""}


class RequestStep(ServiceFormView):
    """A step about one request. Back to where it was taken: the calendar of who answers, the page of the unit."""

    permission = "speakers.manage"
    template_name = "campaigns/speaker_step.html"
    form_class = RequestStepForm
    heading = ""
    button = ""

    def load(self):
        requests = SpeakerRequest.objects.permitted(self.request.user, self.permission).filter(state__in=STANDING)
        self.speaker_request = get_object_or_404(
            requests.select_related("plan__duty__unit", "plan__duty__campaign__unit", "speaker", "asked_by"), pk=self.kwargs["pk"]
        )

    def get_initial(self):
        return {"version": self.speaker_request.version}

    def get_context_data(self, **kwargs):
        asked = self.speaker_request
        return super().get_context_data(
            asked=asked, plan=asked.plan, unit=asked.unit, when=slot_words(asked.plan), back=self.get_success_url(), **kwargs
        )

    def get_success_url(self):
        if has_permission(self.request.user, "speakers.manage"):
            return reverse("campaigns:calendar")
        return reverse("unit_page", args=[self.speaker_request.plan.duty.unit_id])


class RequestAssign(RequestStep):
    form_class = AssignForm
    template_name = "campaigns/speaker_assign.html"
    heading = gettext_lazy("Send a speaker")
    success_message = gettext_lazy("The speaker is sent. The unit sees it on its page.")

    @cached_property
    def speakers(self):
        """Those who may be sent to the unit, with what they do that day: `{id: (speaker, [words], is busy)}`, free ones first."""
        plan, user = self.speaker_request.plan, self.request.user
        offered = Speaker.objects.permitted(user, self.permission).serving().filter(unit__path__in=self.speaker_request.unit.lineage_paths())
        that_day = list(planned_classes().filter(planned_on=plan.planned_on).exclude(pk=plan.pk)) if plan.planned_on else []
        rows = [(one, *_day_of(one, plan, that_day, user)) for one in offered.in_order()]
        return {row[0].pk: row for row in sorted(rows, key=lambda row: row[2])}

    def get_form_kwargs(self):
        choices = [(pk, speaker_words(*row)) for pk, row in self.speakers.items()]
        return {**super().get_form_kwargs(), "choices": choices}

    def get_initial(self):
        return {**super().get_initial(), "speaker": self.speaker_request.speaker_id}

    def get_context_data(self, **kwargs):
        return super().get_context_data(speakers=self.speakers, **kwargs)

    def perform(self, data):
        speaker = self.speakers[int(data.pop("speaker"))][0]
        return assign_speaker(request=self.speaker_request, speaker=speaker, by=self.request.user, at=now(), **data)


def _day_of(speaker, plan, that_day, user):
    """`([words of his classes that day], whether one of them meets the plan)`."""
    his = [other for other in that_day if speaker_of(other) == speaker]
    mine = slot_of(plan, speaker)
    busy = any(True in clashes_between(mine, slot_of(other)) for other in his)
    return [", ".join(filter(None, [slot_words(other, day=False), name_for(user, other.duty.unit), other.place])) for other in his], busy


def name_for(user, unit):
    """The unit's name for who may see its plan."""
    return unit.name if may(user, "plans.view", unit) else _("another unit")


def speaker_words(speaker, day, busy):
    """"Nguyễn Văn A, trưởng ban (báo cáo viên cấp huyện) – bận: sáng, Chi bộ 3"."""
    name = ", ".join(filter(None, [speaker.full_name, speaker.post]))
    words = f"{name} ({speaker.get_level_display()})"
    if not day:
        return _("%(speaker)s – free that day") % {"speaker": words}
    said = _("%(speaker)s – busy: %(classes)s") if busy else _("%(speaker)s – that day also: %(classes)s")
    return said % {"speaker": words, "classes": "; ".join(day)}


class RequestRefuse(RequestStep):
    form_class = RefuseForm
    heading = gettext_lazy("Nobody is free")
    button = gettext_lazy("Send the answer")
    success_message = gettext_lazy("The answer stands on the unit's page.")

    def perform(self, data):
        return refuse_request(request=self.speaker_request, by=self.request.user, at=now(), **data)


class RequestWithdraw(RequestStep):
    permission = "plans.edit"
    heading = gettext_lazy("No speaker is needed any more")
    button = gettext_lazy("Take the request back")
    success_message = gettext_lazy("The request is taken back.")

    def perform(self, data):
        return withdraw_request(request=self.speaker_request, by=self.request.user, at=now(), **data)
