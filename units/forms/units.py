from django import forms
from django.utils.translation import gettext_lazy as _

from lib.clock import today
from units.models import Unit, UnitBlock, UnitKind
from units.screens.fields import DayField
from units.screens.forms import KeyedForm
from units.screens.picker import UnitField


class DatedForm(KeyedForm):
    """A step that holds from a day on, by a decision."""

    on = DayField(label=_("From the day"), initial=today)
    decision = forms.CharField(
        label=_("Number of the decision"), max_length=60, required=False, help_text=_("As on the paper: 12-QĐ/HU.")
    )


class UnitDataForm(KeyedForm):
    """What a unit is and whom to ring."""

    kind = forms.ChoiceField(label=_("Kind of unit"), choices=UnitKind.choices)
    kind_name = forms.CharField(
        label=_("Name of the kind on paper"), max_length=60, required=False,
        help_text=_("Only where your office names it otherwise than the list above."),
    )
    block = forms.ModelChoiceField(UnitBlock.objects.all(), label=_("Block"), required=False)
    secretary_name = forms.CharField(label=_("Secretary"), max_length=150, required=False)
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class UnitAddForm(UnitDataForm):
    above = UnitField(Unit.objects.none(), label=_("Directly below"))
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("As in the tracking workbook, for example 101-05; it stays for good.")
    )
    name = forms.CharField(label=_("Name"), max_length=250)
    valid_from = DayField(label=_("Set up on"), required=False, help_text=_("May stay empty for a unit of long standing."))
    decision = forms.CharField(label=_("Number of the decision"), max_length=60, required=False)

    field_order = ["form_key", "above", "code", "name", "kind", "kind_name", "block", "secretary_name", "phone"]

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["above"].queryset = places


class UnitChangeForm(UnitDataForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class UnitRenameForm(DatedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("New name"), max_length=250)

    field_order = ["form_key", "version", "name"]


class BlockForm(KeyedForm):
    name = forms.CharField(label=_("Block"), max_length=100)
    position = forms.IntegerField(
        label=_("Place on paper"), min_value=0, max_value=999, initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}), help_text=_("Lists and reports begin with the lowest number."),
    )


class BlockChangeForm(BlockForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
