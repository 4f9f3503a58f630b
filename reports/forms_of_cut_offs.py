"""What is asked about the cut-off of one week."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from units.screens.fields import DayField
from units.screens.forms import KeyedForm

OTHER = "other"


class CutOffForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=_("Cut-off of this week"), widget=forms.RadioSelect,
        choices=[(OTHER, _("at the moment below")), ("usual", _("as in other weeks"))],
    )
    day = DayField(label=_("Day"), required=False)
    hour = forms.TimeField(label=_("Hour of the cut-off"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def clean(self):
        data = super().clean()
        if data.get("choice") == OTHER:
            missing = {name for name in ("day", "hour") if not data.get(name) and name not in self.errors}
            if missing:
                raise ValidationError({name: _("Say the day and the hour.") for name in missing})
        return data
