"""Choosing a unit by typing some letters of its name, or by walking down the tree: a form field.

Its search is in picker_search.py. Without JavaScript the button beside the field sends the form, which comes
back with the units found.
"""
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from units.search import unit_labels, units_matching

MOST = 20


@dataclass(frozen=True)
class Picked:
    """What was sent: the units ticked, the letters typed, and whether only a search was asked for."""

    keys: tuple = ()
    text: str = ""
    find: bool = False

    def __iter__(self):
        return iter(self.keys)


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    checked: bool = False
    below: int = 0


class UnitPicker(forms.Widget):
    template_name = "components/unit_picker.html"
    draws_itself = True
    queryset = None
    multiple = False

    def _render(self, template_name, context, renderer=None):
        """With the portal's templates: Django's own form templates are looked for elsewhere."""
        return mark_safe(render_to_string(template_name, context))  # noqa: S308 a template, which escapes

    def value_from_datadict(self, data, files, name):
        keys = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return Picked(tuple(key for key in keys if key), data.get(f"{name}-q", "").strip(), f"{name}-find" in data)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}-q" not in data

    def id_for_label(self, id_):
        return id_

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        picked = value or Picked()
        context["widget"].update(
            choices=self._choices(picked), text=picked.text, kind="checkbox" if self.multiple else "radio",
            search_url=_search_url(), multiple=self.multiple, described=context["widget"]["attrs"].get("aria-describedby", ""),
        )
        return context

    def format_value(self, value):
        return value

    def _choices(self, picked):
        """The chosen first, then what the letters find."""
        numbers = numbers_of(picked.keys)
        chosen = list(self.queryset.filter(pk__in=numbers))
        found = []
        if picked.text or picked.find:
            found = list(units_matching(self.queryset, picked.text).exclude(pk__in=numbers).order_by("path")[:MOST])
        return choices_of([*chosen, *found], checked={unit.pk for unit in chosen})


class UnitField(forms.Field):
    """One unit (or a list of them, with `multiple`) out of the queryset."""

    widget = UnitPicker
    hidden_widget = forms.MultipleHiddenInput
    default_error_messages = {
        "choose": _("Choose a unit out of those found."),
        "none": _("No unit is found by these letters. Try a part of the name or the code."),
        "invalid": _("This unit is not among those you may choose."),
    }

    def __init__(self, queryset, *, multiple=False, **kwargs):
        super().__init__(**kwargs)
        self.multiple = self.widget.multiple = multiple
        self.queryset = queryset

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.queryset = self.queryset.all()
        return copied

    @property
    def queryset(self):
        return self._queryset

    @queryset.setter
    def queryset(self, rows):
        self._queryset = self.widget.queryset = rows

    def prepare_value(self, value):
        if isinstance(value, Picked):
            return value
        if value is None or value == "":
            return Picked()
        many = value if isinstance(value, (list, tuple, set)) or hasattr(value, "values_list") else [value]
        return Picked(tuple(str(getattr(one, "pk", one)) for one in many))

    def clean(self, value):
        value = value if isinstance(value, Picked) else self.prepare_value(value)
        if value.find:
            raise self._error("choose")
        if value.keys:
            return self._of_keys(value.keys)
        if value.text:
            return self._of_text(value.text)
        if self.required:
            raise self._error("required")
        return [] if self.multiple else None

    def has_changed(self, initial, data):
        return set(self.prepare_value(initial).keys) != set(self.prepare_value(data).keys)

    def _of_keys(self, keys):
        units = list(self.queryset.filter(pk__in=numbers_of(keys)))
        if len(units) != len(set(keys)) or (not self.multiple and len(units) != 1):
            raise self._error("invalid")
        return units if self.multiple else units[0]

    def _of_text(self, text):
        """Letters that mean one unit only are as good as a choice."""
        units = list(units_matching(self.queryset, text)[:2])
        if not units:
            raise self._error("none")
        if len(units) > 1:
            raise self._error("choose")
        return units if self.multiple else units[0]

    def _error(self, code):
        return ValidationError(self.error_messages[code], code=code)


def numbers_of(keys):
    """The keys that can be numbers of rows at all."""
    return [int(key) for key in map(str, keys) if key.isdecimal() and len(key) <= 18]


def choices_of(units, checked=()):
    labels = unit_labels(units)
    return [Choice(str(unit.pk), labels[unit.pk], unit.pk in checked, unit.numchild) for unit in units]


def _search_url():
    try:
        return reverse("units:search")
    except NoReverseMatch:
        return ""
