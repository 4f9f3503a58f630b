"""Incidents with personal data: the list, the form, the clock, the draft of the report."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from campaigns.forms.campaigns import ConfirmForm
from documents.models import IssuingBody
from lib.clock import now, today
from privacy.due import clock_state, clock_words
from privacy.forms.incidents import CloseIncidentForm, IncidentChangeForm, IncidentForm, TickForm
from privacy.models import Incident, IncidentTask, ResponsiblePerson
from privacy.services.incidents import add_incident, change_incident, close_incident, reopen_incident, tick_incident
from units.scope import main_unit
from units.screens.forms import ServiceFormView
from units.screens.lists import ListScreen
from units.screens.permitted import PermittedMixin

HANDLE = "privacy.incidents"


class IncidentList(ListScreen):
    permission = HANDLE
    template_name = "privacy/incidents.html"

    def rows(self):
        return Incident.objects.permitted(self.request.user, self.permission).select_related("unit").open_first()

    def present(self, rows):
        at = now()
        return [(row, clock_state(row, at=at), clock_words(row, at=at)) for row in rows]


class IncidentAdd(ServiceFormView):
    permission = HANDLE
    template_name = "privacy/incident_form.html"
    form_class = IncidentForm
    heading = _("Take down an incident")
    button = _("Save")
    success_message = _("The incident is taken down; the 72 hours run. Go on with what is to be ticked.")

    def get_initial(self):
        at = localtime(now())
        return {"found_on": at.date(), "found_hour": at.time()}

    def perform(self, data):
        return add_incident(unit=main_unit(self.request.user), by=self.request.user, at=now(), **data)

    def get_success_url_for(self, row):
        return reverse("privacy:incident", args=[row.pk])


class IncidentMixin:
    permission = HANDLE

    def load(self):
        rows = Incident.objects.permitted(self.request.user, self.permission)
        self.row = get_object_or_404(rows.select_related("unit", "recorded_by"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        at = now()
        return super().get_context_data(
            row=self.row, clock=clock_words(self.row, at=at), clock_tone=clock_state(self.row, at=at), **kwargs
        )


class IncidentStepView(IncidentMixin, ServiceFormView):
    template_name = "privacy/incident_form.html"
    explanation = ""

    def get_success_url(self):
        return reverse("privacy:incident", args=[self.row.pk])

    def get_success_url_for(self, row):
        return self.get_success_url()


class IncidentPage(IncidentStepView):
    """The incident with its clock; what is done is ticked here."""

    template_name = "privacy/incident.html"
    form_class = TickForm
    success_message = _("What is done is noted.")

    def get_initial(self):
        return {**self.current_values(self.row), "version": self.row.version}

    def current_values(self, row):
        return {"tasks": [step.task for step in row.steps.filter(undone_at=None)]}

    @property
    def steps(self):
        return list(self.row.steps.filter(undone_at=None).select_related("by"))

    def get_context_data(self, **kwargs):
        steps = [(IncidentTask(step.task).label, step) for step in self.steps]
        return super().get_context_data(steps=steps, **kwargs)

    def perform(self, data):
        return tick_incident(row=self.row, by=self.request.user, at=now(), **data)


class IncidentChange(IncidentStepView):
    form_class = IncidentChangeForm
    heading = _("Complete the incident")
    button = _("Save")
    success_message = _("The incident is completed.")

    def get_initial(self):
        return self.current_values(self.row)

    def current_values(self, row):
        names = [name for name in IncidentChangeForm.base_fields if hasattr(row, name)]
        at = localtime(row.found_at)
        return {**{name: getattr(row, name) for name in names}, "found_on": at.date(), "found_hour": at.time()}

    def perform(self, data):
        return change_incident(row=self.row, by=self.request.user, at=now(), **data)


class IncidentClose(IncidentStepView):
    form_class = CloseIncidentForm
    heading = _("Close the incident")
    button = _("Close it")
    success_message = _("The incident is closed.")

    def perform(self, data):
        return close_incident(row=self.row, by=self.request.user, at=now(), **data)


class IncidentReopen(IncidentStepView):
    form_class = ConfirmForm
    heading = _("Open the incident again")
    explanation = _("Its outcome is taken out; what was ticked stays. The history keeps both.")
    button = _("Open again")
    success_message = _("The incident is open again.")

    def perform(self, data):
        return reopen_incident(row=self.row, by=self.request.user, at=now())


class IncidentPaper(IncidentMixin, PermittedMixin, TemplateView):
    """The report to the authority as a draft to print: what the law wants told, from what was taken down."""

    template_name = "privacy/incident_paper.html"

    def get_context_data(self, **kwargs):
        bodies = IssuingBody.objects.valid_on(today()).filter(unit__path__in=self.row.unit.lineage_paths())
        return super().get_context_data(
            body=bodies.order_by("-unit__path").first(), person=ResponsiblePerson.objects.nearest_above(self.row.unit),
            steps=[IncidentTask(step.task).label for step in self.row.steps.filter(undone_at=None)], today=today(), **kwargs,
        )
