from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lib.clock import today
from units.models import MemberKind, UnitBlock, UnitKind
from units.search import members_matching, units_matching
from units.screens.lists import FilterForm


class UnitFilters(FilterForm):
    STANDING = [("", _("existing")), ("ended", _("ended or merged")), ("all", _("all"))]

    q = forms.CharField(label=_("Name or code"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind of unit"), choices=[("", _("all kinds")), *UnitKind.choices])
    block = forms.ModelChoiceField(UnitBlock.objects.all(), label=_("Block"), empty_label=_("all blocks"))
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("all levels")), ("direct", _("directly below my unit")), ("lowest", _("cells only"))]
    )
    state = forms.ChoiceField(label=_("State"), choices=STANDING)

    def __init__(self, *args, own_unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_unit = own_unit

    def narrow(self, rows):
        day = today()
        standing = Q(valid_to=None) | Q(valid_to__gt=day)
        state = self.value("state")
        if state != "all":
            rows = rows.exclude(standing) if state == "ended" else rows.filter(standing)
        if self.value("kind"):
            rows = rows.filter(kind=self.value("kind"))
        if self.value("block"):
            rows = rows.filter(block=self.value("block"))
        if self.value("level") == "lowest":
            rows = rows.filter(kind__in=[UnitKind.CELL, UnitKind.BASE_CELL])
        if self.value("level") == "direct" and self.own_unit:
            rows = rows.filter(depth=self.own_unit.depth + 1)
        return units_matching(rows, self.value("q") or "")


class MemberFilters(FilterForm):
    """Names of people stay out of the URL."""

    private = ("q",)

    q = forms.CharField(label=_("Name or card number"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind of member"), choices=[("", _("all kinds")), *MemberKind.choices])
    duty = forms.ChoiceField(
        label=_("Study"),
        choices=[("", _("everybody")), ("studies", _("to study")), ("exempt", _("exempt from Party activity")),
                 ("no_essay", _("exempt from the essay"))],
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("on the roster")), ("left", _("left or died")), ("all", _("all"))])

    def narrow(self, rows):
        state = self.value("state")
        if state != "all":
            rows = rows.exclude(left_on=None) if state == "left" else rows.present()
        if self.value("kind"):
            rows = rows.filter(kind=self.value("kind"))
        duty = self.value("duty")
        if duty == "no_essay":
            rows = rows.filter(exempt_from_essay=True)
        elif duty:
            rows = rows.filter(exempt_from_activity=duty == "exempt")
        return members_matching(rows, self.value("q") or "")


class PeopleFilters(MemberFilters):
    """The same over a whole subtree; without letters nobody is shown."""

    def narrow(self, rows):
        return super().narrow(rows) if self.value("q") else rows.none()
