from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essays.models import Essay, EssayState
from lib.vietnamese import fold
from units.screens.lists import FilterForm


class RegisterFilter(FilterForm):
    q = forms.CharField(label=_("Name or code"), max_length=100)
    above = forms.ChoiceField(label=_("Under"))
    unmarked = forms.BooleanField(label=_("Only with essays to mark"))
    # Which campaign is looked at goes along with every filter.
    campaign = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, campaign, bases, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["above"].choices = [("", _("all units")), *bases]

    def narrow(self, rows):
        if text := self.value("q"):
            rows = rows.filter(Q(unit__search_text__contains=fold(text)) | Q(unit__code__istartswith=text))
        if code := self.value("above"):
            rows = rows.filter(parent__unit__code=code)
        if self.value("unmarked"):
            waiting = Essay.objects.filter(campaign=self.campaign, state=EssayState.HANDED_IN)
            rows = rows.filter(unit__in=waiting.values("unit"))
        return rows
