"""Members: the roster of a unit, a search over the whole scope, one member's card."""
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from audit.record import record
from units.forms.filters import MemberFilters, PeopleFilters
from units.models import Member, Unit
from units.scope import may
from units.screens.lists import ListScreen, PrivateSearchMixin, Sort
from units.screens.permitted import PermittedMixin
from units.screens.rows import member_rows, remarks_on


class NotedList(PrivateSearchMixin, ListScreen):
    """A list of people: that it was read, or searched, is kept. What was typed is not: it is somebody's name."""

    @transaction.atomic
    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs)

    def note(self, unit, state):
        if state.form.value("q"):
            record("units.members.searched", unit, by=self.request.user, unit=unit, unit_name=unit.name, found=state.total)
        elif state.total:
            record("units.members.read", unit, by=self.request.user, unit=unit, unit_name=unit.name)


class MemberList(NotedList):
    """Everybody on the roster of a unit and of the units below it."""

    permission = "members.view"
    template_name = "units/members.html"
    filter_form = MemberFilters
    sorts = {
        "name": Sort(_("Full name"), "sort_key", "card_number"),
        "card": Sort(_("Card number"), "card_number"),
        "unit": Sort(_("Unit"), "unit__path", "sort_key"),
    }
    default_sort = "unit"

    def load(self):
        units = Unit.objects.permitted(self.request.user, self.permission)
        self.unit = get_object_or_404(units, pk=self.kwargs["pk"])

    def rows(self):
        members = Member.objects.permitted(self.request.user, self.permission)
        return members.filter(unit__in=Unit.objects.within(self.unit)).select_related("unit")

    def present(self, rows):
        return member_rows(rows)

    def get_context_data(self, **kwargs):
        below = Unit.objects.below(self.unit).filter(valid_to=None).exists()
        may_manage = may(self.request.user, "members.manage", self.unit)
        context = super().get_context_data(
            unit=self.unit, has_below=below, one_unit=not below, may_add=may_manage and not below and not self.unit.is_ended, **kwargs
        )
        self.note(self.unit, context["state"])
        return context


class MemberSearch(NotedList):
    """Members by typed letters, wherever they are within the scope."""

    permission = "members.view"
    template_name = "units/member_search.html"
    filter_form = PeopleFilters
    sorts = {"name": Sort(_("Full name"), "sort_key", "card_number"), "unit": Sort(_("Unit"), "unit__path", "sort_key")}
    default_sort = "name"

    def rows(self):
        return Member.objects.permitted(self.request.user, self.permission).select_related("unit")

    def present(self, rows):
        return member_rows(rows)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        self.note(Unit.objects.permitted(self.request.user, self.permission).order_by("depth", "path").first(), context["state"])
        return context


class MemberCard(PermittedMixin, TemplateView):
    """One member's data; opening it is a reading that the audit keeps."""

    permission = "members.view"
    template_name = "units/member.html"

    def load(self):
        members = Member.objects.permitted(self.request.user, self.permission).select_related("unit", "managed_by")
        self.member = get_object_or_404(members, pk=self.kwargs["pk"])

    @transaction.atomic
    def get(self, request, *args, **kwargs):
        record("units.member.read", self.member, by=request.user, unit_name=self.member.unit.name)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        member = self.member
        return super().get_context_data(
            member=member, unit=member.unit, remarks=list(remarks_on(member)),
            changes=member.changes.select_related("from_unit", "to_unit").order_by("-on", "-pk"),
            may_manage=may(self.request.user, "members.manage", member.unit),
            may_see_looks=may(self.request.user, "audit.view_others", member.unit), **kwargs,
        )
