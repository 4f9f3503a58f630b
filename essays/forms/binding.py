from django import forms
from django.utils.translation import gettext_lazy as _

from essays.binding.job import EACH, ONE_FILE
from units.screens.forms import KeyedForm


class BindForm(KeyedForm):
    form = forms.ChoiceField(
        label=_("How do you want them?"), widget=forms.RadioSelect, initial=ONE_FILE,
        choices=[(ONE_FILE, _("one PDF, in the order of names")), (EACH, _("a ZIP with a PDF for each writer"))],
    )
