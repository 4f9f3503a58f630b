"""The form of a sheet, and a sheet read by it: rows of values, and what is wrong where."""
import difflib
import enum
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lib.spreadsheet.kinds import BadCell, Kind
from lib.spreadsheet.scan import address_of
from lib.vietnamese import clean_text, fold

_NEAR = 0.8


@dataclass(frozen=True)
class Column:
    label: str
    name: str
    kind: Kind
    required: bool = False
    width: int = 16
    # One line for the template's notes.
    note: str = ""


@dataclass(frozen=True)
class SheetForm:
    """A known sheet: its name, its columns in order, and the names of those that make a row's key."""

    name: str
    columns: tuple
    key: tuple

    def column(self, name):
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Problem:
    """Something amiss, with its place; `row` is None where the sheet as a whole is meant."""

    sheet: str
    reason: str
    row: int = None
    address: str = ""


class Outcome(enum.StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"


@dataclass
class Row:
    """A row of a sheet: its number in the file, its raw cells, its values, what became of it."""

    sheet: "ReadSheet" = field(repr=False)
    number: int
    raw: list = field(repr=False)
    values: dict
    problems: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    outcome: Outcome = None
    # {name of the column: value before}
    changes: dict = field(default_factory=dict)

    def __getitem__(self, name):
        return self.values[name]

    @property
    def key(self):
        return tuple(self.values.get(name) for name in self.sheet.form.key)

    @property
    def is_wrong(self):
        return bool(self.problems)

    def wrong(self, name, reason):
        """Note a problem at the cell of the column; the row will not be written."""
        self.problems.append(self.sheet.problem_at(self.number, name, reason))

    def warn(self, name, reason):
        self.warnings.append(self.sheet.problem_at(self.number, name, reason))

    def compare(self, before):
        """Settle the outcome against the values of the row it meets in the database (None: there is none)."""
        if self.is_wrong:
            self.outcome = Outcome.WRONG
        elif before is None:
            self.outcome = Outcome.NEW
        else:
            self.changes = {name: old for name, old in before.items() if self.values[name] != old}
            self.outcome = Outcome.CHANGED if self.changes else Outcome.SAME


@dataclass
class ReadSheet:
    form: SheetForm
    places: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)
    # Of the sheet as a whole: a missing column, a name nearly right.
    problems: list = field(default_factory=list)
    unknown_columns: list = field(default_factory=list)

    @property
    def name(self):
        return self.form.name

    def problem_at(self, number, name, reason):
        place = self.places.get(name)
        return Problem(self.name, reason, number, address_of(number, place + 1) if place is not None else "")

    def good_rows(self):
        return [row for row in self.rows if not row.is_wrong]

    def all_problems(self):
        return self.problems + [problem for row in self.rows for problem in row.problems]

    def all_warnings(self):
        return [warning for row in self.rows for warning in row.warnings]


def read_sheet(form, raw_rows, formulas=()):
    """The sheet's rows by its form. Every cell that cannot be read is a problem with its address."""
    sheet = ReadSheet(form)
    header = [_header_text(cell) for cell in raw_rows[0]] if raw_rows else []
    _find_columns(sheet, header)
    sheet.problems += [
        Problem(form.name, _("The cell holds a formula. Paste its value instead."), None, address) for address in formulas
    ]
    if sheet.problems:
        return sheet
    for number, raw in enumerate(raw_rows[1:], 2):
        if any(cell not in ("", None) for cell in raw):
            sheet.rows.append(_read_row(sheet, number, raw))
    _refuse_twins(sheet)
    return sheet


def _header_text(cell):
    return clean_text(str(cell)) if cell not in ("", None) else ""


def _find_columns(sheet, header):
    labels = {column.label: column for column in sheet.form.columns}
    for place, text in enumerate(header):
        column = labels.get(text)
        if column is None:
            continue
        if column.name in sheet.places:
            sheet.problems.append(
                Problem(sheet.name, _("The column “%(label)s” stands here twice.") % {"label": text}, 1, address_of(1, place + 1))
            )
        sheet.places.setdefault(column.name, place)
    missing = [label for label, column in labels.items() if column.name not in sheet.places]
    for place, text in enumerate(header):
        if text and text not in labels:
            _judge_unknown_column(sheet, place, text, missing)
    sheet.problems += [
        Problem(sheet.name, _("The column “%(label)s” is missing.") % {"label": label}, 1) for label in missing
    ]


def _judge_unknown_column(sheet, place, text, missing):
    meant = nearest(text, missing)
    if meant is None:
        sheet.unknown_columns.append(text)
        return
    missing.remove(meant)
    reason = _("The column “%(text)s” is not known. “%(label)s” is probably meant; correct the heading.")
    sheet.problems.append(Problem(sheet.name, reason % {"text": text, "label": meant}, 1, address_of(1, place + 1)))


def nearest(text, known):
    """The known name that the text nearly is, or None."""
    best, score = None, _NEAR
    for name in known:
        ratio = difflib.SequenceMatcher(None, fold(text), fold(name)).ratio()
        if ratio >= score:
            best, score = name, ratio
    return best


def _read_row(sheet, number, raw):
    row = Row(sheet, number, raw, {})
    for column in sheet.form.columns:
        place = sheet.places[column.name]
        cell = raw[place] if place < len(raw) else ""
        row.values[column.name] = column.kind.empty
        if cell in ("", None) or isinstance(cell, str) and not cell.strip():
            if column.required:
                row.wrong(column.name, _("“%(label)s” must not be empty.") % {"label": column.label})
            continue
        try:
            row.values[column.name] = column.kind.read(cell)
        except BadCell as error:
            row.wrong(column.name, str(error))
    return row


def _refuse_twins(sheet):
    """The same key twice: the later row is wrong and names the earlier."""
    first = {}
    for row in sheet.rows:
        if row.is_wrong and any(row.values[name] == sheet.form.column(name).kind.empty for name in sheet.form.key):
            continue
        earlier = first.setdefault(row.key, row)
        if earlier is not row:
            row.wrong(sheet.form.key[-1], _("The same as row %(number)d already says.") % {"number": earlier.number})
