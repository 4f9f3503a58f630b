"""Days off that a committee enters itself: add, change, take back."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import DayOff
from lib.conflict import check_version
from lib.vietnamese import clean_text
from units.models import Unit

# Longer than any Tết; a longer one is a slip of the year.
LONGEST = 31


@transaction.atomic
def add_days_off(*, unit, by, at, **facts):
    """Enter days off, or days worked all the same: kind, starts_on, ends_on (empty: one day), name."""
    row = DayOff(unit=unit)
    _fill(row, facts)
    record("campaigns.days_off.added", row, by=by, **_words(row))
    return row


@transaction.atomic
def change_days_off(*, row, version, by, at, **facts):
    """Put them right; raises StaleVersion where somebody else did so since."""
    row = _locked(row)
    check_version(row, version)
    row.version += 1
    _fill(row, facts)
    record("campaigns.days_off.changed", row, by=by, **_words(row))
    return row


@transaction.atomic
def withdraw_days_off(*, row, by, at):
    row = _locked(row)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.version += 1
        row.save(update_fields=["withdrawn_at", "version"])
        record("campaigns.days_off.withdrawn", row, by=by, **_words(row))
    return row


def _locked(row):
    return DayOff.objects.select_for_update(of=["self"]).select_related("unit").get(pk=row.pk)


def _fill(row, facts):
    for name, value in facts.items():
        setattr(row, name, clean_text(value) if isinstance(value, str) else value)
    row.ends_on = row.ends_on or row.starts_on
    if row.ends_on < row.starts_on:
        raise ValidationError({"ends_on": _("The last day comes before the first.")})
    if row.length > LONGEST:
        raise ValidationError({"ends_on": _("More than %(days)d days at once; please look at the year.") % {"days": LONGEST}})
    row.full_clean()
    _check_not_entered(row)
    row.save()


def _check_not_entered(row):
    """A day is one or the other: two officers who enter at once follow each other."""
    Unit.objects.select_for_update(of=["self"]).get(pk=row.unit_id)
    others = DayOff.objects.standing().filter(unit=row.unit).exclude(pk=row.pk)
    other = others.overlapping(row.starts_on, row.ends_on).first()
    if other is not None:
        raise ValidationError({"starts_on": _("%(name)s (%(days)s) is entered for these days already.") % {
            "name": other.name, "days": _words(other)["days"],
        }})


def _words(row):
    first, last = row.starts_on, row.ends_on
    days = f"{first:%d/%m/%Y}" if first == last else f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"
    return {"days": days, "name": row.name}
