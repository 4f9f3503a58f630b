"""Forms of weekly reports; what they ask is done by the services."""
from django import forms
from django.utils.translation import gettext_lazy as _

from documents.forms_of_numbers import NumberForm
from documents.models import Signer
from reports.extras import EXTRAS, STATISTICS
from reports.services.extras import PROPOSALS
from units.models import Unit
from units.screens.fields import CountField, DayField
from units.screens.forms import KeyedForm


class ConfirmForm(KeyedForm):
    pass


class CompileForm(KeyedForm):
    """Which week of the campaign, and whose report: the committee's or a base's own."""

    unit = forms.ModelChoiceField(label=_("Whose report"), queryset=Unit.objects.none(), empty_label=None)
    week = forms.ChoiceField(label=_("Week"))

    def __init__(self, *args, units, weeks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["week"].choices = weeks


class ParagraphForm(KeyedForm):
    text = forms.CharField(
        label=_("Text of the paragraph"), required=False, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Left empty, the paragraph is taken out of the report. A new line begins a new paragraph."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RestoreForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ExtrasForm(KeyedForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    codes = forms.MultipleChoiceField(
        label=_("Appendices printed beside the usual ones"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        # The statistics belong to a final report: they are no choice there.
        offered = [extra for extra in EXTRAS.values() if not (report.is_final and extra.code == STATISTICS)]
        self.fields["codes"].choices = [*((extra.code, extra.label) for extra in offered), (PROPOSALS, _("Proposals sent up"))]


class FinalForm(KeyedForm):
    """Whose final report, as of which moment."""

    unit = forms.ModelChoiceField(label=_("Whose report"), queryset=Unit.objects.none(), empty_label=None)
    day = DayField(label=_("Figures as of the day"))
    hour = forms.TimeField(label=_("Up to the hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    early = forms.BooleanField(
        label=_("Report before all stages are over"), required=False,
        help_text=_("The paper then says that the stages of the campaign were not over."),
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class IssueForm(NumberForm):
    """What the clerk wrote on the signed paper."""

    number = CountField(label=_("Number of the paper"), min_value=1, help_text=_("The number after the last one is offered."))
    issued_on = DayField(label=_("Day of issue"))
    signer = forms.ModelChoiceField(label=_("Signed by"), queryset=Signer.objects.none(), empty_label=None)
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ["number", "issued_on", "signer"]

    def __init__(self, *args, signers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["signer"].queryset = signers
