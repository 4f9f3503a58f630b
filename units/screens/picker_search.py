"""Answers the unit picker while one types, and walks down the tree."""
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from lib.clock import today
from units.models import Unit
from units.scope import paths_permitted
from units.screens.permitted import PermittedMixin
from units.screens.picker import MOST, choices_of, numbers_of
from units.search import units_matching


class UnitSearch(PermittedMixin, TemplateView):
    """Units by typed letters (`<field>-q`) or directly below one (`above`), as choices for the field named in `field`."""

    permission = "units.view"
    template_name = "components/unit_choices.html"

    def load(self):
        self.units = Unit.objects.permitted(self.request.user, self.permission).existing_on(today())
        above = self.request.GET.get("above", "")
        self.above = get_object_or_404(self.units, pk__in=numbers_of([above])) if above else None

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        walked = "above" in asked
        ticked, found = ([], list(self._walk())) if walked else self._search(asked.get("field", "unit"))
        shown = found if walked else found[:MOST]
        return super().get_context_data(
            choices=choices_of([*ticked, *shown], checked={unit.pk for unit in ticked}), more=len(found) > len(shown),
            name=asked.get("field", "unit"), kind="checkbox" if asked.get("multiple") else "radio",
            search_url=self.request.path, multiple=asked.get("multiple"), walked=walked, found=bool(found), **kwargs,
        )

    def _search(self, name):
        """What is ticked already stays; after it what the letters find."""
        keys = numbers_of(self.request.GET.getlist(name))
        ticked = list(self.units.filter(pk__in=keys)) if keys else []
        found = units_matching(self.units, self.request.GET.get(f"{name}-q", "")).exclude(pk__in=keys)
        return ticked, list(found.order_by("path")[: MOST + 1])

    def _walk(self):
        if self.above:
            return self.units.directly_below(self.above)
        return self.units.filter(path__in=paths_permitted(self.request.user, self.permission))
