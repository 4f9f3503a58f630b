"""The number of a paper about to be issued."""
from django import forms
from django.utils.translation import gettext_lazy as _

from units.screens.forms import KeyedForm


class NumberForm(KeyedForm):
    """A form whose number may not follow the days of the book: only then is there a tick to accept it."""

    accept_order = forms.BooleanField(label=_("Issue it all the same"), required=False, widget=forms.HiddenInput)

    def add_error(self, field, error):
        if field == "accept_order":
            self.fields["accept_order"].widget = forms.CheckboxInput()
        super().add_error(field, error)
