"""Filters of the list of units in a campaign."""
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.progress import with_some_held_below
from lib.vietnamese import fold
from units.models import UnitBlock
from units.screens.lists import FilterForm


class Show:
    NOT_HELD = ""
    HELD = "held"
    ALL = "all"
    CHOICES = [(NOT_HELD, _("not yet held")), (HELD, _("held")), (ALL, _("all units"))]


class OutstandingFilter(FilterForm):
    """`at`: the moment the list speaks of; `above`: the duty whose units are listed (None: the committee's)."""

    q = forms.CharField(label=_("Unit or code"), max_length=100)
    show = forms.ChoiceField(label=_("Which units"), choices=Show.CHOICES)
    block = forms.ModelChoiceField(label=_("Block"), queryset=UnitBlock.objects.all(), empty_label=_("all blocks"))
    planned = forms.ChoiceField(
        label=_("Planned day"), choices=[("", _("with or without")), ("yes", _("with a planned day")), ("no", _("without a planned day"))]
    )
    progress = forms.ChoiceField(
        label=_("Cells"), choices=[("", _("any")), ("some", _("some cells have held")), ("none", _("no cell has held"))]
    )
    above = forms.CharField(widget=forms.HiddenInput)
    as_of = forms.DateTimeField(
        label=_("As of"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"],
    )

    def __init__(self, *args, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = at

    def narrow(self, rows):
        said = self.cleaned_data
        if text := fold(said.get("q") or ""):
            rows = rows.filter(Q(unit__search_text__contains=text) | Q(unit__code__istartswith=said["q"].strip()))
        if said.get("block"):
            rows = rows.filter(unit__block=said["block"])
        if said.get("planned"):
            rows = rows.filter(has_plan=said["planned"] == "yes")
        if said.get("progress"):
            rows = with_some_held_below(rows, self.at).filter(in_progress=said["progress"] == "some")
        return self._by_state(rows, said.get("show"))

    def _by_state(self, rows, show):
        if show == Show.HELD:
            return rows.held_by(self.at)
        return rows if show == Show.ALL else rows.not_held_by(self.at)
