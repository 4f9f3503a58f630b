from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from essays.models import Finding
from units.models import Unit
from units.screens.forms import KeyedForm


class DrawForm(KeyedForm):
    """`units`: those the user may draw below."""

    unit = forms.ModelChoiceField(label=_("Among the essays marked below"), queryset=Unit.objects.none(), empty_label=None)
    percent = forms.TypedChoiceField(
        label=_("How many of a hundred"), choices=[(n, f"{n} %") for n in range(5, 11)], coerce=int, initial=5
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class FindingForm(KeyedForm):
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    finding = forms.ChoiceField(label=_("What the second look finds"), choices=Finding.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note on the form"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever marked the essay reads it: about the form alone, never about opinions."),
    )

    def clean_seen(self):
        try:
            return parse_datetime(self.cleaned_data["seen"]) if self.cleaned_data["seen"] else None
        except ValueError:
            return None
