"""What a list can be narrowed and ordered by."""
from dataclasses import dataclass

from django import forms


class FilterForm(forms.Form):
    """Filters of one list; nothing is required. `narrow(rows)` applies them.

    Fields named in `private` (searches for people) never stand in a URL: they travel by POST and stay in the session.
    """

    private = ()

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def narrow(self, rows):
        return rows

    def value(self, name):
        """The cleaned value, or None where it is empty or wrong."""
        self.is_valid()
        return self.cleaned_data.get(name) or None


@dataclass(frozen=True)
class Sort:
    """An order of the list: the heading's word and the fields, of which the first turns round."""

    label: str
    fields: tuple

    def __init__(self, label, *fields):
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "fields", fields)

    def order(self, descending):
        fields = [_turned(name) for name in self.fields] if descending else list(self.fields)
        return [*fields, "pk"]


def _turned(field):
    return field[1:] if field.startswith("-") else f"-{field}"
