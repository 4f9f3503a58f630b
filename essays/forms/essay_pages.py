"""Forms about the scanned pages of an essay, and about who may look at them."""
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from essays.models.sheets import MOST_PAGES
from units.screens.fields import CountField, DayField
from units.screens.forms import KeyedForm


class PagesForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    pages = CountField(
        label=_("How many pages the essay has"), required=False, min_value=1, max_value=MOST_PAGES,
        help_text=_("Left empty: as many as were printed for the writer."),
        error_messages={"min_value": _("At least %(limit_value)s."), "max_value": _("An essay has at most %(limit_value)s pages.")},
    )


class GrantForm(KeyedForm):
    """Who may look, by which decision, from when until when. `inspectors`: those whose reach the unit lies in."""

    inspector = forms.ModelChoiceField(
        label=_("Inspector"), queryset=User.objects.none(), empty_label=_("Choose …"),
        error_messages={"required": _("Choose the inspector."), "invalid_choice": _("Choose the inspector.")},
    )
    decision = forms.CharField(
        label=_("Decision it rests on"), max_length=120, help_text=_("Number, day and issuing body, like “QĐ 15-QĐ/UBKT, 3/11/2026”.")
    )
    valid_from = DayField(label=_("From"))
    valid_to = DayField(label=_("Until"), help_text=_("The last day; on the day after, nothing can be opened any more."))

    def __init__(self, *args, inspectors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inspector"].queryset = inspectors
        self.fields["inspector"].label_from_instance = lambda user: user.full_name
