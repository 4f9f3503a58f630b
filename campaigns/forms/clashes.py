"""Fields of a planned class, and the tick with which a person accepts that two classes meet."""
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import DayPart
from units.screens.forms import KeyedForm


def part_field(*, required=True):
    choices = DayPart.choices if required else [*DayPart.choices, ("", _("not known yet"))]
    return forms.ChoiceField(label=_("Part of the day"), choices=choices, required=required, widget=forms.RadioSelect)


def place_field():
    return forms.CharField(label=_("Place"), max_length=200, required=False)


def clash_field():
    return forms.BooleanField(label=_("Keep it all the same"), required=False, widget=forms.HiddenInput)


class ClashForm(KeyedForm):
    """A form whose service may answer that something is taken: only then is there a tick to accept it."""

    def add_error(self, field, error):
        if field == "accept_clash":
            self.fields["accept_clash"].widget = forms.CheckboxInput()
        super().add_error(field, error)
