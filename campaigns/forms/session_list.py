from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Format, SessionKind
from lib.vietnamese import fold
from units.screens.lists import FilterForm


class SessionFilter(FilterForm):
    q = forms.CharField(label=_("Unit, place or code"), max_length=100)
    campaign = forms.ModelChoiceField(label=_("Campaign"), queryset=Campaign.objects.none(), empty_label=_("all campaigns"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("all kinds")), *SessionKind.choices])
    format = forms.ChoiceField(label=_("Format"), choices=[("", _("all formats")), *Format.choices])
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("standing")), ("withdrawn", _("withdrawn")), ("asked", _("the unit is asked to check")), ("all", _("all"))],
    )

    def __init__(self, *args, campaigns, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns

    def narrow(self, rows):
        said = self.cleaned_data
        for name in ("campaign", "kind", "format"):
            if said.get(name):
                rows = rows.filter(**{name: said[name]})
        if text := said.get("q"):
            rows = rows.filter(
                Q(host__search_text__contains=fold(text)) | Q(place__icontains=text) | Q(code__istartswith=text)
            )
        return self._by_state(rows, said.get("state"))

    @staticmethod
    def _by_state(rows, state):
        if state == "withdrawn":
            return rows.exclude(withdrawn_at=None)
        if state == "asked":
            return rows.standing().filter(check_asked_at__isnull=False, check_answered_at=None)
        return rows if state == "all" else rows.standing()
