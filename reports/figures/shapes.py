"""What is counted for a report: frozen, additive where it can be, ready to be kept as JSON."""
import datetime
from dataclasses import dataclass, field, fields

from documents.wording import rate


@dataclass(frozen=True)
class Counts:
    """People and essays of one unit or of many: every field adds up."""

    summoned: int = 0
    attended: int = 0
    excused: int = 0
    unexcused: int = 0
    made_up: int = 0
    guests: int = 0
    essay_required: int = 0
    essay_submitted: int = 0
    essay_handwritten: int = 0
    essay_on_a4: int = 0
    essay_passed: int = 0
    essay_failed: int = 0
    essay_pending: int = 0

    def __add__(self, other):
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))

    @property
    def absent(self):
        return self.excused + self.unexcused

    @property
    def studied(self):
        return self.attended + self.made_up

    @property
    def essay_marked(self):
        return self.essay_passed + self.essay_failed

    @property
    def study_rate(self):
        return rate(self.studied, self.summoned)

    @property
    def essay_rate(self):
        return rate(self.essay_submitted, self.essay_required)


@dataclass(frozen=True)
class Line:
    """One line of the table: a block of the committee's units, or a cell of a base, or the total."""

    name: str
    units: int
    held: int
    classes: int
    heads: int
    counts: Counts
    # A cell that studied in the class of its whole base: the people stand in the total line only.
    shared: bool = False
    # Of the cell, where the line is one's; "" of a block and of the total.
    code: str = ""

    @property
    def not_held(self):
        return self.units - self.held

    @property
    def is_complete(self):
        return self.units > 0 and self.held == self.units


@dataclass(frozen=True)
class NotHeld:
    """A unit that has not held its study by the moment. `cells_held` of `cells` lowest duties below it have."""

    name: str
    code: str
    block: str
    heads: int
    cells_held: int
    cells: int
    studied: int
    overdue_days: int
    planned_on: datetime.date | None
    reason: str
    reminders: int

    @property
    def in_progress(self):
        return self.cells_held > 0


@dataclass(frozen=True)
class Conference:
    """A key-cadre conference: it fulfils nobody's duty."""

    held_on: datetime.date
    format: str
    summoned: int
    attended: int


@dataclass(frozen=True)
class JointClasses:
    """Classes that two or more units attended, how many units, and the blocks these belong to."""

    classes: int = 0
    units: int = 0
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Before:
    """How it stood at the cut-off before."""

    at: datetime.datetime
    held: int
    units: int


@dataclass(frozen=True)
class Correction:
    """A change of the ledger dated before the last cut-off and entered after it."""

    unit: str
    kind: str
    effective_on: datetime.date
    heads_delta: int


@dataclass(frozen=True)
class Figures:
    """All figures of one unit's report of a campaign, as of a moment."""

    campaign: str
    unit: str
    week: str
    at: datetime.datetime
    # False: the week's cut-off had not come yet.
    closed: bool
    # True: the report of a base, whose units are its cells.
    of_base: bool
    # True: every unit counted is a cell.
    only_cells: bool
    study_due_on: datetime.date
    essay_due_on: datetime.date | None
    marking_due_on: datetime.date
    next_cut_off_on: datetime.date
    next_monday: datetime.date
    lines: tuple[Line, ...]
    total: Line
    # Rows of the base's own classes, which belong to none of its cells.
    own: Counts
    joint: JointClasses
    before: Before | None
    not_held: tuple[NotHeld, ...]
    conferences: tuple[Conference, ...]
    studied_in_progress: int
    # Units of which fewer absentees are named than counted.
    unnamed: tuple[str, ...] = field(default=())
    corrections: tuple[Correction, ...] = field(default=())
    # Units of which an action programme is known; counted for the final report alone.
    programmes: int = 0
    # Of a base's cells that have ended since they studied: in the total, in no line.
    ended: Counts = field(default_factory=Counts)

    @property
    def day(self):
        return self.at.date()

    @property
    def heads(self):
        return self.total.heads

    @property
    def studied_in_all(self):
        return self.total.counts.studied + self.studied_in_progress

    @property
    def in_progress(self):
        return [row for row in self.not_held if row.in_progress]

    @property
    def planned(self):
        return [row for row in self.not_held if row.planned_on]

    @property
    def unplanned(self):
        return [row for row in self.not_held if not row.planned_on]

    @property
    def overdue(self):
        return [row for row in self.not_held if row.overdue_days]
