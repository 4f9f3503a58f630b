"""Workbooks made to break their reader: each with the code it is refused by, "" where it is read without harm."""
import io
import random
import zipfile
from dataclasses import dataclass

import xlsxwriter

_SHEET, _BOOK, _TEXTS, _RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
_FETCHES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Bad:
    kind: str
    make: object
    code: str


def good():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Nghị quyết")
        for row in range(8):
            sheet.write_row(row, 0, [f"{row + 10}-NQ/TW", "Sắp xếp tổ chức bộ máy", row])
    return content.getvalue()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts, packing=zipfile.ZIP_DEFLATED):
    """`parts`: `{name or ZipInfo: content}`, or pairs of them."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packing) as archive:
        for name, part in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, part)
    return content.getvalue()


def twisted(**changes):
    """The good one with some of its parts changed by functions of their text."""
    parts = parts_of(good())
    for key, change in changes.items():
        name = {"sheet": _SHEET, "book": _BOOK, "texts": _TEXTS, "relations": _RELATIONS}[key]
        changed = change(parts[name].decode())
        parts[name] = changed if isinstance(changed, bytes) else changed.encode()
    return packed(parts)


def with_part(name, content=b"x"):
    return packed(parts_of(good()) | {name: content})


def declaring(text):
    """A change that puts the declaration behind the XML's head."""
    return lambda part: part.replace("?>", f"?>{text}", 1)


def cells(rows):
    return lambda part: part[: part.index("<sheetData>")] + f"<sheetData>{rows}</sheetData></worksheet>"


def link():
    info = zipfile.ZipInfo("xl/media/a.png")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return packed([*parts_of(good()).items(), (info, "/etc/passwd")])


def named_alike(name):
    # Whoever writes an archive by hand may name a part twice; zipfile only warns.
    parts = list(parts_of(good()).items())
    return packed([*parts, (name, b"<x/>")])


def byte_changed(mark, offset, value):
    """Every place of the mark, changed some bytes after it."""
    def make():
        content, place = bytearray(good()), 0
        while (place := content.find(mark, place)) >= 0:
            content[place + offset] = value
            place += 4
        return bytes(content)
    return make


def spoilt():
    content = packed(parts_of(good()), zipfile.ZIP_STORED)
    return content.replace("Sắp xếp".encode(), "Sắp xêp".encode(), 1)


def said_to_unpack(content, size, said):
    """The sheet of `size` bytes, of which the archive says that it unpacks to `said`."""
    content = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = 0
        while (place := content.find(mark, place)) >= 0:
            if int.from_bytes(content[place + offset:place + offset + 4], "little") == size:
                content[place + offset:place + offset + 4] = said.to_bytes(4, "little")
            place += 4
    return bytes(content)


def bursting(size, said):
    return lambda: said_to_unpack(with_part(_SHEET, b" " * size), size, said)


def one_long_text():
    """A text of a hundred kilobytes, kept once and shown in twenty thousand cells: two gigabytes when read."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    return twisted(sheet=cells(rows), texts=lambda part: f"<sst><si><t>{'a' * 100_000}</t></si></sst>")


def cut(share):
    def make():
        content = good()
        return content[: int(len(content) * share)]
    return make


def corners(address):
    return lambda: twisted(sheet=cells(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{address.strip("ABCDEFGRX")}"><c r="{address}"><v>1</v></c></row>'))


BAD = {
    "words": Bad("lie", lambda: b"S\xc3\xb4 theo d\xc3\xb5i", "not_xlsx"),
    "nothing": Bad("transfer", lambda: b"", "not_xlsx"),
    "a page of the web": Bad("lie", lambda: b"<html><table><tr><td>=1+1</td></tr></table></html>", "not_xlsx"),
    "a table of 2003 as XML": Bad("lie", lambda: b'<?xml version="1.0"?><Workbook/>', "not_xlsx"),
    "another archive": Bad("lie", lambda: packed({"a.txt": "x"}), "not_xlsx"),
    "a Word file": Bad("lie", lambda: packed({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "not_xlsx"),
    "a program before the archive": Bad("polyglot", lambda: b"MZ\x90\x00" + good(), "not_xlsx"),
    "an old workbook": Bad("lie", lambda: _OLE + b"Workbook" * 100, "old_xls"),
    "locked": Bad("lie", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "locked parts": Bad("zip", byte_changed(b"PK\x01\x02", 8, 1), "encrypted"),
    "an unknown packing": Bad("zip", byte_changed(b"PK\x01\x02", 10, 99), "damaged"),
    "a part spoilt": Bad("zip", spoilt, "damaged"),
    "a part twice": Bad("zip", lambda: named_alike(_SHEET), "damaged"),
    "a part twice in other letters": Bad("zip", lambda: named_alike("XL/Workbook.xml"), "damaged"),
    "texts twice": Bad("zip", lambda: named_alike("xl/other/sharedstrings.XML"), "damaged"),
    "a part above": Bad("zip", lambda: with_part("../../a.xml"), "damaged"),
    "a part from the root": Bad("zip", lambda: with_part("/etc/cron.d/a"), "damaged"),
    "a part of Windows": Bad("zip", lambda: with_part("xl\\..\\..\\a.xml"), "damaged"),
    "a link": Bad("zip", link, "damaged"),
    "too many parts": Bad("bomb", lambda: packed(parts_of(good()) | {f"xl/a{n}.xml": "" for n in range(2_001)}), "too_many_parts"),
    "a sheet that bursts": Bad("bomb", bursting(1_000_003, 210_000_000), "unpacks_too_large"),
    "a sheet that lies about its size": Bad("bomb", bursting(8_000_003, 1000), "damaged"),
    "a tree of nine megabytes": Bad("bomb", lambda: twisted(book=lambda part: part.replace("<sheets>", "<x/>" * 2_300_000 + "<sheets>")), "unpacks_too_large"),
    "one long text in many cells": Bad("bomb", one_long_text, "unpacks_too_large"),
    "a tag without end": Bad("bomb", lambda: twisted(sheet=cells("<c " + "a" * 5_000_000)), "damaged"),
    "an archive within": Bad("bomb", lambda: with_part("xl/embeddings/a.xlsx", good()), ""),
    "cells at the last corner": Bad("bomb", corners("XFD1048576"), "reaches_too_far"),
    "cells at the corners allowed": Bad("bomb", corners("GR100000"), "reaches_too_far"),
    "a row far down": Bad("bomb", lambda: twisted(sheet=cells('<row r="999999999"><c r="A1"><v>1</v></c></row>')), "reaches_too_far"),
    "a size that is said": Bad("lie", lambda: twisted(sheet=lambda part: part.replace('ref="A1:C8"', 'ref="A1:XFD1048576"')), ""),
    "cells without addresses": Bad("lie", lambda: twisted(sheet=cells("<row><c><v>1</v></c></row>")), "cells_without_address"),
    "laughs in the sheet": Bad("xml", lambda: twisted(sheet=declaring(_LAUGHS)), "damaged"),
    "laughs in the texts": Bad("xml", lambda: twisted(texts=declaring(_LAUGHS)), "damaged"),
    "laughs in the book": Bad("xml", lambda: twisted(book=declaring(_LAUGHS)), "damaged"),
    "laughs in UTF-16": Bad("xml", lambda: twisted(book=lambda part: declaring(_LAUGHS)(part).replace("UTF-8", "UTF-16").encode("utf-16")), "damaged"),
    "a sheet in UTF-16": Bad("xml", lambda: twisted(sheet=lambda part: part.replace("UTF-8", "UTF-16").encode("utf-16")), "damaged"),
    "a file of the server in the texts": Bad("xml", lambda: twisted(texts=declaring(_FETCHES)), "damaged"),
    "a file of the server in the book": Bad("xml", lambda: twisted(book=declaring(_FETCHES)), "damaged"),
    "no XML": Bad("xml", lambda: twisted(book=lambda part: part[:-40]), "damaged"),
    "a sheet that is not there": Bad("xml", lambda: twisted(relations=lambda part: part.replace("sheet1.xml", "sheet9.xml")), "damaged"),
    "a sheet of the server": Bad("xml", lambda: twisted(relations=lambda part: part.replace("worksheets/sheet1.xml", "../../../../etc/passwd")), "damaged"),
    "a sheet from elsewhere": Bad("xml", lambda: twisted(relations=lambda part: part.replace("worksheets/sheet1.xml", "http://127.0.0.1:9/a.xml")), "damaged"),
    "links to other workbooks": Bad("active", lambda: with_part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), ""),
    "a macro": Bad("active", lambda: with_part("xl/vbaProject.bin", _OLE), ""),
    "an object": Bad("active", lambda: with_part("xl/embeddings/oleObject1.bin", _OLE), ""),
    **{f"cut at {share}": Bad("transfer", cut(share / 11), "damaged") for share in range(1, 11)},
}


def mutated(seed):
    """The good one with some bytes changed, taken out or told twice."""
    chance, content = random.Random(seed), bytearray(good())
    for _change in range(chance.choice((1, 2, 8, 40))):
        place = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[place] ^= 1 << chance.randrange(8)
            case 1:
                content[place] = chance.choice((0, 0xFF, 0x7F, 0x80))
            case 2:
                del content[place:place + chance.randrange(1, 60)]
            case 3:
                content[place:place] = content[place:place + chance.randrange(1, 60)]
    return bytes(content)
