"""One unit: its data and dated history; set up, changed, renamed."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from lib.clock import now, today
from units.counts import members_with_below
from units.forms.units import UnitAddForm, UnitChangeForm, UnitRenameForm
from units.models import Unit
from units.scope import may
from units.screens.forms import ServiceFormView
from units.screens.lists import figure
from units.screens.permitted import PermittedMixin
from units.screens.rows import phone_link, step_rows, unit_rows
from units.services import add_unit, change_unit, rename_unit


class OfUnit(PermittedMixin):
    """Loads the unit named in the URL within the caller's scope."""

    def load(self):
        units = Unit.objects.permitted(self.request.user, self.permission).select_related("block", "succeeded_by")
        self.unit = get_object_or_404(units, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(unit=self.unit, **kwargs)

    def get_success_url(self):
        return reverse("units:detail", args=[self.unit.pk])


class UnitDetail(OfUnit, TemplateView):
    permission = "units.view"
    template_name = "units/detail.html"

    def get_context_data(self, **kwargs):
        user, unit = self.request.user, self.unit
        above = Unit.objects.permitted(user, self.permission).above(unit).exclude(pk=unit.pk).order_by("path")
        below = Unit.objects.directly_below(unit).existing_on(today()).select_related("block").in_paper_order()
        return super().get_context_data(
            above=list(above), below=unit_rows(below), members=figure(members_with_below([unit])[unit.path]),
            phone_link=phone_link(unit.phone), changes=step_rows(unit),
            former_names=unit.former_names.order_by("-valid_to"), may_manage=may(user, "units.manage", unit),
            may_see_members=may(user, "members.view", unit), may_have_members=not below, **kwargs,
        )


class UnitAdd(ServiceFormView):
    permission = "units.manage"
    template_name = "units/unit_form.html"
    form_class = UnitAddForm
    heading = _("New unit")
    button = _("Set up the unit")
    success_message = _("The unit is set up.")

    def load(self):
        self.places = Unit.objects.permitted(self.request.user, self.permission).existing_on(today())

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "places": self.places}

    def get_initial(self):
        above = self.request.GET.get("above", "")
        return {"above": self.places.filter(pk=above).first() if above.isdigit() else None}

    def perform(self, data):
        return add_unit(by=self.request.user, at=now(), **data)

    def get_success_url_for(self, unit):
        return reverse("units:detail", args=[unit.pk])


class UnitChange(OfUnit, ServiceFormView):
    permission = "units.manage"
    template_name = "units/unit_form.html"
    form_class = UnitChangeForm
    heading = _("Change the unit's data")
    button = _("Save")
    success_message = _("The unit's data are changed.")

    def get_initial(self):
        return {name: getattr(self.unit, name) for name in self.form_class.base_fields if name != "form_key"}

    def perform(self, data):
        return change_unit(unit=self.unit, by=self.request.user, at=now(), **data)


class UnitRename(OfUnit, ServiceFormView):
    permission = "units.manage"
    template_name = "units/unit_form.html"
    form_class = UnitRenameForm
    heading = _("Rename the unit")
    explanation = _("Papers of days before keep the old name; it stays in the unit's history.")
    button = _("Rename")
    success_message = _("The unit is renamed.")

    def get_initial(self):
        return {"name": self.unit.name, "version": self.unit.version, "on": today()}

    def perform(self, data):
        return rename_unit(unit=self.unit, by=self.request.user, at=now(), **data)
