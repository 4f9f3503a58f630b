"""Choosing a unit by typing some letters of its name, or by walking down the tree; a form field and its search.

Without JavaScript the button beside the field sends the form, which comes back with the units found.
"""
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from lib.clock import today
from units.models import Unit
from units.scope import paths_permitted
from units.search import unit_labels, units_matching
from units.screens.permitted import PermittedMixin

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
    use_fieldset = True
    queryset = None
    multiple = False

    def _render(self, template_name, context, renderer=None):
        """With the portal's templates: Django's own form templates are looked for elsewhere."""
        return mark_safe(render_to_string(template_name, context))

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
        numbers = [int(key) for key in picked.keys if str(key).isdigit()]
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
        if not all(str(key).isdigit() for key in keys):
            raise self._error("invalid")
        units = list(self.queryset.filter(pk__in=keys))
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


class UnitSearch(PermittedMixin, TemplateView):
    """Units by typed letters (`q`) or directly below one (`above`), as choices for the field named in `field`."""

    permission = "units.view"
    template_name = "components/unit_choices.html"

    def load(self):
        self.units = Unit.objects.permitted(self.request.user, self.permission).existing_on(today())
        above = self.request.GET.get("above", "")
        self.above = get_object_or_404(self.units, pk=above) if above.isdigit() else None

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        name = asked.get("field", "unit")
        rows = self._walk() if "above" in asked else units_matching(self.units, asked.get(f"{name}-q", "")).order_by("path")
        found = list(rows[: MOST + 1] if "above" not in asked else rows)
        return super().get_context_data(
            choices=choices_of(found[:MOST] if "above" not in asked else found), more=len(found) > MOST and "above" not in asked,
            name=name, kind="checkbox" if asked.get("multiple") else "radio", search_url=self.request.path,
            multiple=asked.get("multiple"), walked="above" in asked, **kwargs,
        )

    def _walk(self):
        if self.above:
            return self.units.directly_below(self.above)
        return self.units.filter(path__in=paths_permitted(self.request.user, self.permission))


def choices_of(units, checked=()):
    labels = unit_labels(units)
    return [Choice(str(unit.pk), labels[unit.pk], unit.pk in checked, unit.numchild) for unit in units]


def _search_url():
    try:
        return reverse("units:search")
    except NoReverseMatch:
        return ""
