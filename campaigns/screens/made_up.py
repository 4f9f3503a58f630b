"""Absentees who made up: at a make-up class, at the conference, in another unit's class; and taking that back."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.record import record
from campaigns.forms.session_steps import ElsewhereForm, MadeUpForm, RestoreForm
from campaigns.models import Absence, Duty, MadeUpHow
from campaigns.services.make_up import absences_to_make_up, elsewhere_of, record_made_up, undo_made_up
from lib.clock import local_day, now
from units.screens.forms import ServiceFormView
from units.scope import may


class MakeUp(ServiceFormView):
    """Absentees of a unit who made up: at a make-up class, at the conference or in another unit's class."""

    permission = "sessions.log"
    form_class = MadeUpForm
    template_name = "campaigns/make_up.html"
    success_message = _("Recorded as made up.")

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])

    def get(self, request, *args, **kwargs):
        if not may(request.user, "names.view", self.duty.unit):
            record("campaigns.absences.read", self.duty, by=request.user, unit=self.duty.unit, of=self.duty.unit.name, code="")
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        ways = [(way.value, way.label) for way in MadeUpHow]
        absences = absences_to_make_up(self.duty.campaign, duty=self.duty)
        return {**super().get_form_kwargs(), "absences": absences, "ways": ways}

    def get_initial(self):
        wanted = Absence.objects.permitted(self.request.user, self.permission).filter(
            pk__in=[number for number in self.request.GET.getlist("absence") if number.isdigit()]
        )
        return {"on": local_day(now()), "how": MadeUpHow.MAKE_UP, "absences": [absence.pk for absence in wanted]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(duty=self.duty, campaign=self.duty.campaign, **kwargs)

    def perform(self, data):
        return record_made_up(by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return reverse("unit_page", args=[self.duty.unit_id])


class AbsenceStep(ServiceFormView):
    permission = "sessions.log"
    template_name = "campaigns/session_step.html"
    explanation = ""

    def load(self):
        absences = Absence.objects.permitted(self.request.user, self.permission)
        self.absence = get_object_or_404(
            absences.select_related("member", "attendance__unit", "attendance__session__campaign"), pk=self.kwargs["pk"]
        )
        self.session = self.absence.attendance.session

    def get_context_data(self, **kwargs):
        return super().get_context_data(session=self.session, campaign=self.session.campaign, **kwargs)

    def get_success_url(self):
        return reverse("campaigns:session", args=[self.session.pk])


class MadeUpElsewhere(AbsenceStep):
    """One tap on the class's page: the member studied at the conference or in another unit's class."""

    form_class = ElsewhereForm
    heading = _("Studied at the conference or elsewhere")
    button = _("Record as made up")
    success_message = _("Recorded as made up.")

    def get_initial(self):
        how, on = elsewhere_of(self.session.campaign, at=now())
        return {"how": how, "on": on}

    def perform(self, data):
        return record_made_up(absences=[self.absence], by=self.request.user, at=now(), **data)


class MakeUpUndo(AbsenceStep):
    form_class = RestoreForm
    heading = _("Take the make-up back")
    button = _("Take back")

    def perform(self, data):
        return undo_made_up(absence=self.absence, by=self.request.user)
