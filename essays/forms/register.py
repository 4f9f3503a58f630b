"""Forms of the register: hand in and mark by list, return one, check the form of one."""
from django import forms
from django.utils.translation import gettext_lazy as _

from essays.models import Essay
from essays.services.register import CHECKS
from units.models import Member
from units.screens.fields import DayField
from units.screens.forms import KeyedForm


class HandInForm(KeyedForm):
    """Tick those who handed in. `members`: those who may."""

    members = forms.ModelMultipleChoiceField(label=_("Who handed in"), queryset=Member.objects.none(), widget=forms.CheckboxSelectMultiple)
    on = DayField(label=_("Handed in on"))
    handwritten = forms.BooleanField(label=_("All are handwritten"), required=False, initial=True)
    on_a4 = forms.BooleanField(label=_("All are on A4"), required=False, initial=True)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = members

    def content(self):
        content = super().content()
        return {**content, "members": list(content["members"])}


class MarkForm(KeyedForm):
    """Tick the essays read, and say how they are; none is ticked before somebody has read it."""

    essays = forms.ModelMultipleChoiceField(label=_("Already read"), queryset=Essay.objects.none(), widget=forms.CheckboxSelectMultiple)
    passed = forms.TypedChoiceField(
        label=_("Result"), choices=[("yes", _("passed")), ("no", _("not passed"))], coerce=lambda value: value == "yes",
        initial="yes", widget=forms.RadioSelect,
    )
    on = DayField(label=_("Marked on"))

    def __init__(self, *args, essays, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["essays"].queryset = essays
        self.fields["essays"].label_from_instance = _named

    def content(self):
        content = super().content()
        return {**content, "essays": list(content["essays"])}


def _named(essay):
    """Namesakes differ by their unit and the day."""
    return f"{essay.member.full_name} – {essay.unit.name}, {essay.handed_in_on:%d/%m/%Y}"


class ReturnForm(KeyedForm):
    reason = forms.CharField(
        label=_("What is to be written again?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("About the form of the essay; its content is judged by people, not here."),
    )
    on = DayField(label=_("Returned on"))
    due_on = DayField(label=_("To be handed in again by"), required=False)


class ChecksForm(KeyedForm):
    """The formal checks, each yes, no or not looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in CHECKS:
            self.fields[name] = forms.TypedChoiceField(
                label=Essay._meta.get_field(name).verbose_name, required=False, widget=forms.RadioSelect,
                choices=[("yes", _("Yes")), ("no", _("No")), ("", _("not looked at"))],
                coerce=lambda value: value == "yes", empty_value=None,
            )


class StepForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
