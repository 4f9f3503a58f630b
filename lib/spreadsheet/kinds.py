"""Kinds of columns: how a cell is read into a value, and a value written into a cell.

A reader takes the raw cell (never empty) and returns the value, or raises BadCell with a sentence for the person who
typed it. What a writer puts into a file is read back as the same value.
"""
import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lib.dates import format_day, parse_birth, parse_day, parse_hour
from lib.vietnamese import clean_text

_EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"}
# How a column looks in a written file.
AS_TEXT, AS_DAY, AS_NUMBER = "text", "day", "number"


class BadCell(Exception):
    """The cell cannot be read; the message says why, for the person who typed it."""


def plain_text(raw):
    """The text of a cell as it was typed: 10000005.0 becomes "10000005"."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw == int(raw) and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, (datetime.date, datetime.time, datetime.timedelta)):
        raise BadCell(_("Excel has turned this cell into a date or an hour. Format the cell as text and type it again."))
    text = clean_text(str(raw))
    if text in _EXCEL_ERRORS:
        raise BadCell(_("The cell holds an error of Excel (%(error)s).") % {"error": text})
    return text


class Kind:
    """A kind of column. `empty` is the value of an empty cell."""

    empty = ""
    look = AS_TEXT

    def read(self, raw):
        raise NotImplementedError

    def write(self, value):
        return value

    def show(self, value):
        """The value in a sentence of the preview."""
        return str(self.write(value))


@dataclass(frozen=True)
class Text(Kind):
    longest: int = 200

    def read(self, raw):
        text = plain_text(raw)
        if len(text) > self.longest:
            raise BadCell(_("The text is longer than %(longest)d characters.") % {"longest": self.longest})
        if "\x00" in text:
            raise BadCell(_("The cell holds a character that cannot be kept."))
        return text


@dataclass(frozen=True)
class Day(Kind):
    empty = None
    look = AS_DAY

    def read(self, raw):
        try:
            return parse_day(raw)
        except ValueError:
            raise BadCell(_("“%(text)s” is not a day. Write it as day/month/year.") % {"text": raw}) from None

    def show(self, value):
        return format_day(value) if value else ""


@dataclass(frozen=True)
class Birth(Kind):
    """A date of birth as far as it is known, kept as text."""

    look = AS_DAY

    def read(self, raw):
        try:
            return parse_birth(raw)
        except ValueError:
            raise BadCell(
                _("“%(text)s” is not a date of birth. Write day/month/year, month/year or the year.") % {"text": raw}
            ) from None

    def write(self, value):
        return parse_day(value) if value.count("/") == 2 else value

    def show(self, value):
        return value


@dataclass(frozen=True)
class Whole(Kind):
    empty = 0
    look = AS_NUMBER
    largest: int = 1_000_000

    def read(self, raw):
        number = self._number(raw)
        if number is None or number != int(number) or not 0 <= number <= self.largest:
            raise BadCell(_("“%(text)s” is not a whole number from 0 up.") % {"text": raw})
        return int(number)

    def _number(self, raw):
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return raw
        text = plain_text(raw).replace(" ", "")
        # "1.204" is one thousand two hundred and four here.
        return int(text.replace(".", "")) if text.replace(".", "").isdecimal() and _groups_fit(text) else None


def _groups_fit(text):
    first, *groups = text.split(".")
    return 1 <= len(first) <= (3 if groups else 9) and all(len(group) == 3 for group in groups)


@dataclass(frozen=True)
class Tick(Kind):
    empty = False

    def read(self, raw):
        text = plain_text(raw).casefold()
        if text in {"x", "✓", "✔", "có", "true", "1"}:
            return True
        if text in {"không", "false", "0", "-"}:
            return False
        raise BadCell(_("“%(text)s” is neither x nor empty.") % {"text": raw})

    def write(self, value):
        return "x" if value else ""


@dataclass(frozen=True)
class Choice(Kind):
    """One of some labels, each standing for a value; case and spaces at the ends do not matter."""

    labels: dict = field(hash=False)
    empty: object = ""

    def read(self, raw):
        text = plain_text(raw).casefold()
        for value, label in self.labels.items():
            if label.casefold() == text:
                return value
        raise BadCell(
            _("“%(text)s” is not one of: %(labels)s.") % {"text": raw, "labels": ", ".join(self.labels.values())}
        )

    def write(self, value):
        return self.labels.get(value, "")


@dataclass(frozen=True)
class Listing(Kind):
    """Several texts in one cell, with a semicolon between them."""

    empty: tuple = ()
    longest: int = 200

    def read(self, raw):
        parts = tuple(part for part in map(clean_text, plain_text(raw).split(";")) if part)
        if any(len(part) > self.longest for part in parts):
            raise BadCell(_("The text is longer than %(longest)d characters.") % {"longest": self.longest})
        return parts

    def write(self, value):
        return "; ".join(value)


@dataclass(frozen=True)
class Hour(Kind):
    empty: object = None

    def read(self, raw):
        try:
            return parse_hour(raw)
        except ValueError:
            raise BadCell(_("“%(text)s” is not an hour. Write it as 16:00.") % {"text": raw}) from None

    def write(self, value):
        return f"{value:%H:%M}" if value else ""
