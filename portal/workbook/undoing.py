"""Takes an import back as one, as long as nothing was built on it.

Built on it is every row of the import that somebody has changed since (its history goes on after the import's mark),
and every row of anybody else that points to a row the import made. What the import made is deleted, what it changed
becomes what it was, what it deleted comes back; the histories keep all of it.
"""
from django.apps import apps
from django.db import connection
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.progress import refresh_held
from units.models import Unit
from units.sheets.tree import count_children

_BATCH = 5000
# What people call the rows that may come to stand on an import.
_KINDS = {
    "accounts.user": _("accounts"),
    "units.appointment": _("appointments"),
    "units.memberchange": _("changes of members"),
    "units.unitchange": _("changes of units"),
    "units.unitname": _("names of units"),
    "campaigns.absence": _("absences"),
    "campaigns.attendance": _("attendance"),
    "campaigns.dutychange": _("the ledger of changes"),
    "campaigns.reminder": _("reminders"),
    "campaigns.sessionattachment": _("photos and minutes"),
    "reports.weeklyreport": _("weekly reports"),
    "essays.essaystep": _("essays"),
    "essays.scanpage": _("scanned pages of essays"),
}


def built_on(journal):
    """Names of the kinds of rows that were built on the import; empty where it can be taken back."""
    created = {label: set(keys) for label, keys in journal["created"]}
    touched = {label: set(keys) for label, keys in created.items()}
    for label, rows in journal["before"].items():
        touched.setdefault(label, set()).update(int(key) for key in rows)
    names = {_name(label) for label, keys in touched.items() if _changed_since(label, keys, journal["marks"][label])}
    for label, keys in created.items():
        names |= {_name(other) for other in _pointing_at(label, keys, created)}
    return sorted(names)


def _name(label):
    return str(_KINDS.get(label) or apps.get_model(label)._meta.verbose_name)


def _changed_since(label, keys, mark):
    events = apps.get_model(label).pgh_event_model.objects.filter(pgh_id__gt=mark)
    return any(events.filter(pgh_obj_id__in=part).exists() for part in _parts(keys))


def _pointing_at(label, keys, created):
    """Labels of the models with rows that point at the import's rows and are not the import's own."""
    for relation in apps.get_model(label)._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        other = relation.related_model
        if hasattr(other, "pgh_tracked_model") or other._meta.label_lower == "portal.workbookimport":
            continue
        own = created.get(other._meta.label_lower, set())
        rows = other._base_manager
        for part in _parts(keys):
            found = rows.filter(**{f"{relation.field.name}__in": part}).values_list("pk", flat=True)
            if any(pk not in own for pk in found.iterator()):
                yield other._meta.label_lower
                break


def _parts(keys):
    keys = sorted(keys)
    return [keys[i : i + _BATCH] for i in range(0, len(keys), _BATCH)]


def take_back(journal):
    """Undo the import's rows; the caller holds the transaction and has asked `built_on`."""
    parents = set()
    for label, keys in reversed(journal["created"]):
        model = apps.get_model(label)
        if model is Unit:
            paths = Unit.objects.filter(pk__in=keys).values_list("path", flat=True)
            parents |= {path[: -Unit.steplen] for path in paths}
        for part in _parts(keys):
            # No cascade: a row that still points here stops the transaction at the constraints below.
            rows = model._base_manager.filter(pk__in=part)
            rows._raw_delete(rows.db)
    for label, rows in journal["deleted"].items():
        model = apps.get_model(label)
        model._base_manager.bulk_create([_row(model, values) for values in rows])
    for label, rows in journal["before"].items():
        _restore(apps.get_model(label), rows)
    count_children(parents)
    for campaign in Campaign.objects.filter(pk__in=journal["campaigns"]):
        refresh_held(campaign)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _row(model, values):
    return model(**{f.attname: _value(f, values[f.attname]) for f in model._meta.concrete_fields if f.attname in values})


def _value(field, text):
    return None if text is None else field.to_python(text)


def _restore(model, rows):
    found = {row.pk: row for row in model._base_manager.filter(pk__in=[int(key) for key in rows])}
    names = {}
    for key, values in rows.items():
        row = found.get(int(key))
        if row is None:
            continue
        for attname, text in values.items():
            field = next(f for f in model._meta.concrete_fields if f.attname == attname)
            setattr(row, attname, _value(field, text))
            names[field.name] = None
    if names:
        model._base_manager.bulk_update(found.values(), list(names), batch_size=2000)
