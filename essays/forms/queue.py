"""Forms of the fix queue: one page, one step."""
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from essays.filing.reasons import BY_HAND, SET_ASIDE
from essays.models.sheets import MOST_PAGES
from essays.services.pages import KEEP_BOTH, REPLACE
from units.models import Member
from units.screens.fields import DayField
from units.screens.forms import KeyedForm

# The page that stands in the place is kept, this one is set aside.
KEEP_FIRST = "first"
_CHOICE = re.compile(r"(\d{1,12})-(\d{1,3})")


class ChoiceField(forms.CharField):
    """A member with the page proposed for him, as it was shown: "<member>-<page>"."""

    default_error_messages = {"required": _("Choose whose page it is."), "invalid": _("Choose whose page it is.")}

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.queryset = Member.objects.none()

    def clean(self, value):
        parts = _CHOICE.fullmatch(super().clean(value))
        member = self.queryset.filter(pk=parts[1]).first() if parts else None
        if member is None:
            raise ValidationError(self.error_messages["invalid"])
        return member, int(parts[2])


class AssignForm(KeyedForm):
    """Whose page it is; `essay_page` only where it is another one than proposed."""

    choice = ChoiceField(label=_("Whose page is it?"))
    essay_page = forms.IntegerField(
        label=_("Page of the essay"), required=False, min_value=1, max_value=MOST_PAGES,
        error_messages={
            "invalid": _("Type the page as a number."), "min_value": _("Pages count from %(limit_value)s."),
            "max_value": _("An essay has at most %(limit_value)s pages."),
        },
    )
    # Asked for only where the day of the batch will not do.
    on = DayField(
        label=_("Handed in on"), required=False, help_text=_("Only where the essay was handed in on another day than its batch."),
    )
    instead = forms.ChoiceField(required=False, choices=[(one, one) for one in (KEEP_FIRST, REPLACE, KEEP_BOTH)])

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["choice"].queryset = members

    def content(self):
        """`member`, `essay_page`, `on`, `instead`."""
        content = super().content()
        member, proposed = content.pop("choice")
        return {**content, "member": member, "essay_page": content["essay_page"] or proposed}


class SetAsideForm(KeyedForm):
    reason = forms.ChoiceField(
        label=_("Why"), choices=[(key, SET_ASIDE[key]) for key in BY_HAND],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Please choose a reason.")),
    )
    remark = forms.CharField(label=_("In your words"), max_length=200, required=False)


class TurnForm(KeyedForm):
    degrees = forms.TypedChoiceField(choices=[(degrees, degrees) for degrees in (90, 180, 270)], coerce=int)


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Name or card number"), max_length=100, required=False)
