"""Why is it this number? The rows of a figure, and how they differ from what the books say today."""
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError

from reports.evidence import rows as of
from reports.evidence.shapes import Paper, words_of
from reports.figures import from_payload
from reports.figures.basis import basis_from_json, basis_of
from reports.figures.counting import count
from reports.weeks import Week


@dataclass(frozen=True)
class Difference:
    """A row that stands otherwise today: as counted for the paper, as counted now; None where it is not there."""

    name: str
    then: tuple | None
    now: tuple | None


@dataclass(frozen=True)
class Answer:
    """`printed`: the paper's value, where a report is asked. `then`: its rows as compiled; `now`: counted today as of its moment.

    `counted`: what `now` was counted from, for whoever may ask for the members behind a row.
    """

    figure: object
    selection: object
    printed: object
    then: object
    now: object
    counted: object = None

    @property
    def basis(self):
        return self.then or self.now

    @cached_property
    def rows(self):
        return self.figure.rows(self.basis, self.selection)

    @cached_property
    def value(self):
        return self.figure.value(self.rows) if self.printed is None else self.printed

    @cached_property
    def rows_now(self):
        return self.figure.rows(self.now, self.selection) if self.now else []

    @property
    def value_now(self):
        """As counted today; None where the unit owes nothing any more at that moment."""
        return self.figure.value(self.rows_now) if self.now else None

    @property
    def differs(self):
        return self.printed is not None and self.value_now != self.printed

    @cached_property
    def differences(self):
        """Rows that came, went or changed; empty too where the rows of the paper were not kept."""
        if self.then is None:
            return []
        then, now = ({row.key: row for row in rows} for rows in (self.rows, self.rows_now))
        return [
            Difference(_name(then.get(key) or now[key]), _numbers(then.get(key)), _numbers(now.get(key)))
            for key in dict.fromkeys([*then, *now]) if _numbers(then.get(key)) != _numbers(now.get(key))
        ]

    @property
    def changes(self):
        return of.changes(self.basis, self.selection)

    @property
    def left_out(self):
        return self.basis.left_out if self.selection.kind == "tong" else ()

    @property
    def in_progress(self):
        return of.in_progress_left_out(self.figure, self.basis, self.selection)

    @property
    def words(self):
        return words_of(self.value)


def _name(row):
    return ", ".join(text if isinstance(text, str) else text.text for text in row.texts[:2] if text)


def _numbers(row):
    return None if row is None else row.numbers


def answer_of_report(report, figure, selection):
    """The Answer for a number a report prints; None where it prints no such number."""
    printed = figure.on_paper(Paper(from_payload(report.figures), selection))
    if printed is None:
        return None
    kept = getattr(report, "basis", None)
    then = basis_from_json(kept.rows) if kept else None
    counted, now = _counted_again(report)
    return Answer(figure, selection, printed, then, now, counted) if then or now else None


def _counted_again(report):
    figures = from_payload(report.figures)
    week = Week.parse(figures.week)
    try:
        counted = count(report.campaign, unit=report.unit, at=figures.at, week=week)
    except ValidationError:
        return None, None
    return counted, basis_of(counted, campaign=report.campaign, unit=report.unit, week=week)


def answer_of_campaign(campaign, unit, at, figure, selection):
    """The Answer as of the moment, from today's books; None where the unit owes nothing then or there is no such line."""
    try:
        counted = count(campaign, unit=unit, at=at)
    except ValidationError:
        return None
    basis = basis_of(counted, campaign=campaign, unit=unit)
    if selection.kind != "tong" and not selection.units(basis):
        return None
    return Answer(figure, selection, None, None, basis, counted)
