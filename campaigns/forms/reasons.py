from django import forms
from django.utils.translation import gettext_lazy as _

from units.screens.forms import KeyedForm


class ReasonForm(KeyedForm):
    text = forms.CharField(label=_("Reason for delay"), max_length=200)
    position = forms.IntegerField(
        label=_("Place in the list"), min_value=0, max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}), help_text=_("The list begins with the lowest number."),
    )


class ReasonChangeForm(ReasonForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    offered = forms.BooleanField(
        label=_("Offer it as a choice"), required=False,
        help_text=_("Plans that name this reason keep it as it is written there."),
    )
