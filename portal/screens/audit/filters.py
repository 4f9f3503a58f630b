import datetime

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import registered_actions
from lib.clock import start_of_day
from lib.vietnamese import fold
from units.screens.fields import DayField
from units.screens.lists import FilterForm

_ROOMS = {
    "campaigns": _("Campaigns and classes"), "essays": _("Essays"), "reports": _("Weekly reports"),
    "documents": _("Official papers"), "units": _("Units and members"), "files": _("Uploaded files"),
    "accounts": _("Accounts"), "jobs": _("Long work"), "portal": _("Tracking workbook"), "privacy": _("Personal data"),
}


class EntryFilter(FilterForm):
    """What the journal can be narrowed by; a search for a person stands in no URL."""

    private = ("who",)

    who = forms.CharField(label=_("Done by"), max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind of line"), choices=[("", _("all")), ("changes", _("changes")), ("readings", _("readings of personal data"))]
    )
    action = forms.ChoiceField(label=_("What was done"))
    since = DayField(label=_("From the day"))
    until = DayField(label=_("To the day"))
    # "campaigns.studysession:12": the history of one thing, from a link.
    about = forms.CharField(widget=forms.HiddenInput, max_length=130)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("all")), *_grouped_actions()]

    def narrow(self, entries):
        for word in fold(self.value("who") or "").split():
            found = User.objects.filter(search_text__contains=word).values("pk")
            entries = entries.filter(Q(actor_id__in=found) | Q(actor_name__icontains=word))
        if kind := self.value("kind"):
            entries = entries.readings() if kind == "readings" else entries.changes()
        if action := self.value("action"):
            entries = entries.filter(action=action)
        if since := self.value("since"):
            entries = entries.filter(at__gte=start_of_day(since))
        if until := self.value("until"):
            entries = entries.filter(at__lt=start_of_day(until + datetime.timedelta(days=1)))
        object_type, _colon, object_id = (self.value("about") or "").partition(":")
        return entries.filter(object_type=object_type, object_id=object_id) if object_type else entries


def _grouped_actions():
    groups = {}
    for code, outline in registered_actions():
        groups.setdefault(code.split(".")[0], []).append((code, outline))
    return [(_ROOMS.get(room, room), actions) for room, actions in groups.items()]
