"""Writes workbooks: text stays text (no formula, no link, no number made of a code), days are real days."""
import datetime

from lib.spreadsheet.kinds import AS_DAY, AS_NUMBER
from lib.spreadsheet.plain import plain_workbook, write_text

# The same input gives the same bytes: a file carries no moment of its making.
_NO_MOMENT = datetime.datetime(2000, 1, 1)


class WorkbookWriter:
    """A workbook being written to a path or a file object; used as a context."""

    def __init__(self, target):
        self._book = plain_workbook(target)
        self._book.set_properties({"created": _NO_MOMENT})
        self._head = self._book.add_format({"bold": True, "bg_color": "#F3E3B3", "border": 1, "text_wrap": True, "valign": "top"})
        self._formats = {
            AS_DAY: self._book.add_format({"num_format": "dd/mm/yyyy"}),
            AS_NUMBER: self._book.add_format({"num_format": "0"}),
        }
        self._text = self._book.add_format({"num_format": "@"})
        self._wrapped = self._book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})

    def __enter__(self):
        return self

    def __exit__(self, error_type, error, trace):
        self._book.close()

    def add_form(self, form, rows, extra=()):
        """A sheet by its form; each row a sequence of values in the order of the columns (raw cells stay as they are)."""
        sheet = self._sheet(form.name, [*(column.label for column in form.columns), *extra])
        formats = [self._formats.get(column.kind.look, self._text) for column in form.columns] + [self._wrapped] * len(extra)
        widths = [column.width for column in form.columns] + [60] * len(extra)
        for place, (width, look) in enumerate(zip(widths, formats, strict=True)):
            sheet.set_column(place, place, width, look)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                look = self._formats[AS_DAY] if isinstance(value, datetime.date) else formats[place]
                write_cell(sheet, number, place, value, look)

    def add_table(self, name, header, rows, widths=()):
        """A plain sheet of texts and numbers."""
        sheet = self._sheet(name, header)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                look = self._formats[AS_DAY] if isinstance(value, datetime.date) else self._wrapped
                write_cell(sheet, number, place, value, look)

    def _sheet(self, name, header):
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, label in enumerate(header):
            write_text(sheet, 0, place, label, self._head)
        return sheet


def write_cell(sheet, number, place, value, look):
    """One cell; an empty value leaves it empty, a text is never taken for a formula, a number or a link."""
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(number, place, value, look)
    elif isinstance(value, (int, float)):
        sheet.write_number(number, place, value, look)
    elif isinstance(value, (datetime.date, datetime.datetime)):
        sheet.write_datetime(number, place, value, look)
    else:
        write_text(sheet, number, place, str(value), look)
