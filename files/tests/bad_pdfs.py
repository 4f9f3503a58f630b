"""PDFs that run, fetch, hide, burst or lie; `pdf_of` writes whatever it is told."""
import io
import zlib

import pypdf

from files.tests.corpus import pdf, pdf_of, stream

_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def acting(catalog=b"", page=b"", *more):
    """One white page, with something said in the catalogue or on the page; further objects are 4, 5, …"""
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>", _PAGES, _PAGE[:-2] + page + b" >>", *more,
    ])


def noted(action):
    """A link over the whole page."""
    return acting(page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A " + action + b" >>]")


def drawing(content, resources=b"", *more):
    return pdf_of([
        b"<< /Type /Catalog /Pages 2 0 R >>", _PAGES, _PAGE[:-2] + b"/Contents 4 0 R /Resources << " + resources + b" >> >>",
        content, *more,
    ])


def packed(content, head=b"", times=1):
    for _time in range(times):
        content = zlib.compress(content, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    return stream(head + b" /Filter [" + filters + b"]", content)


def huge_picture(side):
    """A picture of one colour, one bit a point."""
    row = b"\0" * ((side + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _row in range(side)) + packer.flush()
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /FlateDecode"
    return drawing(stream(b"", b"q 595 0 0 842 0 0 cm /I Do Q"), b"/XObject << /I 5 0 R >>", stream(head % (side, side), body))


def wide_pattern():
    """A pattern of half a point, laid over the page again and again."""
    tile = stream(
        b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.6 /YStep 0.6 /Resources << >>", b"0 0 1 1 re f"
    )
    return drawing(stream(b"", b"/Pattern cs /P scn 0 0 595 842 re f"), b"/Pattern << /P 5 0 R >>", tile)


def locked_for_its_owner():
    """Opens without a password; copying and printing are forbidden."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("", "owner", algorithm="RC4-128")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def counting(count):
    """Says that it has so many pages, and has one."""
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", _PAGES.replace(b"/Count 1", b"/Count %d" % count), _PAGE])


def with_file(name):
    return b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (%s) /EF << /F 4 0 R >> >>] >> >>" % name


_PROGRAM = stream(b"/Type /EmbeddedFile", b"MZ CANARY")
_XFA = stream(b"", b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><script>CANARY</script></xdp:xdp>")

# What acts when it is opened or pressed: drawn as the white page it shows.
ACTIVE = {
    "a script at opening": lambda: acting(b"/OpenAction << /S /JavaScript /JS (CANARY.alert\\(1\\)) >>"),
    "a script by name": lambda: acting(b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (CANARY) >>] >> >>"),
    "a script of a page": lambda: acting(page=b"/AA << /O << /S /JavaScript /JS (CANARY) >> >>"),
    "a script of a field": lambda: acting(
        b"/AcroForm << /Fields [4 0 R] >>", b"/Annots [4 0 R]",
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (CANARY) /Rect [0 0 99 99] /AA << /K << /S /JavaScript /JS (x) >> >> >>",
    ),
    "a program started": lambda: acting(b"/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c CANARY) >> >>"),
    "a program started by a link": lambda: noted(b"<< /S /Launch /F (CANARY.exe) >>"),
    "an address at opening": lambda: acting(b"/OpenAction << /S /URI /URI (http://127.0.0.1:9/CANARY) >>"),
    "a form that is sent": lambda: noted(b"<< /S /SubmitForm /F << /FS /URL /F (http://127.0.0.1:9/CANARY) >> >>"),
    "another file at opening": lambda: acting(b"/OpenAction << /S /GoToR /F (//127.0.0.1/CANARY.pdf) /D [0 /Fit] >>"),
    "data fetched into a form": lambda: noted(b"<< /S /ImportData /F (file:///etc/passwd) >>"),
    "a program within": lambda: acting(with_file(b"CANARY.exe"), b"", _PROGRAM),
    "a program at a note": lambda: acting(
        b"", b"/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS << /F (CANARY.exe) /EF << /F 4 0 R >> >> >>]", _PROGRAM
    ),
    "a portfolio": lambda: acting(b"/Collection << /View /D >> " + with_file(b"CANARY.pdf"), b"", stream(b"", pdf())),
    "an XFA form": lambda: acting(b"/AcroForm << /XFA 4 0 R /Fields [] >>", b"", _XFA),
    "a film": lambda: acting(page=b"/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] /Contents (CANARY) >>]"),
    "a drawing in three dimensions": lambda: acting(page=b"/Annots [<< /Type /Annot /Subtype /3D /Rect [0 0 9 9] /3DD 4 0 R >>]"),
    "a layer with an action": lambda: acting(b"/OCProperties << /OCGs [] /D << /AS [] >> >> /AA << /WC << /S /JavaScript /JS (CANARY) >> >>"),
    "a lock of its owner": locked_for_its_owner,
}

# What bursts, loops or lies about itself: `(verdict, how)`.
HEAVY = {
    "a stream of sixty megabytes": ("", lambda: drawing(packed(b" " * 60_000_000))),
    "a stream packed four times": ("too_heavy", lambda: drawing(packed(b"q " * 12_000_000, times=4))),
    "a picture of four hundred million points": ("", lambda: huge_picture(20_000)),
    "a picture with no content": ("", lambda: drawing(
        stream(b"", b"q 595 0 0 842 0 0 cm /I Do Q"), b"/XObject << /I 5 0 R >>",
        stream(b"/Type /XObject /Subtype /Image /Width 99999 /Height 99999 /BitsPerComponent 8 /ColorSpace /DeviceRGB", b"x"),
    )),
    "a page of a kilometre": ("", lambda: pdf(width=2_800_000, height=2_800_000)),
    "a page of nothing": ("", lambda: pdf(width=0, height=0)),
    "a page of less than nothing": ("", lambda: pdf(width=-595, height=-842)),
    "a unit of a thousand": ("", lambda: acting(page=b"/UserUnit 1000")),
    "brackets in brackets": ("", lambda: drawing(stream(b"", b"[" * 2_000_000))),
    "a state in a state": ("", lambda: drawing(stream(b"", b"q " * 1_000_000))),
    "a tree that holds itself": ("broken", lambda: pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])),
    "a page that is not there": ("broken", lambda: pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [9 0 R] /Count 1 >>"])),
    "no pages": ("broken", lambda: pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])),
    "more pages said than there are": ("too_many_pages", lambda: counting(100_000)),
    "a table that leads to itself": ("", lambda: pdf().replace(b"/Root", b"/Prev 0 /Root").replace(b"%%EOF", b"")),
    "a pattern of half a point": ("", wide_pattern),
}
