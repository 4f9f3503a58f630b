from django import forms
from django.utils.translation import gettext_lazy as _

from units.screens.fields import PhoneField
from units.screens.forms import KeyedForm


class ResponsibleForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    full_name = forms.CharField(label=_("Full name"), max_length=150)
    office = forms.CharField(label=_("Post and office"), max_length=150)
    phone = PhoneField(label=_("Telephone"))
