"""The register of speakers; asking for one, sending one."""
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.forms.clashes import ClashForm, clash_field, part_field, place_field
from campaigns.models import SpeakerLevel
from lib.vietnamese import fold
from units.models import Unit
from units.screens.fields import DayField, PhoneField
from units.screens.forms import KeyedForm
from units.screens.lists import FilterForm
from units.screens.picker import UnitField

# A cell speaks for itself; the register holds those who are sent.
LEVELS = [(level.value, level.label) for level in SpeakerLevel if level != SpeakerLevel.OWN]


class SpeakerFilter(FilterForm):
    q = forms.CharField(label=_("Name or post"), max_length=100)
    level = forms.ChoiceField(label=_("Level"), choices=[("", _("all levels")), *LEVELS])
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("serving")), ("retired", _("retired")), ("all", _("all"))]
    )

    def narrow(self, rows):
        said = self.cleaned_data
        if text := fold(said.get("q") or ""):
            rows = rows.filter(Q(search_text__contains=text))
        if said.get("level"):
            rows = rows.filter(level=said["level"])
        if said.get("state") == "retired":
            return rows.exclude(retired_at=None)
        return rows if said.get("state") == "all" else rows.serving()


class SpeakerForm(KeyedForm):
    full_name = forms.CharField(label=_("Full name"), max_length=150, help_text=_("Without title or rank."))
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS, initial=SpeakerLevel.COMMITTEE)
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    phone = PhoneField(label=_("Telephone"), required=False)


class SpeakerAddForm(SpeakerForm):
    unit = UnitField(
        queryset=Unit.objects.none(), label=_("Unit"), help_text=_("Whose speaker it is: sent to this unit and all below it.")
    )

    field_order = ["full_name", "level", "post", "phone", "unit"]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class SpeakerChangeForm(SpeakerForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(ClashForm):
    """When, where and for what; it becomes the unit's plan. `version` is that of the plan."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    planned_on = DayField(label=_("Planned day"))
    part = part_field()
    place = place_field()
    accept_clash = clash_field()
    wish = forms.CharField(
        label=_("What you ask for"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The level of the speaker, the resolutions, other days that would do."),
    )


class AssignForm(ClashForm):
    """`choices`: `[(speaker id, words)]`, the free ones first."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    speaker = forms.ChoiceField(label=_("Speaker"), widget=forms.RadioSelect)
    accept_clash = clash_field()
    answer = forms.CharField(
        label=_("Word to the unit"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["speaker"].choices = choices


class RefuseForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("Answer to the unit"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance: no speaker is free that week; please choose a day of the week after."),
    )


class RequestStepForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
