from django import forms
from django.utils.translation import gettext_lazy as _

from lib.clock import today
from units.forms.units import DatedForm
from units.models import MemberKind, Unit
from units.screens.fields import DayField
from units.screens.forms import KeyedForm
from units.screens.picker import UnitField


class MemberForm(KeyedForm):
    """A roster row, the least that the work needs."""

    full_name = forms.CharField(label=_("Full name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    card_number = forms.CharField(
        label=_("Card number"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )
    born = forms.CharField(
        label=_("Born"), max_length=10, required=False, help_text=_("As far as it is known: 1961, 05/1985 or 19/05/1985.")
    )
    kind = forms.ChoiceField(label=_("Kind of member"), choices=MemberKind.choices)
    exempt_from_activity = forms.BooleanField(label=_("Exempt from Party activity"), required=False)
    exempt_from_essay = forms.BooleanField(label=_("Exempt from the essay"), required=False)
    exemption_decision = forms.CharField(
        label=_("Number of the decision on the exemption"), max_length=60, required=False,
        help_text=_("Only the number; no reason is written down."),
    )
    managed_by = forms.ModelChoiceField(
        label=_("Managed by"), queryset=Unit.objects.none(), required=False, empty_label=_("his own cell"),
        help_text=_("The committee that manages a cadre marks his essay; all others are marked by their cell."),
    )

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["managed_by"].queryset = Unit.objects.above(unit).exclude(pk=unit.pk).order_by("-depth")


class MemberAddForm(MemberForm):
    on = DayField(label=_("On the roster from"), initial=today)


class MemberChangeForm(MemberForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(
        label=_("An exemption holds from"), initial=today, help_text=_("Only an exemption changes the running campaigns.")
    )


class TransferForm(DatedForm):
    to_unit = UnitField(Unit.objects.none(), label=_("To the unit"))

    field_order = ["form_key", "to_unit"]

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].queryset = places


class DeathForm(KeyedForm):
    on = DayField(label=_("On the day"), initial=today)
