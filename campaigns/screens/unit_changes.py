"""Screens of the officer for changes of the organisation; each shows its effect before it is made."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.forms.unit_changes import EndForm, MergeForm, MoveForm, SplitForm
from campaigns.screens.previewed import PreviewedChange
from campaigns.services import unit_changes
from campaigns.services.ledger import campaigns_concerned
from lib.clock import now, today
from units.models import Unit


class UnitStep(PreviewedChange):
    permission = "units.manage"
    template_name = "campaigns/unit_change.html"
    heading = ""
    explanation = ""
    button = _("See what changes")
    danger = False

    def load(self):
        self.places = Unit.objects.permitted(self.request.user, self.permission).existing_on(today())
        units = Unit.objects.permitted(self.request.user, self.permission).select_related("block")
        self.unit = get_object_or_404(units, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "unit": self.unit, "places": self.places}

    def get_context_data(self, **kwargs):
        return super().get_context_data(unit=self.unit, back=reverse("units:detail", args=[self.unit.pk]), **kwargs)

    def concerned(self, data):
        others = [data["above"]] if data.get("above") else data.get("others", [])
        return campaigns_concerned(units=[self.unit, *others])

    def get_success_url_for(self, unit):
        return reverse("units:detail", args=[unit.pk])


class UnitMove(UnitStep):
    form_class = MoveForm
    heading = _("Move the unit")
    explanation = _("The unit goes under another one, with its members and all units below it.")
    success_message = _("The unit is moved.")

    def perform(self, data):
        return unit_changes.move_unit(unit=self.unit, by=self.request.user, at=now(), **data)


class UnitMerge(UnitStep):
    form_class = MergeForm
    heading = _("Merge units")
    explanation = _("Members and units below go along; the merged units end on the day and stay in the history.")
    success_message = _("The units are merged.")

    def perform(self, data):
        who = {"unit": self.unit, "by": self.request.user, "at": now()}
        if data["code"]:
            return unit_changes.merge_into_new(**who, **data)
        return unit_changes.merge_units(**who, **{k: v for k, v in data.items() if k not in ("code", "name")})


class UnitSplit(UnitStep):
    form_class = SplitForm
    heading = _("Split the unit")
    explanation = _("A new unit is set up beside this one; choose who goes along. For more than two parts split again.")
    success_message = _("The unit is split.")

    def perform(self, data):
        return unit_changes.split_unit(unit=self.unit, by=self.request.user, at=now(), **data)


class UnitEnd(UnitStep):
    form_class = EndForm
    heading = _("End the unit")
    explanation = _("Only a unit in which nobody and nothing is left can end. It stays in the history and may be restored.")
    success_message = _("The unit has ended.")
    danger = True

    def perform(self, data):
        return unit_changes.end_unit(unit=self.unit, by=self.request.user, at=now(), **data)


class UnitRestore(UnitStep):
    form_class = EndForm
    heading = _("Restore the unit")
    explanation = _("The unit exists again; members who went elsewhere stay where they are.")
    success_message = _("The unit is restored.")

    def perform(self, data):
        return unit_changes.restore_unit(unit=self.unit, by=self.request.user, at=now(), **data)
