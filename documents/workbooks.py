"""The appendices of a paper as a workbook: real numbers and days, frozen heads, ready to print on A4."""
import datetime
import io
import re

from documents.paper import day_of, paper_of
from lib.spreadsheet.plain import FORMULA_MARKS, plain_workbook, write_text

# "1.204", "96,52", "7" as wording.py prints them; "06" is a name, not a number.
_NUMBER = re.compile(r"-?(?:[1-9]\d{0,2}(?:\.\d{3})+|0|[1-9]\d{0,14})(?:,(\d{1,6}))?")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_FONT = "Times New Roman"
# Characters across the sheet, standing and lying; the page is fitted to its width anyway.
_WIDTHS = {False: 90, True: 140}


def appendices_workbook(payload):
    """Bytes of an XLSX with a sheet for each appendix; None where the paper has none. The same payload, the same bytes."""
    paper, layout = paper_of(payload)
    if not paper.appendices:
        return None
    target = io.BytesIO()
    with plain_workbook(target) as book:
        moment = datetime.datetime.combine(day_of(payload), datetime.time())
        book.set_properties({
            "title": paper.title, "subject": " ".join(paper.number.split()), "author": paper.body, "created": moment,
        })
        formats = _Formats(book)
        for appendix in paper.appendices:
            _Sheet(book, formats, appendix, layout).write()
    return target.getvalue()


class _Formats:
    """Formats by what they say, each made once."""

    def __init__(self, book):
        self._book, self._made = book, {}

    def get(self, **look):
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": _FONT, "text_wrap": True, "valign": "top", **look})
        return self._made[key]


class _Sheet:
    def __init__(self, book, formats, appendix, layout):
        self._appendix, self._layout, self._formats = appendix, layout, formats
        self._sheet = book.add_worksheet(appendix.label.capitalize())
        self._last = len(appendix.columns) - 1
        self._widths = [max(column.share * _WIDTHS[appendix.landscape], 4) for column in appendix.columns]

    def write(self):
        appendix, row = self._appendix, 0
        for text, look in [
            (appendix.label, {"bold": True}), (appendix.title, {"bold": True}), (appendix.reference, {"italic": True}),
        ]:
            self._line(row, text, size=14, **look)
            row += 1
        first_head = row
        row = self._head(row)
        for number, cells in enumerate(appendix.rows):
            self._cells(row, cells, **({"bold": True} if number in appendix.groups else {}))
            row += 1
        if appendix.total:
            self._cells(row, appendix.total, bold=True)
            row += 1
        if appendix.note:
            self._line(row, appendix.note, align="left", size=12)
        self._set_up(first_head, row_of_data=first_head + (2 if appendix.number_columns else 1))

    def _line(self, row, text, *, size, align="center", **look):
        """Text across the table; a merged cell does not grow by itself."""
        look = self._formats.get(font_size=size, align=align, **look)
        if self._last:
            self._sheet.merge_range(row, 0, row, self._last, "", look)
        write_text(self._sheet, row, 0, text, look)
        letters = sum(self._widths) * 11 / size
        self._sheet.set_row(row, size * 1.35 * (1 + int(len(text) / letters)))

    def _head(self, row):
        columns, size = self._appendix.columns, self._appendix.size
        bold = self._formats.get(font_size=size, border=1, bold=True, align="center")
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, self._widths[place])
            write_text(self._sheet, row, place, column.label, bold)
        if not self._appendix.number_columns:
            return row + 1
        italic = self._formats.get(font_size=size, border=1, italic=True, align="center")
        for place, column in enumerate(columns):
            self._sheet.write_string(row + 1, place, column.number, italic)
        return row + 2

    def _cells(self, row, cells, **look):
        for place, (text, column) in enumerate(zip(cells, self._appendix.columns, strict=True)):
            self._cell(row, place, text, column.align, {"font_size": self._appendix.size, "border": 1, **look})

    def _cell(self, row, place, text, align, look):
        value, shown = value_of(text, align)
        look = {**look, "align": align, **({"num_format": shown} if shown else {})}
        if isinstance(value, datetime.date):
            self._sheet.write_datetime(row, place, value, self._formats.get(**look))
        elif shown:
            self._sheet.write_number(row, place, value, self._formats.get(**look))
        elif value:
            quoted = {"quote_prefix": True} if value.startswith(FORMULA_MARKS) else {}
            write_text(self._sheet, row, place, value, self._formats.get(**look, **quoted))
        else:
            self._sheet.write_blank(row, place, None, self._formats.get(**look))

    def _set_up(self, first_head, row_of_data):
        """Every printed page begins with the line that says to which paper it belongs, and the head of the table."""
        sheet, layout = self._sheet, self._layout
        sheet.freeze_panes(row_of_data, 2 if self._last > 3 else 0)
        sheet.repeat_rows(first_head - 1, row_of_data - 1)
        sheet.set_paper(9)  # A4
        if self._appendix.landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        inches = [side / 25.4 for side in (layout.margin_left, layout.margin_right, layout.margin_top, layout.margin_bottom)]
        sheet.set_margins(*inches)
        header = f'&C&"{_FONT},Regular"&{layout.page_number_size:g}&P'
        sheet.set_header(header, {"margin": layout.page_number_from_edge / 25.4})


def value_of(text, align):
    """`(value, format)`: a number of a right-aligned column, a day; else the text without a format."""
    day = _day(text)
    if day is not None:
        return day, "dd/mm/yyyy"
    found = _NUMBER.fullmatch(text) if align == "right" else None
    if found is None:
        return text, None
    plain = text.replace(".", "").replace(",", ".")
    decimals = len(found[1] or "")
    return (float(plain), f"#,##0.{'0' * decimals}") if decimals else (int(plain), "#,##0")


def _day(text):
    found = _DAY.fullmatch(text)
    try:
        # A sheet counts its days from 1900.
        return datetime.date(int(found[3]), int(found[2]), int(found[1])) if found and int(found[3]) > 1900 else None
    except ValueError:
        return None
