"""Two people changed the same thing: the second sees both texts side by side and chooses per field.

The page carries along all that was typed, and for each field that was `asked-<field>` the other's value under
`theirs-<field>` and the answer under `choose-<field>`.
"""
import uuid
from dataclasses import dataclass

from django.utils.html import format_html_join

from audit.models import Entry
from units.screens.values import text_of

_CHOICE = "choose-"
_THEIRS = "theirs-"
_ASKED = "asked-"
_SEEN_VERSION = "seen-version"
_OF_THE_PAGE = ("form_key", "version", "csrfmiddlewaretoken", _SEEN_VERSION)


@dataclass(frozen=True)
class ConflictRow:
    """One field in which the two differ; `hidden` is the other's value as hidden inputs."""

    name: str
    label: str
    mine: str
    theirs: str
    hidden: str


def is_choice(post):
    """True where the request answers a page of conflicts."""
    return _SEEN_VERSION in post


def chosen_data(post):
    """The form's data after the choice; a field without a choice keeps the old version, so that it is asked again."""
    data = post.copy()
    for name in _names(post, _CHOICE):
        if post[_CHOICE + name] == "theirs":
            _take_theirs(data, post, name)
    if _names(post, _ASKED) - _names(post, _CHOICE):
        data["version"] = post[_SEEN_VERSION]
    return data


def _names(post, prefix):
    return {key.removeprefix(prefix) for key in post if key.startswith(prefix)}


def _take_theirs(data, post, name):
    for key in [key for key in data if _is_of(key, name)]:
        del data[key]
    for sent in [sent for sent in post if sent.startswith(_THEIRS)]:
        own = sent.removeprefix(_THEIRS)
        if _is_of(own, name):
            data.setlist(own, post.getlist(sent))


def _is_of(key, name):
    """The field itself, one of its inputs (`at_0`, `at_1`), or a field of the part of that name (`u5-present`)."""
    return key == name or key.startswith(f"{name}-") or (key.startswith(f"{name}_") and key.removeprefix(f"{name}_").isdigit())


def conflict_rows(form, theirs, values):
    """The visible fields in which the sent form differs from `values`, those of the row as it stands.

    What `values` does not name (the day of a change, its decision) belongs to the sent form alone and is kept.
    """
    shown = [
        name for name, field in form.fields.items()
        if name in values and not form[name].is_hidden and not _is_upload(field)
    ]
    return [
        ConflictRow(
            name=name, label=str(form[name].label), hidden=theirs[name].as_hidden(),
            mine=text_of(form.fields[name], form.cleaned_data.get(name)), theirs=text_of(form.fields[name], values[name]),
        )
        for name in shown if _differs(form, name, values[name])
    ]


def _rows_of_parts(form, current):
    """A form with parts (the units of a class) says itself which of them differ: `(name, label, mine, theirs, inputs)`."""
    parts = getattr(form, "differing_parts", None)
    for name, label, mine, theirs, inputs in parts(current) if parts else ():
        hidden = format_html_join("", '<input type="hidden" name="{}{}" value="{}">', ((_THEIRS, *one) for one in inputs))
        yield ConflictRow(name=name, label=label, mine=mine, theirs=theirs, hidden=hidden)


def _is_upload(field):
    return field.widget.needs_multipart_form


def _differs(form, name, value):
    field = form.fields[name]
    if hasattr(value, "values_list"):
        value = list(value)
    return field.has_changed(value, form[name].data)


def kept_fields(form):
    """What was typed, as `(name, value)` of hidden inputs."""
    return [
        (key, value) for key, values in form.data.lists() for value in values
        if key not in _OF_THE_PAGE and not key.startswith((_CHOICE, _THEIRS, _ASKED))
    ]


def values_of(row, names):
    """The row's values under the form's field names, where they are the names of the model's fields."""
    found = {name: getattr(row, name) for name in names if hasattr(row, name)}
    return {name: value.all() if hasattr(value, "all") else value for name, value in found.items()}


def conflict_context(form, theirs, current, values):
    """What the page of conflicts is drawn from."""
    return {
        "form": form,
        "rows": [*conflict_rows(form, theirs, values), *_rows_of_parts(form, current)],
        "kept": kept_fields(form),
        "version": current.version,
        "seen_version": form.data.get("version", ""),
        "form_key": uuid.uuid4(),
        "uploads": [form[name].label for name, field in form.fields.items() if _is_upload(field) and form.files.get(name)],
        "last_entry": Entry.objects.of_object(current).exclude(actor_id=None).first(),
    }
