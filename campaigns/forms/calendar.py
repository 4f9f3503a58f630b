"""What the calendar of planned classes shows."""
import datetime

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import RequestState, Speaker
from lib.vietnamese import fold
from units.screens.fields import DayField
from units.screens.lists import FilterForm

WEEKS = [("", _("four weeks")), ("1", _("one week")), ("2", _("two weeks")), ("8", _("eight weeks"))]


class CalendarFilter(FilterForm):
    """`first`: the day the calendar begins with where none is chosen; `speakers`: those the reader may filter by."""

    q = forms.CharField(label=_("Unit or code"), max_length=100)
    place = forms.CharField(label=_("Place"), max_length=100)
    speaker = forms.ModelChoiceField(label=_("Speaker"), queryset=Speaker.objects.none(), empty_label=_("all speakers"))
    start = DayField(label=_("From"))
    weeks = forms.ChoiceField(label=_("How long"), choices=WEEKS)

    def __init__(self, *args, first, speakers, **kwargs):
        super().__init__(*args, **kwargs)
        self.first = first
        self.fields["speaker"].queryset = speakers

    @property
    def days(self):
        """`(first day, last day)`."""
        start = self.value("start") or self.first
        return start, start + datetime.timedelta(days=7 * int(self.value("weeks") or 4) - 1)

    def narrow(self, rows):
        said = self.cleaned_data
        rows = rows.filter(planned_on__range=self.days)
        if text := fold(said.get("q") or ""):
            rows = rows.filter(Q(duty__unit__search_text__contains=text) | Q(duty__unit__code__istartswith=said["q"].strip()))
        if said.get("place"):
            rows = rows.filter(place__icontains=said["place"].strip())
        if said.get("speaker"):
            sent = {"speaker_requests__speaker": said["speaker"], "speaker_requests__state": RequestState.ASSIGNED}
            rows = rows.filter(**sent)
        return rows
