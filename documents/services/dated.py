"""Dated rows: what an issued paper used is ended and followed by a new row, never written over."""
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lib.conflict import check_version


def locked(row, version):
    """The row locked, at the version its editor saw."""
    current = type(row).objects.select_for_update().get(pk=row.pk)
    check_version(current, version)
    return current


def apply_changes(row, values):
    """Set the values and save the row as its next version."""
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.full_clean()
    row.save()


def differs(row, values):
    return any(getattr(row, name) != value for name, value in values.items())


def check_successor_day(row, day):
    """A successor begins after its predecessor began, and the predecessor must still hold then."""
    if row.valid_from is not None and day <= row.valid_from:
        raise ValidationError({"changes_from": _("This must come after the first day of the present wording.")})
    if row.valid_to is not None and day >= row.valid_to:
        raise ValidationError({"changes_from": _("The present wording ends before that day.")})


def check_days(valid_from, valid_to):
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise ValidationError({"valid_to": _("The end comes before the beginning.")})


def overlapping(rows, valid_from, valid_to):
    """The rows that hold on a day on which a row of these days would hold."""
    if valid_to is not None:
        rows = rows.exclude(valid_from__gte=valid_to)
    if valid_from is not None:
        rows = rows.exclude(valid_to__lte=valid_from)
    return rows
