from django import forms
from django.utils.translation import gettext_lazy as _

from units.screens.forms import KeyedForm


class EraseForm(KeyedForm):
    decision = forms.CharField(label=_("Number of the decision"), max_length=60)
    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    despite_campaigns = forms.BooleanField(
        label=_("Erase although the member is to study in a running campaign; his name is then missing on its lists"), required=False
    )
    agreed = forms.BooleanField(label=_("I have read what goes and what stays. It cannot be taken back."))

    def __init__(self, *args, running, **kwargs):
        super().__init__(*args, **kwargs)
        if not running:
            del self.fields["despite_campaigns"]
