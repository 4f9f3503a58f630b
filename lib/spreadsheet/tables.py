"""A plain list as a workbook: real numbers, text as text, frozen head, ready to print on A4."""
import io

from lib.spreadsheet.plain import plain_workbook, write_text


def table_workbook(title, columns, rows):
    """Bytes of an xlsx with one sheet; `columns`: `[(heading, width in characters)]`; `rows`: lists of text or numbers."""
    buffer = io.BytesIO()
    with plain_workbook(buffer) as workbook:
        head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        number_look = workbook.add_format({"valign": "top", "text_wrap": True})
        # As text for whoever edits it, too.
        text_look = workbook.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
        sheet = workbook.add_worksheet(title[:31])
        for place, (heading, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            write_text(sheet, 0, place, str(heading), head)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                if isinstance(value, (int, float)):
                    sheet.write_number(number, place, value, number_look)
                else:
                    write_text(sheet, number, place, str(value), text_look)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    return buffer.getvalue()
