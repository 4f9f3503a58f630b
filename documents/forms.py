"""Forms of letterheads, signers and terms; what they say is judged by the services."""
from django import forms
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.screens.fields import CountField, DayField
from units.screens.forms import KeyedForm
from units.screens.picker import UnitField

CHANGES_FROM_HELP = _(
    "Leave empty to put a slip right. Where papers were already issued, give the day from which the new wording holds: "
    "the old papers keep the old one."
)


class LetterheadForm(KeyedForm):
    """The letterhead of an office, in the order in which it stands on the page."""

    superior_name = forms.CharField(
        label=_("Name of the superior"), max_length=200,
        help_text=_("First line on the left, printed in capitals, spelt as you type it."),
    )
    name = forms.CharField(
        label=_("Name of the body"), max_length=200,
        help_text=_("Second line on the left, in bold capitals."),
    )
    symbol = forms.CharField(
        label=_("Symbol of the body"), max_length=30, help_text=_("What follows the slash in the number of a paper."),
    )
    place = forms.CharField(
        label=_("Place of issue"), max_length=100, help_text=_("Stands before the date of a paper."),
    )
    prose_name = forms.CharField(
        label=_("Name in a sentence"), max_length=200, required=False,
        help_text=_("How a sentence names the body."),
    )
    organisation_name = forms.CharField(
        label=_("The organisation in a sentence"), max_length=100, required=False,
        help_text=_("How a sentence names the whole organisation."),
    )
    committee_name = forms.CharField(
        label=_("The committee in a sentence"), max_length=100, required=False,
        help_text=_("How a sentence names its committee."),
    )
    recipients = forms.CharField(
        label=_("Recipients"), required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, without dash and semicolon. The last one is where the paper is kept."),
    )

    prints_code = forms.BooleanField(
        label=_("Print a code on the first page that leads to the standing of the paper"), required=False,
        help_text=_(
            "Not part of the prescribed layout. It stands small in the bottom margin of the copy to sign and of the paper issued; whoever "
            "scans it and may see the paper reads whether it still holds."
        ),
    )

    def clean_recipients(self):
        lines = [line.strip() for line in self.cleaned_data["recipients"].splitlines()]
        return "\n".join(line for line in lines if line)


class LetterheadAddForm(LetterheadForm):
    unit = UnitField(queryset=Unit.objects.none(), label=_("Unit"))
    valid_from = DayField(
        label=_("Valid from"), required=False, help_text=_("Leave empty where it has always been so."),
    )

    field_order = ["unit", "superior_name", "name", "symbol", "place"]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class LetterheadChangeForm(LetterheadForm):
    changes_from = DayField(label=_("New wording from"), required=False, help_text=CHANGES_FROM_HELP)
    version = forms.IntegerField(widget=forms.HiddenInput)


class SignerForm(KeyedForm):
    authority = forms.CharField(
        label=_("Authority"), max_length=100,
        help_text=_("As the paper prints it: on behalf of, for, by order of, or the head alone."),
    )
    post = forms.CharField(
        label=_("Post"), max_length=100, required=False,
        help_text=_("Stands under the authority. Empty where the head signs in his own right."),
    )
    full_name = forms.CharField(
        label=_("Full name"), max_length=150, help_text=_("Without title or rank."),
    )
    position = CountField(
        label=_("Order"), initial=0, max_value=99, help_text=_("The smallest is offered first when a paper is issued."),
    )
    valid_from = DayField(label=_("Signs from"), required=False)


class SignerChangeForm(SignerForm):
    changes_from = DayField(label=_("New wording from"), required=False, help_text=CHANGES_FROM_HELP)
    version = forms.IntegerField(widget=forms.HiddenInput)


class EndForm(KeyedForm):
    """Until when a dated row holds."""

    valid_to = DayField(label=_("First day on which it no longer holds"))
    version = forms.IntegerField(widget=forms.HiddenInput)


class TermForm(KeyedForm):
    name = forms.CharField(label=_("Name of the term"), max_length=60, help_text=_("For example: 2015-2020."))
    starts_on = DayField(label=_("First day"), help_text=_("Numbers of papers begin again at 01 on this day."))
    ends_on = DayField(
        label=_("Until"), required=False,
        help_text=_("The first day of the next term. Leave empty while it runs."),
    )


class TermAddForm(TermForm):
    unit = UnitField(queryset=Unit.objects.none(), label=_("Unit"))

    field_order = ["unit"]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class TermChangeForm(TermForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReserveForm(KeyedForm):
    """Numbers that papers outside of the portal bear."""

    number = CountField(label=_("Number"), min_value=1, max_value=99_999)
    until = CountField(
        label=_("To number"), min_value=1, max_value=99_999, required=False,
        help_text=_("Leave empty for one number. For several in a row, give the last of them."),
    )
    what = forms.CharField(
        label=_("What it is"), max_length=200, help_text=_("For example: report on the first quarter, written in Word."),
    )
    issued_on = DayField(label=_("Issued on"))
