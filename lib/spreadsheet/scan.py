"""A look at the XML of the sheets before they are read: where formulas stand, how far the cells reach, how much they say.

A reader of values sees the last result of a formula, not the formula; it lays a sheet out as a full rectangle, so
one cell at XFD1048576 would fill the memory; and it copies a text that stands once in the file into each cell that
shows it.
"""
import posixpath
import re
import zipfile
import zlib
from dataclasses import replace
from xml.etree import ElementTree

from lib.spreadsheet.container import Limits, UnreadableWorkbook, cut_at_tag, read_part

# One piece is a cell with its address, a row, the number of a shared text, or the start of a formula, whatever prefix the writer used.
_TAG = re.compile(rb"<(?:\w+:)?(?:(c|row)(?=[\s/>])([^>]*)>|(f)(?=[\s/>])|v(?:\s[^>]*)?>\s*(\d{1,7}))")
# A number has no type; whatever else has one is taken for the number of a shared text.
_TYPED = re.compile(rb"\st\s*=")
_ADDRESS = re.compile(rb"""\sr=["']([A-Z]{0,4})(\d{1,9})["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
# Of the parts that name the sheets, which are read as trees.
_LARGEST_TREE = 8 * 1024**2


def scan_sheets(path, names=None, limits=Limits(), texts=()):
    """`{sheet: [addresses of formula cells]}` of the sheets named (None: all); raises where one reaches too far.

    `texts` are the lengths of the texts the workbook keeps once for all cells.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _parts_of_sheets(archive, limits)
            return {
                name: _Scan(name, limits, texts).formulas_in(archive, part)
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
    content = b"".join(read_part(archive, name, replace(limits, part=min(limits.part, _LARGEST_TREE))))
    return ElementTree.fromstring(content)  # noqa: S314 bounded, and no DTD gets through


class _Scan:
    """One sheet, read piece by piece."""

    def __init__(self, sheet, limits, texts):
        self._sheet, self._limits, self._texts = sheet, limits, texts
        self._formulas, self._cell, self._is_typed = [], "", False
        self._last_row = self._last_column = self._said = 0

    def formulas_in(self, archive, part):
        rest = b""
        for piece in read_part(archive, part, self._limits):
            text, rest = cut_at_tag(rest + piece)
            self._look_at(text)
        self._look_at(rest)
        return self._formulas

    def _look_at(self, text):
        for match in _TAG.finditer(text):
            kind, attributes, formula, number = match.groups()
            if formula:
                self._formulas.append(self._cell)
            elif number:
                self._add_text(int(number))
            else:
                self._stand_at(kind, attributes)
        if self._last_row * self._last_column > self._limits.cells:
            raise UnreadableWorkbook("reaches_too_far", sheet=self._sheet, address=address_of(self._last_row, self._last_column))

    def _stand_at(self, kind, attributes):
        address = _ADDRESS.search(attributes)
        if address:
            row, column = int(address[2]), column_number(address[1].decode())
            self._cell = f"{address[1].decode()}{row}"
            if row > self._limits.rows or column > self._limits.columns:
                raise UnreadableWorkbook("reaches_too_far", sheet=self._sheet, address=self._cell)
            self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, column)
        elif kind == b"c":
            raise UnreadableWorkbook("cells_without_address", sheet=self._sheet)
        self._is_typed = kind == b"c" and _TYPED.search(attributes) is not None

    def _add_text(self, number):
        if self._is_typed and number < len(self._texts):
            self._said += self._texts[number]
            if self._said > self._limits.texts:
                raise UnreadableWorkbook("unpacks_too_large")


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
