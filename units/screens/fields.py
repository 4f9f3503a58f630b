"""Fields for people who dislike computers: what they type is kept, and what they mean is understood."""
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# As browsers send it, and as people write it.
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y"]


class DayInput(forms.DateInput):
    """The telephone's own calendar; a text field where the browser has none, or would put the month first (app.js)."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs={"data-day": "", "placeholder": _("day/month/year"), **(attrs or {})}, format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = DayInput

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", DAY_FORMATS)
        super().__init__(**kwargs)


class CountField(forms.IntegerField):
    """A head count: the keypad of digits, and a wrong entry is still there to be put right."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Enter a number, like 25.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("min_value", 0)
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "autocomplete": "off"}

    def to_python(self, value):
        if isinstance(value, str):
            value = re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", value)
        return super().to_python(value)


class PhoneField(forms.CharField):
    """A telephone number as it is dialled; spaces and dots are the writer's own."""

    default_error_messages = {"invalid": _("A telephone number has 8 to 15 digits.")}

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "inputmode": "tel", "autocomplete": "off"}

    def clean(self, value):
        value = super().clean(value)
        if value and not 8 <= len(re.sub(r"\D", "", value)) <= 15:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return value
