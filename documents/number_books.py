"""What stands in a number book: papers of the portal, those outside of it, gaps, days out of order."""
import datetime
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q

from documents.models import Document, ReservedNumber, Term
from units.models import Unit


@dataclass(frozen=True)
class Book:
    """One run of numbers: a unit's papers of a type under a symbol through a term (or before any term)."""

    unit: Unit
    symbol: str
    type_code: str
    term: Term | None

    def _of(self, model):
        return model.objects.filter(unit=self.unit, symbol=self.symbol, type_code=self.type_code, term=self.term)

    def papers(self):
        return self._of(Document)

    def reserved(self):
        return self._of(ReservedNumber).standing()


@dataclass(frozen=True)
class Line:
    """A number given (`paper` or `reserved`), or a gap from `number` to `last`; `early`: an earlier number has a later day."""

    number: int
    last: int
    day: datetime.date | None = None
    paper: Document | None = None
    reserved: ReservedNumber | None = None
    early: bool = False

    @property
    def is_gap(self):
        return self.paper is None and self.reserved is None


def lines_of(book):
    """The lines of the book by number, gaps between them."""
    papers = book.papers().select_related("superseded_by").defer("payload", "superseded_by__payload")
    given = [(paper.number, paper.issued_on, paper, None) for paper in papers]
    given += [(row.number, row.issued_on, None, row) for row in book.reserved()]
    given.sort(key=lambda one: one[0])
    latest, lines = None, []
    for before, (number, day, paper, reserved) in pairwise([(0, None, None, None), *given]):
        if number > before[0] + 1:
            lines.append(Line(before[0] + 1, number - 1))
        lines.append(Line(number, number, day, paper, reserved, early=latest is not None and day < latest))
        latest = day if latest is None else max(latest, day)
    return lines


def order_breakers(*, book, number, on):
    """Papers of the book whose day does not fit a paper of this number and day: smaller and later, or larger and earlier."""
    unfit = Q(number__lt=number, issued_on__gt=on) | Q(number__gt=number, issued_on__lt=on)
    rows = [row for rows in (book.papers().defer("payload"), book.reserved()) for row in rows.filter(unfit)]
    return sorted(rows, key=lambda row: row.number)
