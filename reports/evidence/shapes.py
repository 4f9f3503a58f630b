"""What is asked (a figure of a line) and what answers it (rows that count or add up to it)."""
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from documents.wording import DASH, rate, thousands
from reports.wording.rules import RULES

TOTAL, BLOCK, UNIT = "tong", "khoi", "don-vi"
LINES = (TOTAL, BLOCK, UNIT)
# How a figure comes from its rows: their number, the sum of their last column, or its share in the column before.
ROWS, SUM, SHARE = "rows", "sum", "share"


class Linked(NamedTuple):
    """A text of a row that leads on: to a unit's page or to a class's."""

    text: str
    kind: str
    pk: int


@dataclass(frozen=True)
class Row:
    """`key`: what the row is about, by which it is found again in another count."""

    key: tuple
    texts: tuple
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Selection:
    """The line asked for: the total, a block by its name, a unit by its code."""

    kind: str = TOTAL
    of: str = ""

    def has(self, basis, code):
        """True where rows standing in the line of the unit belong to the selection."""
        if self.kind == TOTAL:
            return True
        return code == self.of if self.kind == UNIT else basis.block_of.get(code) == self.of

    def units(self, basis):
        """The units of the report in the line."""
        return [row for row in basis.units if self.kind == TOTAL or self.of == (row.code if self.kind == UNIT else row.block)]

    def name(self, basis):
        if self.kind == TOTAL:
            return ""
        return next((row.name for row in basis.units if row.code == self.of), self.of) if self.kind == UNIT else self.of


@dataclass(frozen=True)
class Paper:
    """What a report prints, seen from one of its lines. `line` is None where the paper has no such line of figures."""

    figures: object
    selection: Selection

    @cached_property
    def line(self):
        kind, of = self.selection.kind, self.selection.of
        if kind == TOTAL:
            return self.figures.total
        lines = [line for line in self.figures.lines if of == (line.code if kind == UNIT else line.name)]
        by_cells = self.figures.of_base
        return lines[0] if lines and not lines[0].shared and by_cells == (kind == UNIT) else None

    @cached_property
    def missing(self):
        kind, of = self.selection.kind, self.selection.of
        return [row for row in self.figures.not_held if kind == TOTAL or of == (row.code if kind == UNIT else row.block)]


@dataclass(frozen=True)
class Figure:
    """`rows(basis, selection)` make it up; `on_paper(paper)` is what a report prints, None where it prints none."""

    key: str
    slug: str
    measure: str
    heads: tuple[str, ...]
    numbers: tuple[str, ...]
    rows: Callable
    on_paper: Callable

    @property
    def label(self):
        return RULES[self.key][0]

    @property
    def rule(self):
        return RULES[self.key][1]

    def value(self, rows):
        """A count; of a share the part and the whole."""
        if self.measure == ROWS:
            return len(rows)
        if self.measure == SUM:
            return sum(row.numbers[-1] for row in rows)
        return sum(row.numbers[0] for row in rows), sum(row.numbers[1] for row in rows)


def words_of(value):
    """A value as text: 4.511; 97,62% of a share."""
    if isinstance(value, tuple):
        words = share(*value)
        return words if words == DASH else f"{words}%"
    return thousands(value)


def share(part, whole):
    """Per cent; a dash of nothing, and where people studied who are no longer among those who are to study."""
    return DASH if part > whole else rate(part, whole)
