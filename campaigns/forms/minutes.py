from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models.minutes import MOST_TEXT
from units.screens.forms import KeyedForm


def _hour(label):
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


def _text(label, help_text=""):
    return forms.CharField(
        label=label, max_length=MOST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 8}), help_text=help_text
    )


class MinutesForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    chair = forms.CharField(label=_("Chair of the meeting"), max_length=150)
    chair_post = forms.CharField(label=_("Post of the chair"), max_length=150, required=False)
    minute_taker = forms.CharField(label=_("Minute-taker"), max_length=150)
    begins_at = _hour(_("Begins at"))
    ends_at = _hour(_("Ends at"))
    discussion = _text(_("Discussion"), _("What was said, a line for each opinion. Empty where nobody objected."))
    conclusion = _text(_("Conclusion of the chair"))
