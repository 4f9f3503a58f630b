"""The form of a class: its facts once, and a part per unit."""
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.attendance import AttendanceForm, attendance_words, same_attendance
from campaigns.models import Audience, DayPart, Duty, Format, LoggedHow, RosterEntry, SessionKind, SpeakerLevel
from campaigns.progress import under_paths
from campaigns.services.sessions import rows_of
from units.screens.fields import DayField
from units.screens.forms import KeyedForm


class SessionForm(KeyedForm):
    """Facts of a class and, in `parts`, an AttendanceForm per unit. Cleaned data fits `record_session`."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    held_on = DayField(label=_("Day"))
    part = forms.ChoiceField(
        label=_("Part of the day"), choices=[*DayPart.choices, ("", _("at an hour"))], required=False, widget=forms.RadioSelect
    )
    hour = forms.TimeField(
        label=_("Hour"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=SessionKind.choices, initial=SessionKind.CLASS)
    format = forms.ChoiceField(label=_("Format"), choices=Format.choices, initial=Format.IN_PERSON)
    audience = forms.ChoiceField(label=_("Audience"), choices=Audience.choices, initial=Audience.MEMBERS)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    speakers = forms.CharField(label=_("Speakers"), max_length=300, required=False)
    speaker_level = forms.ChoiceField(
        label=_("Speakers' level"), choices=[("", "–"), *SpeakerLevel.choices], required=False
    )
    resolutions = forms.ModelMultipleChoiceField(
        label=_("Resolutions studied"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    logged_how = forms.ChoiceField(label=_("How the unit told it"), choices=LoggedHow.choices[1:4], required=False)
    logged_for = forms.CharField(label=_("Who told it"), max_length=150, required=False)
    attendance = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, campaign, duties, for_others=False, rows=(), kept_rows=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign, self.kept_rows = campaign, list(kept_rows)
        self.fields["resolutions"].queryset = campaign.resolutions.order_by("campaignresolution__position")
        if not for_others:
            del self.fields["logged_how"], self.fields["logged_for"]
        before = {row.unit.pk: row for row in rows}
        self.parts = [
            AttendanceForm(
                self.data if self.is_bound else None, prefix=f"u{duty.unit_id}", duty=duty, roster=roster,
                row=before.get(duty.unit_id),
            )
            for duty, roster in rosters_of(duties).items()
        ]

    def is_valid(self):
        return all([super().is_valid(), *(part.is_valid() for part in self.parts)])

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("part") and cleaned.get("hour") is None:
            self.add_error("part", _("Choose the part of the day, or type the hour."))
        if cleaned.get("part") and cleaned.get("hour") is not None:
            cleaned["part"] = ""
        return cleaned

    def content(self):
        content = super().content()
        content.pop("attendance", None)
        content["resolutions"] = list(content["resolutions"])
        content["rows"] = [*(part.cleaned_data["row"] for part in self.parts), *self.kept_rows]
        return content

    def differing_parts(self, current):
        """`(name, label, mine, theirs, inputs)` of the units whose rows differ from the class as it stands."""
        standing = {row.unit.pk: row for row in rows_of(current)}
        for part in self.parts:
            mine, theirs = part.cleaned_data["row"], standing.get(part.unit.pk)
            if theirs is not None and not same_attendance(mine, theirs):
                yield part.prefix, part.unit.name, attendance_words(mine), attendance_words(theirs), part.inputs_of(theirs)


def rosters_of(duties):
    """`{duty: [roster entries]}` of the duty and all below it, in people order; one query."""
    duties = list(duties)
    rosters = {duty: [] for duty in duties}
    entries = (
        RosterEntry.objects.filter(until=None, duty__in=_duties_below(duties))
        .select_related("member", "duty__unit").order_by("duty__path", "member__sort_key")
    )
    for entry in entries:
        for duty in duties:
            if entry.duty.path.startswith(duty.path):
                rosters[duty].append(entry)
    return rosters


def _duties_below(duties):
    campaign_id = duties[0].campaign_id if duties else None
    return Duty.objects.filter(under_paths([duty.path for duty in duties]), campaign=campaign_id)
