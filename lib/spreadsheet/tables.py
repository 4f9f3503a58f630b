"""A plain list as a workbook: real numbers, text as text, frozen head, ready to print on A4."""
import io

import xlsxwriter


def table_workbook(title, columns, rows):
    """Bytes of an xlsx with one sheet; `columns`: `[(heading, width in characters)]`; `rows`: lists of text or numbers."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        cell = workbook.add_format({"valign": "top", "text_wrap": True})
        sheet = workbook.add_worksheet(title[:31])
        for place, (heading, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, str(heading), head)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                write = sheet.write_number if isinstance(value, (int, float)) else sheet.write_string
                write(number, place, value, cell)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()
