"""One essay: its pages, its steps, its formal checks, returning and undoing."""
import datetime

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from audit.models import Entry
from audit.record import record
from essays.forms.register import ChecksForm, ReturnForm, StepForm
from essays.models import Essay, EssayState
from essays.reviewing import standing_difference
from essays.screens.essay_papers import papers_of
from essays.services.marking import DAYS_TO_WRITE
from essays.services.register import CHECKS, note_checks, return_essay, undo_last_step
from lib.clock import local_day, now
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin
from units.scope import may


_SAME_READING = datetime.timedelta(minutes=10)


class EssayMixin:
    def load(self):
        essays = Essay.objects.permitted(self.request.user, self.permission)
        self.essay = get_object_or_404(essays.select_related("member__managed_by", "unit", "campaign"), pk=self.kwargs["pk"])
        self.duty = self.essay.campaign.duties.filter(unit=self.essay.unit).order_by("pk").last()

    def get_context_data(self, **kwargs):
        return super().get_context_data(essay=self.essay, duty=self.duty, campaign=self.essay.campaign, **kwargs)

    def get_success_url(self):
        return reverse("essays:essay", args=[self.essay.pk])

    def note_reading(self):
        if not may(self.request.user, "names.view", self.essay.unit):
            record("essays.essay.read", self.essay, by=self.request.user, card=self.essay.member.card_number)


class EssayPage(EssayMixin, PermittedMixin, TemplateView):
    """An essay is a person's: read by those who handle names, each look above the base recorded."""

    permission = "names.handle"
    template_name = "essays/essay.html"

    def get(self, request, *args, **kwargs):
        if not self.goes_on_reading():
            self.note_reading()
        return super().get(request, *args, **kwargs)

    def goes_on_reading(self):
        """From one scanned page to the next is the same reading, and each picture is recorded anyway."""
        lately = Entry.objects.of_object(self.essay).filter(
            action="essays.essay.read", actor_id=self.request.user.pk, at__gte=now() - _SAME_READING
        )
        return "page" in self.request.GET and lately.exists()

    def get_context_data(self, **kwargs):
        essay = self.essay
        checks = [(Essay._meta.get_field(name).verbose_name, getattr(essay, name)) for name in CHECKS]
        is_open, user = essay.campaign.is_open, self.request.user
        may_mark = is_open and may(user, "essays.mark", essay.marking_unit)
        marked_above = essay.marking_unit != essay.unit and not may_mark
        return super().get_context_data(
            steps=essay.steps.filter(withdrawn_at=None).select_related("by"), checks=checks, may_mark=may_mark,
            difference=standing_difference(essay), marked_above=marked_above,
            may_take_back=may_mark or is_open and essay.state == EssayState.HANDED_IN and may(user, "essays.mark", essay.unit),
            may_return=may_mark and essay.state in (EssayState.HANDED_IN, EssayState.NOT_PASSED),
            **papers_of(essay, self.request), **kwargs,
        )


class EssayStepView(EssayMixin, ServiceFormView):
    permission = "essays.mark"
    template_name = "essays/step.html"
    heading = button = ""

    def get(self, request, *args, **kwargs):
        """The form names whose essay it is."""
        self.note_reading()
        return super().get(request, *args, **kwargs)


class EssayReturn(EssayStepView):
    form_class = ReturnForm
    heading = _("Return the essay")
    button = _("Return to be written again")
    success_message = _("The essay is returned.")

    def get_initial(self):
        today = local_day(now())
        return {"on": today, "due_on": today + DAYS_TO_WRITE}

    def perform(self, data):
        return return_essay(essay=self.essay, by=self.request.user, at=now(), **data)


class EssayChecks(EssayStepView):
    form_class = ChecksForm
    heading = _("Check the form of the essay")
    button = _("Save the checks")
    success_message = _("The checks are kept.")

    def get_initial(self):
        return {**self.current_values(self.essay), "version": self.essay.version}

    def current_values(self, row):
        words = {True: "yes", False: "no", None: ""}
        return {name: words[getattr(row, name)] for name in CHECKS}

    def perform(self, data):
        return note_checks(essay=self.essay, by=self.request.user, **data)


class EssayUndo(EssayStepView):
    form_class = StepForm
    heading = _("Take the last step back")
    button = _("Take back")
    success_message = _("The last step is taken back.")

    def get_initial(self):
        return {"version": self.essay.version}

    def perform(self, data):
        return undo_last_step(essay=self.essay, by=self.request.user, at=now(), **data)

    def get_success_url_for(self, essay):
        return self.get_success_url() if essay else reverse("essays:register", args=[self.duty.pk])
