"""The form of a layout: one field for each setting, in the groups of the page."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from documents.layout_limits import LIMITS, SPELLINGS, WHOLE, check_limits
from units.screens.fields import CountField, DayField
from units.screens.forms import KeyedForm


class MeasureField(forms.CharField):
    """Millimetres or points, with a decimal comma or point."""

    default_error_messages = {"invalid": _("Enter a number, like 12 or 12,5.")}

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else value

    def clean(self, value):
        text = super().clean(value).replace(",", ".")
        try:
            number = float(text)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not 0 <= number < 1000:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(number) if number.is_integer() else number


def _label(limit):
    return _("%(label)s (%(unit)s)") % {"label": limit.label, "unit": limit.unit} if limit.unit else limit.label


class LayoutForm(KeyedForm):
    regulation = forms.CharField(
        label=_("Regulation"), max_length=200, help_text=_("The rule it follows, as its number and symbol."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, limit in LIMITS.items():
            self.fields[name] = (CountField if name in WHOLE else MeasureField)(label=_label(limit))
        for name, (label, choices) in SPELLINGS.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=any(key == "" for key, _label in choices) is False)

    def clean(self):
        data = super().clean()
        if all(name in data for name in LIMITS):
            check_limits(data)
        return data

    def values(self):
        """The settings as a layout takes them; complete only where the form is valid."""
        names = [*LIMITS, *SPELLINGS]
        values = {name: self.cleaned_data[name] for name in names}
        return {**values, "appendix_own_page_numbers": values["appendix_own_page_numbers"] == "yes"}

    def content(self):
        content = super().content()
        kept = {name: value for name, value in content.items() if name not in LIMITS and name not in SPELLINGS}
        return {**kept, "values": self.values()}


class LayoutAddForm(LayoutForm):
    starts_on = DayField(label=_("Holds from"), help_text=_("Chosen by the day of issue; a draft by its cut-off day."))


class LayoutChangeForm(LayoutForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = DayField(label=_("Holds from"), required=False)
    changes_from = DayField(
        label=_("New layout from"), required=False,
        help_text=_("Leave empty to put a slip right. Where papers were issued, give the day from which the new layout holds."),
    )


def initial_of(layout):
    """A layout as the form shows it."""
    values = {name: getattr(layout, name) for name in [*LIMITS, *SPELLINGS]}
    return {**values, "appendix_own_page_numbers": "yes" if layout.appendix_own_page_numbers else "no"}
