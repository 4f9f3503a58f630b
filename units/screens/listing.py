"""All units of one's scope: as a list with filters, and as a tree."""
from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from lib.clock import today
from units.forms.filters import UnitFilters
from units.models import Unit
from units.scope import has_permission, main_unit, paths_permitted
from units.screens.lists import ListScreen, Sort
from units.screens.permitted import PermittedMixin
from units.screens.rows import UnitRow, unit_rows


class UnitList(ListScreen):
    permission = "units.view"
    template_name = "units/list.html"
    filter_form = UnitFilters
    sorts = {
        "paper": Sort(_("Order on paper"), "block__position", "code"),
        "code": Sort(_("Code"), "code"),
        "tree": Sort(_("Directly below"), "path"),
    }
    default_sort = "tree"

    def filter_kwargs(self):
        return {"own_unit": main_unit(self.request.user)}

    def rows(self):
        return Unit.objects.permitted(self.request.user, self.permission).select_related("block")

    def present(self, rows):
        return unit_rows(rows)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            may_manage=has_permission(user, "units.manage"), may_see_members=has_permission(user, "members.view"), **kwargs
        )


@dataclass(frozen=True)
class Branch:
    """A unit in the tree with those directly below it; `deeper_url` where more lies below than is shown."""

    row: UnitRow
    below: list
    deeper_url: str = ""


class UnitTree(PermittedMixin, TemplateView):
    """Two levels below a unit at a time; the rest one step further down."""

    permission = "units.view"
    template_name = "units/tree.html"
    levels = 2

    def load(self):
        user = self.request.user
        standing = Unit.objects.permitted(user, self.permission).existing_on(today()).select_related("block")
        if "pk" in self.kwargs:
            self.tops = [get_object_or_404(standing, pk=self.kwargs["pk"])]
        else:
            self.tops = list(standing.filter(path__in=paths_permitted(user, self.permission)).order_by("path"))
        self.standing = standing

    def get_context_data(self, **kwargs):
        user = self.request.user
        top = self.tops[0] if len(self.tops) == 1 else None
        above = Unit.objects.permitted(user, self.permission).above(top).exclude(pk=top.pk).order_by("path") if top else []
        return super().get_context_data(
            branches=[branch for top in self.tops for branch in self._branches(top)], top=top, above=above,
            may_manage=has_permission(user, "units.manage"), **kwargs,
        )

    def _branches(self, top):
        shown = list(self.standing.within(top).filter(depth__lte=top.depth + self.levels).in_paper_order())
        rows = dict(zip([unit.path for unit in shown], unit_rows(shown), strict=True))
        below = {}
        for unit in shown:
            below.setdefault(unit.path[: -unit.steplen], []).append(unit)
        return [self._branch(unit, rows, below, top) for unit in shown if unit.pk == top.pk]

    def _branch(self, unit, rows, below, top):
        is_cut = unit.depth == top.depth + self.levels and unit.numchild
        return Branch(
            row=rows[unit.path], below=[self._branch(child, rows, below, top) for child in below.get(unit.path, [])],
            deeper_url=reverse("units:tree_below", args=[unit.pk]) if is_cut else "",
        )
