"""The attendance list of a planned class: names to sign, before there is a class whose code it could bear."""
from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from campaigns.models import Duty
from campaigns.planned import companions_of
from campaigns.words import slot_words
from documents.screens.answers import pdf_answer
from essays.printing import labels
from essays.printing.class_lists import draw_planned_lists
from units.scope import may
from units.screens.forms import KeyedForm
from units.screens.permitted import PermittedMixin


class PlannedListForm(KeyedForm):
    units = forms.TypedMultipleChoiceField(label=_("Units that come"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = choices


class PlannedList(PermittedMixin, FormView):
    """POST, because it takes names out and is recorded."""

    permission = "names.print"
    template_name = "essays/planned_list.html"
    form_class = PlannedListForm

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign__unit", "plan")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])
        plan = getattr(self.duty, "plan", None)
        self.plan = plan if plan and plan.planned_on else None
        # Of a joint class, the units one may log a class for.
        others = companions_of(self.plan) if self.plan else []
        self.plans = [self.plan, *(one for one in others if may(self.request.user, self.permission, one.duty.unit))] if self.plan else []

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "choices": [(plan.duty.unit_id, plan.duty.unit.name) for plan in self.plans]}

    def get_initial(self):
        return {"units": [plan.duty.unit_id for plan in self.plans]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            duty=self.duty, plan=self.plan, when=slot_words(self.plan) if self.plan else "", **kwargs
        )

    def form_valid(self, form):
        units = [plan.duty.unit for plan in self.plans if plan.duty.unit_id in form.cleaned_data["units"]]
        content = draw_planned_lists(plan=self.plan, units=units, by=self.request.user)
        return pdf_answer(content, labels.ATTENDANCE.format(code=f"{self.plan.planned_on:%d-%m-%Y}"), attached=True)
