"""Forms of the chasing desk."""
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from campaigns.chasing import Place
from campaigns.models import EscalationStep, Rung
from lib.vietnamese import fold
from units.models import UnitBlock
from units.screens.fields import DayField
from units.screens.forms import KeyedForm
from units.screens.lists import FilterForm

ALL = "all"


class DeskFilter(FilterForm):
    """`place` empty: to be called today; "all": the whole list of the report. `reasons`: those in use."""

    q = forms.CharField(label=_("Unit or code"), max_length=100)
    block = forms.ModelChoiceField(label=_("Block"), queryset=UnitBlock.objects.all(), empty_label=_("all blocks"))
    reason = forms.ChoiceField(label=_("Reason for delay"), choices=[])
    rung = forms.ChoiceField(label=_("The ladder proposes"), choices=[("", _("anything or nothing")), *Rung.choices])
    place = forms.ChoiceField(choices=[*Place.choices, (ALL, _("all units not held"))], widget=forms.HiddenInput)
    unit = forms.CharField(max_length=40, widget=forms.HiddenInput)
    above = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, reasons, place=Place.TO_CALL, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", _("any")), ("-", _("no reason given")), *((text, text) for text in reasons)]
        self.default_place = place

    @property
    def part(self):
        """The part of the desk asked for; a single unit is found wherever it is."""
        return self.value("place") or (ALL if self.value("unit") else self.default_place)

    def narrow(self, rows):
        if self.part != ALL:
            rows = rows.filter(place=self.part)
        return self.narrow_all(rows)

    def narrow_all(self, rows):
        if text := fold(self.value("q") or ""):
            rows = rows.filter(Q(unit__search_text__contains=text) | Q(unit__code__istartswith=self.value("q").strip()))
        if self.value("unit"):
            rows = rows.filter(unit__code=self.value("unit"))
        if self.value("block"):
            rows = rows.filter(unit__block=self.value("block"))
        if self.value("reason") == "-":
            rows = rows.filter(Q(plan=None) | Q(plan__delay_reason=""))
        elif self.value("reason"):
            rows = rows.filter(plan__delay_reason=self.value("reason"))
        if self.value("rung"):
            steps = EscalationStep.objects.unanswered().filter(rung=self.value("rung"))
            rows = rows.filter(Exists(steps.filter(Q(duty=OuterRef("pk")) | Q(duty__parent=OuterRef("pk")))))
        return rows


class CallForm(KeyedForm):
    """What came of a call; the two buttons are its first field."""

    outcome = forms.ChoiceField(choices=[("reached", ""), ("not_reached", ""), ("messaged", "")], widget=forms.HiddenInput)
    promised_on = DayField(label=_("Promised day"), required=False)
    reason = forms.ChoiceField(label=_("Reason for delay"), required=False, choices=[])
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    last_seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, reasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", _("as before")), *((text, text) for text in reasons)]


class LadderForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    unit_grace = forms.IntegerField(label=_("Remind the unit: days past the deadline"), min_value=1, max_value=60)
    base_grace = forms.IntegerField(label=_("Tell the base above a cell: days after that"), min_value=1, max_value=60)
    committee_grace = forms.IntegerField(label=_("Tell the standing committee: days after that"), min_value=1, max_value=60)
