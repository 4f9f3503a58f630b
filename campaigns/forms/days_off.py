"""Days off that a committee enters itself."""
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import DayOffKind
from units.screens.fields import DayField
from units.screens.forms import KeyedForm


class DaysOffForm(KeyedForm):
    kind = forms.ChoiceField(label=_("These are"), choices=DayOffKind.choices, initial=DayOffKind.OFF, widget=forms.RadioSelect)
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("To"), required=False, help_text=_("Leave empty for one day."))
    name = forms.CharField(
        label=_("Occasion"), max_length=200, help_text=_("As the notice says: New Year holiday, working Saturday in exchange for 02/01.")
    )


class DaysOffChangeForm(DaysOffForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
