from django import forms
from django.utils.translation import gettext_lazy as _

from units.screens.forms import KeyedForm


class RuleForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    # The days whose effect was shown: sent again with the same days, the shorter time is meant.
    agreed = forms.IntegerField(widget=forms.HiddenInput, required=False)
    days = forms.IntegerField(label=_("Days kept"), min_value=1)
    basis = forms.CharField(
        label=_("Why so long"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The law, the plan or the decision it rests on. Whoever inspects reads it."),
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].help_text = _("Between %(least)s and %(most)s days.") % {"least": kind.least, "most": kind.most}
