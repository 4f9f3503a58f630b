"""The form of the marking desk: ticks, note and decision of one essay, sent together."""
from django import forms
from django.utils.translation import gettext_lazy as _

from essays.models import Essay
from essays.services.marking import PAPER, Decision
from essays.services.register import CHECKS
from units.screens.fields import DayField
from units.screens.forms import KeyedForm

WORDS = {True: "yes", False: "no", None: ""}
TICKS = (*CHECKS, *PAPER)


def label_of(name):
    return Essay._meta.get_field(name).verbose_name


def _tick(name):
    """Yes, no, or not looked at; what the hand-in said of the paper is always one of the two."""
    choices = [("yes", _("Yes")), ("no", _("No"))] + ([] if name in PAPER else [("", _("not looked at"))])
    return forms.TypedChoiceField(
        label=label_of(name), choices=choices, required=name in PAPER, widget=forms.RadioSelect,
        coerce=lambda value: value == "yes", empty_value=None,
    )


class DeskForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note on the form"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("About the form alone, never about opinions; the cell reads it too."),
    )
    on = DayField(label=_("Marked on"))
    reason = forms.CharField(
        label=_("What is to be written again?"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("About the form of the essay; its content is judged by people, not here."),
    )
    due_on = DayField(label=_("To be handed in again by"), required=False)
    decision = forms.ChoiceField(label=_("Result"), choices=Decision.choices, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in TICKS:
            self.fields[name] = _tick(name)

    def content(self):
        content = super().content()
        return {"form": {name: content.pop(name) for name in TICKS}, **content}

    @property
    def ticks(self):
        """`[(digit, field)]`: each tick has its key."""
        return [(digit, self[name]) for digit, name in enumerate(TICKS, 1)]
