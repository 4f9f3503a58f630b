"""A look at the XML of the sheets before they are read: where formulas stand, how far the cells reach.

A reader of values sees the last result of a formula, not the formula; and it lays a sheet out as a full rectangle, so
one cell at XFD1048576 would fill the memory.
"""
import posixpath
import re
import zipfile
import zlib
from xml.etree import ElementTree

from lib.spreadsheet.container import Limits, UnreadableWorkbook, read_part

# One piece is a cell with its address, a row, or the start of a formula, whatever prefix the writer used.
_TAG = re.compile(rb"<(?:\w+:)?(?:(c|row)(?=[\s/>])([^>]*)>|(f)(?=[\s/>]))")
_ADDRESS = re.compile(rb"""\sr=["']([A-Z]{0,4})(\d{1,9})["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def scan_sheets(path, names=None, limits=Limits()):
    """`{sheet: [addresses of formula cells]}` of the sheets named (None: all); raises where one reaches too far."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _parts_of_sheets(archive, limits)
            return {
                name: _scan(archive, part, name, limits)
                for name, part in parts.items() if names is None or name in names
            }
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, KeyError, EOFError, OSError, RuntimeError) as error:
        raise UnreadableWorkbook("damaged") from error


def _parts_of_sheets(archive, limits):
    """`{sheet name: name of the archive's member}` in the order of the workbook."""
    relations = {}
    for relation in _tree(archive, "xl/_rels/workbook.xml.rels", limits):
        target = relation.get("Target", "")
        relations[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    parts = {}
    for element in _tree(archive, "xl/workbook.xml", limits).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            key = element.get(_RELATION) or element.get(_STRICT_RELATION)
            parts[element.get("name")] = relations[key]
    return parts


def _tree(archive, name, limits):
    return ElementTree.fromstring(b"".join(read_part(archive, name, limits)))  # noqa: S314 bounded, and no DTD gets through


def _scan(archive, part, sheet, limits):
    formulas, cell, rest = [], "", b""
    for piece in read_part(archive, part, limits):
        text = rest + piece
        # A tag cut in two waits for the next piece.
        cut = text.rfind(b"<")
        text, rest = text[:cut], text[cut:]
        cell = _scan_text(text, sheet, limits, formulas, cell)
    _scan_text(rest, sheet, limits, formulas, cell)
    return formulas


def _scan_text(text, sheet, limits, formulas, cell):
    for match in _TAG.finditer(text):
        kind, attributes, formula = match.groups()
        if formula:
            formulas.append(cell)
            continue
        address = _ADDRESS.search(attributes)
        if address:
            column, row = address[1].decode(), int(address[2])
            if row > limits.rows or column_number(column) > limits.columns:
                raise UnreadableWorkbook("reaches_too_far", sheet=sheet, address=f"{column}{row}")
            cell = f"{column}{row}"
        elif kind == b"c":
            raise UnreadableWorkbook("cells_without_address", sheet=sheet)
    return cell


def column_number(letters):
    """A = 1, Z = 26, AA = 27; 0 for none."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number):
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address_of(row, column):
    """`address_of(2, 3)` is "C2"."""
    return f"{column_letters(column)}{row}"
