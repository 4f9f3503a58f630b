"""The one place where a workbook is begun: what people wrote stays text, never a formula, a link or a number."""
import xlsxwriter

_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "default_date_format": "dd/mm/yyyy"}
# What a program may take for a formula when its cell is edited: such texts are written with the quote that says they are texts.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
# Letters a cell can hold.
MOST_LETTERS = 32_767


def plain_workbook(target):
    """An xlsxwriter workbook to a path or a file object."""
    return xlsxwriter.Workbook(target, _AS_TEXT | {"in_memory": not isinstance(target, str)})


def write_text(sheet, row, column, text, look):
    """A text as it is, and as much of it as a cell can hold."""
    sheet.write_string(row, column, text[:MOST_LETTERS], look)
