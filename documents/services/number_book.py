"""The clerk's notes in a number book: numbers that papers outside of the portal bear."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.models import ReservedNumber
from lib.clock import local_day
from units.models import Unit

# Typed by mistake, a range of thousands would fill the book.
MOST_AT_ONCE = 500


@transaction.atomic
def reserve_numbers(*, book, number, until=None, what, issued_on, by, at):
    """Note that papers outside of the portal bear the numbers from `number` to `until`; the rows, in order."""
    last = until or number
    _check_range(book, number, last)
    _check_day(book, issued_on, at)
    # The same lock as who issues: a number is either ours or theirs.
    Unit.objects.select_for_update(no_key=True).get(pk=book.unit.pk)
    used = book.papers().filter(number__range=(number, last)).first() or book.reserved().filter(
        number__range=(number, last)
    ).first()
    if used is not None:
        raise ValidationError({
            "number": _("Number %(paper)s was given on %(day)s; choose another.")
            % {"paper": used, "day": f"{used.issued_on:%d/%m/%Y}"}
        })
    rows = ReservedNumber.objects.bulk_create(
        ReservedNumber(
            unit=book.unit, term=book.term, type_code=book.type_code, symbol=book.symbol, number=n, what=what,
            issued_on=issued_on, noted_at=at, noted_by=by,
        )
        for n in range(number, last + 1)
    )
    record("documents.number.reserved", rows[0], by=by, unit=book.unit, first=str(rows[0]), last=str(rows[-1]), what=what)
    return rows


@transaction.atomic
def free_number(*, reserved, by, at):
    """Take a note back: the number is a gap again and may be given."""
    row = ReservedNumber.objects.select_for_update().get(pk=reserved.pk)
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        record("documents.number.freed", row, by=by, unit=row.unit, paper=str(row), what=row.what)
    return row


def _check_range(book, first, last):
    if first < 1:
        raise ValidationError({"number": _("Numbers start at 1.")})
    if last < first:
        raise ValidationError({"until": _("The last number comes before the first.")})
    if last - first >= MOST_AT_ONCE:
        raise ValidationError({"until": _("At most %(count)d numbers at once.") % {"count": MOST_AT_ONCE}})


def _check_day(book, day, at):
    if day > local_day(at):
        raise ValidationError({"issued_on": _("The day of issue has not come yet.")})
    term = book.term
    if term and (day < term.starts_on or (term.ends_on is not None and day >= term.ends_on)):
        raise ValidationError({"issued_on": _("That day lies outside the term %(name)s.") % {"name": term.name}})
