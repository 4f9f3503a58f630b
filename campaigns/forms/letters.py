"""Forms of reminder letters."""
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models.letters import REQUEST_LENGTH
from documents.forms_of_numbers import NumberForm
from units.screens.fields import CountField, DayField
from units.screens.forms import KeyedForm


class LetterForm(KeyedForm):
    finish_by = DayField(label=_("To be held by"), help_text=_("The letter asks the units to have studied by this day."))
    one_each = forms.TypedChoiceField(
        label=_("Letters"), coerce=lambda value: value == "yes", initial="no", widget=forms.RadioSelect,
        choices=[("no", _("one letter with one number, the units listed in its annex")), ("yes", _("one letter to each unit, a number each"))],
    )


class VersionForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class RequestForm(VersionForm):
    finish_by = DayField(label=_("To be held by"), help_text=_("Words of yours that name the day are changed by you."))
    request = forms.CharField(
        label=_("What the letter asks for"), max_length=REQUEST_LENGTH, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("An empty line begins the next paragraph. It stands in every letter of the round."),
    )


class LetterIssueForm(NumberForm, VersionForm):
    number = CountField(label=_("Number of the paper"), min_value=1, help_text=_("Of several letters the first; the others follow it."))
    issued_on = DayField(label=_("Day of the letter"))
    signer = forms.ModelChoiceField(label=_("Signed by"), queryset=None, empty_label=None)

    field_order = ["number", "issued_on", "signer"]

    def __init__(self, *args, signers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = signers
