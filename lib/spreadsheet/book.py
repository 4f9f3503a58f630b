"""A workbook on its way into the database: its sheets, what is known so far, what has been written.

A room that owns a sheet derives from `SheetOfRoom`. `settle` reads what the database holds of the rows, notes what is
wrong and says of every row what would become of it; it writes nothing. `write` brings the good rows in, in bulk.
What a room knows of the world as it would be after the import (codes, members, heads) it keeps in `book.known` for
the sheets after it.
"""
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace

from lib.spreadsheet.forms import Outcome, ReadSheet, SheetForm


class Journal:
    """What an import has made and changed, enough to take it back."""

    def __init__(self):
        self.created = {}
        self.before = {}
        self.deleted = {}

    def note_created(self, rows):
        for row in rows:
            self.created.setdefault(row._meta.label_lower, []).append(row.pk)

    def note_created_keys(self, model, keys):
        self.created.setdefault(model._meta.label_lower, []).extend(keys)

    def note_deleted(self, rows):
        """Whole rows that are about to go."""
        for row in rows:
            names = [f.name for f in row._meta.concrete_fields]
            self.deleted.setdefault(row._meta.label_lower, []).append(_values_of(row, names))

    def note_before(self, row, names):
        """The values of the columns before a change; the first note of a row counts."""
        values = _values_of(row, names)
        kept = self.before.setdefault(row._meta.label_lower, {}).setdefault(row.pk, {})
        self.before[row._meta.label_lower][row.pk] = values | kept


def _values_of(row, names):
    """`{column: text, or None}`, ready for JSON."""
    fields = [row._meta.get_field(name) for name in names]
    return {f.attname: None if getattr(row, f.attname) is None else f.value_to_string(row) for f in fields}


@dataclass
class Book:
    at: datetime
    # The user who imports, None for a command.
    by: object = None
    # Paths of the units whose rows may be written; None: all.
    paths: list = None
    # The committee whose campaigns and resolutions the workbook holds: its code, "" where the file itself says it.
    committee_code: str = ""
    # The officer has accepted that heads and units of launched campaigns change.
    accepts_ledger: bool = False
    sheets: dict = field(default_factory=dict)
    known: SimpleNamespace = field(default_factory=SimpleNamespace)
    journal: Journal = field(default_factory=Journal)
    # Changes of frozen head counts the rows would need, for an officer to accept.
    proposals: list = field(default_factory=list)

    def permits(self, path):
        return self.paths is None or bool(path) and any(path.startswith(p) for p in self.paths)

    @property
    def is_whole_committee(self):
        return self.paths is None or self.known.units.committee is not None and self.permits(self.known.units.committee.path)


class SheetOfRoom:
    form: SheetForm = None

    def read(self, book):
        """The sheet as it was read, or an empty one where the workbook has none."""
        return book.sheets.get(self.form.name) or ReadSheet(self.form)

    def settle(self, book):
        raise NotImplementedError

    def write(self, book):
        raise NotImplementedError

    def export(self, scope):
        """Rows of values in the order of the form's columns."""
        raise NotImplementedError

    def is_wrong_before(self, book, *names):
        """True where one of the sheets has errors: what is reckoned from them would only be errors of errors."""
        return any(book.sheets[name].all_problems() for name in names if name in book.sheets)

    def rows_to_write(self, book):
        """`(new rows, changed rows)`."""
        rows = self.read(book).rows
        return [r for r in rows if r.outcome is Outcome.NEW], [r for r in rows if r.outcome is Outcome.CHANGED]

    def written(self, *values):
        """A row as the writer wants it: each value turned into a cell by the kind of its column."""
        return [column.kind.write(value) for column, value in zip(self.form.columns, values, strict=True)]
