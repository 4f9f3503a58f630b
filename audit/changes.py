"""What changed in a row, told from its history in words: the field as people call it, from what to what."""
import datetime
import itertools
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.functional import Promise
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from lib.dates import format_moment

_SHOWN_LENGTH = 80

# (label of the model, field): how its values are told, where the field has no plain words of its own.
_tellers = {}


def register_told(model_label, field_name, tell):
    """Add `tell(before, after)`: the changes within the field, as (label, before, after) in words."""
    if _tellers.setdefault((model_label, field_name), tell) is not tell:
        raise ValueError(f"{model_label}.{field_name} is registered twice")


@dataclass(frozen=True)
class FieldChange:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """The fields one statement changed; `occasion` leads to the entries of the same request or job."""

    at: datetime.datetime
    occasion: object
    user_id: int | None
    fields: list


def changes_of(obj, limit):
    """The latest RowChanges of the object, the newest first; none for a model without a history.

    One query, and one more for each kind of thing that is named in what changed.
    """
    event_model = getattr(obj, "pgh_event_model", None)
    if event_model is None:
        return []
    fields = _told_fields(obj, event_model)
    rows = list(
        event_model.objects.filter(pgh_obj_id=obj.pk).order_by("-pgh_id").values(
            "pgh_created_at", "pgh_context_id", "pgh_context__metadata", *(field.attname for field in fields)
        )[: limit + 1]
    )
    told = [(after, _differences(fields, before, after)) for after, before in itertools.pairwise(rows)]
    names = _names_in(told)
    return [
        RowChange(
            row["pgh_created_at"], row["pgh_context_id"], (row["pgh_context__metadata"] or {}).get("user"),
            [change for field, old, new in found for change in _told(field, old, new, names)],
        )
        for row, found in told if found
    ]


def names_of_users(numbers):
    """`{number: full name}` of who made the changes; a query where there is one to name."""
    numbers = set(numbers) - {None}
    if not numbers:
        return {}
    return {user.pk: user.get_full_name() for user in get_user_model().objects.filter(pk__in=numbers)}


def _told_fields(obj, event_model):
    """Kept fields that have words of their own: what has none is of no use to people."""
    kept = {field.name for field in event_model._meta.fields}
    return [field for field in obj._meta.fields if field.name in kept and _is_told(field)]


def _is_told(field):
    if (field.model._meta.label, field.name) in _tellers:
        return True
    if not isinstance(field._verbose_name, Promise):
        return False
    if field.is_relation:
        return field.related_model.__str__ is not models.Model.__str__
    return not isinstance(field, (models.JSONField, models.BinaryField))


def _differences(fields, before, after):
    return [
        (field, before[field.attname], after[field.attname])
        for field in fields if before[field.attname] != after[field.attname]
    ]


def _names_in(told):
    """`{(model, key): its name}` of all that the changes lead to."""
    wanted = {}
    for _row, found in told:
        for field, *values in found:
            if field.is_relation:
                wanted.setdefault(field.related_model, set()).update(value for value in values if value is not None)
    return {
        (model, pk): str(thing) for model, keys in wanted.items() for pk, thing in model._default_manager.in_bulk(keys).items()
    }


def _told(field, before, after, names):
    tell = _tellers.get((field.model._meta.label, field.name))
    if tell is not None:
        return [FieldChange(capfirst(label), old, new) for label, old, new in tell(before, after)]
    return [FieldChange(capfirst(str(field.verbose_name)), _said(field, before, names), _said(field, after, names))]


def _said(field, value, names):
    if value in (None, ""):
        return "–"
    if field.is_relation:
        return names.get((field.related_model, value), "–")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _as_written(value)


def _as_written(value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return format_moment(value)
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return Truncator(str(value)).chars(_SHOWN_LENGTH)
