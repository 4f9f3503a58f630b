"""Forms of incidents."""
import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from lib.clock import at_hour
from privacy.models import DataKind, IncidentTask
from units.screens.fields import CountField, DayField
from units.screens.forms import KeyedForm


def _text(label, rows=3, **kwargs):
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class IncidentForm(KeyedForm):
    """As much as is known: the clock runs from the moment it was found, the rest may follow."""

    what = _text(_("What has happened"), help_text=_("Write no names here; how many people and which data is enough."))
    found_on = DayField(label=_("Found on"))
    found_hour = forms.TimeField(
        label=_("at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("The 72 hours run from this moment: when somebody in the office first knew of it."),
    )
    when_and_where = forms.CharField(label=_("When and where it happened, as far as known"), max_length=300, required=False)
    data_kinds = forms.MultipleChoiceField(label=_("Which data"), choices=DataKind.choices, widget=forms.CheckboxSelectMultiple)
    people = CountField(label=_("How many people, as far as known"), required=False)
    consequences = _text(_("What may come of it"), required=False)
    measures = _text(_("What was and will be done"), required=False)
    no_report_because = _text(
        _("Need not be reported, because"), rows=2, required=False,
        help_text=_("Only where it can harm nobody. Leave empty if in doubt; the clock goes on."),
    )

    def content(self):
        """Day and hour are one moment."""
        content = super().content()
        day, hour = content.pop("found_on"), content.pop("found_hour")
        return {**content, "found_at": at_hour(day, datetime.time(hour.hour, hour.minute))}


class IncidentChangeForm(IncidentForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class TickForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    tasks = forms.MultipleChoiceField(
        label=_("What is done"), choices=IncidentTask.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class CloseIncidentForm(KeyedForm):
    outcome = forms.CharField(
        label=_("How it ended"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the authority answered, and what is different now so that it does not happen again."),
    )
