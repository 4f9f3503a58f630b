"""The workbook of An Lạc moved by whole weeks, without what would lie in the future."""
import datetime
import re

import python_calamine

from lib.spreadsheet.writing import WorkbookWriter

# Monday of 2018-W02, the week of which the office's own figures are known.
WEEK_OF_THE_FIGURES = datetime.date(2018, 1, 8)
# Facts outside of the campaign: births, and resolutions that exist.
_FIXED_SHEETS = {"Đảng viên", "Nghị quyết"}
_DAY_IN_TEXT = re.compile(r"\b(\d{2})/(\d{2})/(\d{4})\b")
_HOURS = {"Sáng": 8, "Chiều": 14, "Tối": 19}


def write_shifted(source, target, *, at):
    """Write the workbook as if 2018-W02 were the week of the (local) moment, as things would stand at it."""
    monday = at.date() - datetime.timedelta(days=at.weekday())
    shift = monday - WEEK_OF_THE_FIGURES
    book = python_calamine.load_workbook(str(source))
    sheets = {}
    for name in book.sheet_names:
        header, *rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        moved = rows if name in _FIXED_SHEETS else [[_moved(cell, shift) for cell in row] for row in rows]
        sheets[name] = [header, *moved]
    _forget_the_future(sheets, at)
    with WorkbookWriter(str(target)) as workbook:
        for name, rows in sheets.items():
            workbook.add_table(name, rows[0], rows[1:])


def _moved(cell, shift):
    if isinstance(cell, datetime.date):
        return cell + shift
    if isinstance(cell, str):
        return _DAY_IN_TEXT.sub(lambda match: _moved_text(match, shift), cell)
    return cell


def _moved_text(match, shift):
    try:
        day = datetime.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return match[0]
    return f"{day + shift:%d/%m/%Y}"


def _forget_the_future(sheets, at):
    """Classes still to come, with who attends them; make-ups, essays and marks after today."""
    classes = _Columns(sheets, "Lớp học")
    classes.keep(lambda row: _moment(row("Ngày"), row("Buổi")) <= at.replace(tzinfo=None))
    held = {row("Mã lớp") for row in classes}
    for name in ("Đơn vị dự học", "Vắng mặt"):
        _Columns(sheets, name).keep(lambda row: row("Mã lớp") in held)
    today = at.date()
    _Columns(sheets, "Vắng mặt").blank_after(today, "Học bù ngày")
    essays = _Columns(sheets, "Thu hoạch")
    essays.keep(lambda row: row("Ngày nộp") <= today)
    essays.blank_after(today, "Ngày chấm", "Kết quả")


def _moment(day, part):
    return datetime.datetime.combine(day, datetime.time(_HOURS.get(part, 0)))


class _Columns:
    """Rows of a sheet by the names of their columns."""

    def __init__(self, sheets, name):
        self._rows = sheets[name]
        self._place = {label: i for i, label in enumerate(self._rows[0])}

    def __iter__(self):
        return (self._reader(row) for row in self._rows[1:])

    def _reader(self, row):
        return lambda label: row[self._place[label]]

    def keep(self, condition):
        self._rows[1:] = [row for row in self._rows[1:] if condition(self._reader(row))]

    def blank_after(self, day, label, *more):
        for row in self._rows[1:]:
            cell = row[self._place[label]]
            if isinstance(cell, datetime.date) and cell > day:
                for name in (label, *more):
                    row[self._place[name]] = ""
