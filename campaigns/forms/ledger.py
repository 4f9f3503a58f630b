from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import ChangeKind
from lib.clock import today
from lib.vietnamese import fold
from units.models import Unit
from units.screens.fields import DayField
from units.screens.forms import KeyedForm
from units.screens.lists import FilterForm
from units.screens.picker import UnitField


class LedgerFilters(FilterForm):
    q = forms.CharField(label=_("Unit"), max_length=100)
    kind = forms.ChoiceField(label=_("What changed"), choices=[("", _("all changes")), *ChangeKind.choices])
    since = DayField(label=_("From the day"))
    until = DayField(label=_("Up to the day"))

    def narrow(self, rows):
        for word in fold(self.value("q") or "").split():
            rows = rows.filter(duty__unit__search_text__contains=word)
        if self.value("kind"):
            rows = rows.filter(kind=self.value("kind"))
        if self.value("since"):
            rows = rows.filter(effective_on__gte=self.value("since"))
        if self.value("until"):
            rows = rows.filter(effective_on__lte=self.value("until"))
        return rows


class LedgerStepForm(KeyedForm):
    on = DayField(label=_("From the day"), initial=today)
    reason = forms.CharField(label=_("Reason or number of the decision"), max_length=300)


class DutyAddForm(LedgerStepForm):
    unit = UnitField(Unit.objects.none(), label=_("Unit set up after the launch"))

    field_order = ["form_key", "unit"]

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = places
