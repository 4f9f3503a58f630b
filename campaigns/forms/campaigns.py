"""Forms of campaigns and resolutions."""
import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.forms.clashes import ClashForm, clash_field, part_field, place_field
from campaigns.models import ReminderWay, Resolution, Weekday
from files.forms import UploadField
from units.screens.fields import DayField
from units.screens.forms import KeyedForm


DAYS = ("starts_on", "ends_on", "plan_due_on", "study_due_on", "essay_due_on", "marking_due_on", "report_due_on")
_YEAR = datetime.timedelta(days=365)


def day_field(label, *, required=True, help_text=""):
    return DayField(label=label, required=required, help_text=help_text)


def _day_of(field):
    """The day in a field, typed or given; None where it is empty or none."""
    try:
        return field.field.clean(field.value() or None)
    except ValidationError:
        return None


class CampaignForm(KeyedForm):
    """A campaign with the deadline of every stage. `committee` is the unit whose resolutions are offered."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    code = forms.CharField(label=_("Code"), max_length=40, help_text=_("Short, for lists and files: TW6-XII."))
    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    basis = forms.CharField(
        label=_("Document it rests on"), max_length=300, required=False,
        help_text=_("As the report will quote it: number, day and who issued it."),
    )
    resolutions = forms.ModelMultipleChoiceField(
        label=_("Resolutions"), queryset=Resolution.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    starts_on = day_field(_("From"))
    ends_on = day_field(_("To"))
    plan_due_on = day_field(_("Plans due on"), required=False)
    study_due_on = day_field(_("Study due on"), help_text=_("Nobody is called late before the end of this day."))
    essay_due_on = day_field(_("Essays due on"), required=False)
    marking_due_on = day_field(_("Marking due on"), required=False)
    report_due_on = day_field(_("Reports of units due on"), required=False)
    cut_off_weekday = forms.TypedChoiceField(label=_("Day of the weekly cut-off"), choices=Weekday.choices, coerce=int, initial=5)
    cut_off_hour = forms.TimeField(
        label=_("Hour of the weekly cut-off"), initial="16:00", widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )

    def __init__(self, *args, committee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["resolutions"].queryset = Resolution.objects.filter(unit=committee)

    def period(self, today):
        """From the first to the last day in the fields as they stand; the year to come where there is none, two years at most."""
        days = [day for name in DAYS if (day := _day_of(self[name]))]
        first, last = (min(days), max(days)) if days else (today, today + _YEAR)
        return first, last if last - first <= 2 * _YEAR else first + 2 * _YEAR

    def content(self):
        content = super().content()
        content["resolutions"] = list(content["resolutions"])
        return content


class ResolutionForm(KeyedForm):
    symbol = forms.CharField(label=_("Number and symbol"), max_length=60, help_text="18-NQ/TW")
    title = forms.CharField(label=_("Abstract"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    issued_on = day_field(_("Issued on"), required=False)
    upload = UploadField(label=_("Document file"), required=False)


class ResolutionChangeForm(ResolutionForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(KeyedForm):
    """A step that asks nothing but to be meant."""


class PlanForm(ClashForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    planned_on = day_field(_("Planned day"), required=False, help_text=_("The day the unit means to study."))
    part = part_field(required=False)
    place = place_field()
    accept_clash = clash_field()
    delay_reason = forms.CharField(
        label=_("Reason for delay"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"list": "delay-reasons"}), help_text=_("Choose from the list or write your own."),
    )
    programme = forms.CharField(
        label=_("Action programme"), max_length=200, required=False, help_text=_("Number and day, as on the paper.")
    )
    upload = UploadField(label=_("Plan as a file"), required=False)
    programme_upload = UploadField(label=_("Action programme as a file"), required=False)


class ReminderForm(KeyedForm):
    way = forms.ChoiceField(
        label=_("Way"), choices=ReminderWay.choices, initial=ReminderWay.CALL, widget=forms.RadioSelect
    )
    reached = forms.TypedChoiceField(
        label=_("Was somebody reached?"), choices=[("yes", _("Yes")), ("no", _("No"))], coerce=lambda value: value == "yes",
        initial="yes", widget=forms.RadioSelect,
    )
    promised_on = day_field(_("Promised day"), required=False, help_text=_("It becomes the unit's planned day."))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
