"""Values of form fields as words: in chips of active filters and where two texts stand side by side."""
import datetime

from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.dates import format_moment


def text_of(field, value):
    """The value as a person would say it; empty where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, (list, tuple, set, QuerySet)):
        return ", ".join(text_of(field, one) for one in value)
    if isinstance(value, datetime.datetime):
        return format_moment(value)
    if isinstance(value, datetime.date):
        return date_format(value, "d/m/Y")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, Model):
        return str(value)
    return _label_of(field, value) or str(value)


def _label_of(field, value):
    """The label of a choice; None where the field has no choices or not this one."""
    if not hasattr(field, "choices") or hasattr(field, "queryset"):
        return None
    for key, label in field.choices:
        if isinstance(label, (list, tuple)):
            found = [str(text) for inner, text in label if str(inner) == str(value)]
            if found:
                return found[0]
        elif str(key) == str(value):
            return str(label)
    return None


def figure(number):
    """A count with a dot between thousands."""
    return f"{number:,}".replace(",", ".")


def signed(number):
    """A change of a count: "+6", "−1.234"; "0" where nothing changed."""
    return f"{number:+,}".replace(",", ".").replace("-", "−") if number else "0"
