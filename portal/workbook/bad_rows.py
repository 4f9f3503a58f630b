"""The wrong rows of a workbook as a workbook: every error in a list, then each sheet's bad rows with their reasons."""
from lib.spreadsheet.writing import WorkbookWriter

_LIST = "Danh sách lỗi"
_REASON = "Lý do"


def write_bad_rows(target, read):
    """Write to a path; cells stand as they were typed, so that a row can be put right and sent again."""
    with WorkbookWriter(target) as workbook:
        rows = [(p.sheet, p.address or p.row or "", p.reason) for p in read.all_problems()]
        workbook.add_table(_LIST, ["Trang", "Ô", _REASON], rows, widths=(22, 10, 110))
        for sheet in read.read_sheets():
            bad = [row for row in sheet.rows if row.is_wrong]
            if bad:
                workbook.add_form(sheet.form, [_cells(sheet, row) for row in bad], extra=[_REASON])


def _cells(sheet, row):
    cells = [_typed(row, sheet.places[column.name], column) for column in sheet.form.columns]
    return [*cells, "; ".join(f"{problem.address}: {problem.reason}" if problem.address else problem.reason for problem in row.problems)]


def _typed(row, place, column):
    cell = row.raw[place] if place < len(row.raw) else ""
    # A whole number in a column of text was typed as a number: its text, not 10000005.0.
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) and column.kind.look == "text" else cell
