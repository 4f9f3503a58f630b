"""Bad uploads as a table: what kind of mischief, under which name it is sent, and what is said of it.

A verdict is a code of files/verdicts.py, told at the door or after decoding; "" is a file that is taken, as the pictures its
pages show, with nothing else of it. `ANY` is for what is cut short or changed by chance: a known code, or taken.
"""
import io
import random
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import cache

from PIL import Image

from files.tests import bad_pdfs, corpus

ANY = "any"
_GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


@dataclass(frozen=True)
class Bad:
    kind: str
    name: str
    make: object
    verdict: str
    # What the browser says it is; nobody listens to it.
    said: str = "application/octet-stream"


@cache
def good(ending):
    if ending == "pdf":
        return corpus.pdf()
    form = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}[ending]
    return corpus.saved(Image.effect_noise((160, 120), 60).convert("RGB"), form)


def jpeg_declaring(width, height):
    """A photo whose head promises another size than it holds."""
    content = bytearray(good("jpg"))
    frame = content.find(b"\xff\xc0")
    content[frame + 5:frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def heic_declaring(side):
    content = bytearray(good("heic"))
    place = content.find(b"ispe")
    content[place + 8:place + 16] = struct.pack(">II", side, side)
    return bytes(content)


def webp_declaring(side):
    """An extended WebP: its canvas stands in three bytes a side."""
    flags = b"\0\0\0\0" + (side - 1).to_bytes(3, "little") * 2
    inner = b"WEBP" + b"VP8X" + struct.pack("<I", len(flags)) + flags + good("webp")[12:]
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def png_with(kind, content):
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return good("png")[:33] + chunk + good("png")[33:]


def png_of_chunks(count):
    """Very many empty remarks."""
    chunk = struct.pack(">I", 4) + b"tEXt" + b"a\0bb" + struct.pack(">I", zlib.crc32(b"tEXta\0bb"))
    return good("png")[:33] + chunk * count + good("png")[33:]


def jpeg_with(marker, content):
    return good("jpg")[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content + good("jpg")[2:]


def archive(name="run.html", content="<script>CANARY</script>"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr(name, content)
    return packed.getvalue()


def cut(ending, share):
    return lambda: good(ending)[: int(len(good(ending)) * share)]


def mutated(ending, seed):
    """The good one with some bytes changed, taken out or told twice."""
    chance, content = random.Random(f"{ending}{seed}"), bytearray(good(ending))
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


_BOMBS = {
    "a promise of nine hundred million points": ("a.png", lambda: corpus.png_declaring(30_000, 30_000), "too_many_pixels"),
    "a promise of no height": ("a.png", lambda: corpus.png_declaring(30_000, 0), "broken"),
    "a promise of all there is": ("a.png", lambda: corpus.png_declaring(2**31 - 1, 2**31 - 1), "too_many_pixels"),
    "one colour, twelve thousand a side": ("a.png", lambda: corpus.png_bomb(12_000), "too_many_pixels"),
    "a remark of thirty megabytes": ("a.png", corpus.png_with_text_bomb, "broken"),
    "a profile of thirty megabytes": ("a.png", lambda: png_with(b"iCCP", b"a\0\0" + zlib.compress(b"A" * 30_000_000, 9)), "broken"),
    "a remark in many tongues": ("a.png", lambda: png_with(b"iTXt", b"a\0\1\0\0\0" + zlib.compress(b"A" * 30_000_000, 9)), "broken"),
    "very many remarks": ("a.png", lambda: png_of_chunks(30_000), ""),
    "a photo of four thousand million points": ("a.jpg", lambda: jpeg_declaring(65_500, 65_500), "too_many_pixels"),
    "a photo of no width": ("a.jpg", lambda: jpeg_declaring(0, 100), "broken"),
    "a photo larger than it is": ("a.jpg", lambda: jpeg_declaring(8_000, 8_000), ""),
    "a canvas of sixteen thousand": ("a.webp", lambda: webp_declaring(16_383), "too_many_pixels"),
    "a telephone's photo of forty thousand": ("a.heic", lambda: heic_declaring(40_000), "too_many_pixels"),
    "moving pictures": ("a.webp", lambda: corpus.animated("WEBP"), "animated"),
    "moving pictures in PNG": ("a.png", lambda: corpus.animated("PNG"), "animated"),
}
_POLYGLOTS = {
    "a photo and an archive": ("a.jpg", lambda: good("jpg") + archive(), ""),
    "a picture and an archive": ("a.png", lambda: good("png") + archive(), ""),
    "a photo and a PDF": ("a.jpg", lambda: good("jpg") + corpus.pdf_with_script(), ""),
    "a photo and a PDF, called PDF": ("a.pdf", lambda: good("jpg") + corpus.pdf(), "content_differs"),
    "a PDF and an archive": ("a.pdf", lambda: corpus.pdf() + archive(), ""),
    "a PDF and a page of the web": ("a.pdf", lambda: b"%PDF-1.7\n<script>CANARY</script>\n" + corpus.pdf()[9:], ""),
    "a page of the web before a PDF": ("a.pdf", lambda: b"<script>CANARY</script>" + corpus.pdf(), "content_unknown"),
    "a GIF that is a script": ("a.jpg", lambda: b"GIF89a/*\0\0*/=1;alert('CANARY')", "content_unknown"),
    "a GIF that is a script, called so": ("a.gif", lambda: b"GIF89a/*\0\0*/=1;alert('CANARY')", "kind_unknown"),
    "a script in the remark of a photo": ("a.jpg", lambda: jpeg_with(0xFE, b"--><script>CANARY</script>"), ""),
    "PHP in the data of a photo": ("a.jpg", lambda: jpeg_with(0xE1, b"<?php CANARY ?>"), ""),
    "a page of the web in a remark": ("a.png", lambda: png_with(b"tEXt", b"a\0<script>CANARY</script>"), ""),
    "a photo that is a Java archive": ("a.jpg", lambda: good("jpg") + archive("META-INF/MANIFEST.MF", "Main-Class: CANARY"), ""),
    "a picture that is a Word file": ("a.docx", lambda: good("png") + archive("word/document.xml", "CANARY"), "kind_unknown"),
    "a shell script with a photo's name": ("a.jpg", lambda: b"#!/bin/sh\necho CANARY\n" + good("jpg"), "content_unknown"),
}
_LIES = {
    "a page of the web as a photo": ("a.jpg", lambda: b"<html><script>CANARY</script>", "content_unknown"),
    "a program as a photo": ("a.jpg", lambda: b"MZ\x90\x00" * 50, "content_unknown"),
    "a program of Linux as a PDF": ("a.pdf", lambda: b"\x7fELF" + b"\0" * 90, "content_unknown"),
    "PostScript as a PDF": ("a.pdf", lambda: b"%!PS-Adobe-3.0\n/CANARY run", "content_unknown"),
    "RTF as a PDF": ("a.pdf", lambda: b"{\\rtf1 CANARY}", "content_unknown"),
    "a drawing of the web": ("a.svg", lambda: b"<svg onload='CANARY'/>", "kind_unknown"),
    "a drawing of the web as a picture": ("a.png", lambda: b"<svg onload='CANARY'/>", "content_unknown"),
    "a GIF as a photo": ("a.jpg", lambda: _GIF, "content_unknown"),
    "a TIFF": ("a.tiff", lambda: b"II*\0\x08\0\0\0", "kind_unknown"),
    "a bitmap as a picture": ("a.png", lambda: corpus.saved(corpus.picture(), "BMP"), "content_unknown"),
    "a film as a telephone's photo": ("a.heic", lambda: b"\0\0\0\x18ftypqt  \0\0\0\0", "content_unknown"),
    "a sound as WebP": ("a.webp", lambda: b"RIFF\x24\0\0\0WAVEfmt ", "content_unknown"),
    "a photo as a picture": ("a.png", lambda: good("jpg"), "content_differs"),
    "a picture as a photo": ("a.jpg", lambda: good("png"), "content_differs"),
    "a PDF as a photo": ("a.jpg", corpus.pdf, "content_differs"),
    "a photo as a PDF": ("a.pdf", lambda: good("jpg"), "content_differs"),
    "WebP as a telephone's photo": ("a.heic", lambda: good("webp"), "content_differs"),
    "an archive as a PDF": ("a.pdf", archive, "content_unknown"),
    "a Word file": ("a.docx", lambda: b"PK\x03\x04", "kind_unknown"),
    "a program behind a PDF's name": ("a.pdf.exe", corpus.pdf, "kind_unknown"),
    "a script behind a photo's name": ("a.jpg.js", lambda: good("jpg"), "kind_unknown"),
    "no ending": ("photo", lambda: good("jpg"), "kind_unknown"),
    "an ending alone": ("jpg", lambda: good("jpg"), "kind_unknown"),
    "a point at the end": ("a.jpg.", lambda: good("jpg"), "kind_unknown"),
    "a blank at the end": ("a.jpg ", lambda: good("jpg"), "kind_unknown"),
    "a stream of Windows": ("a.exe::$DATA.jpg", lambda: b"MZ\x90\x00", "content_unknown"),
    "a head and nothing true behind it": ("a.jpg", lambda: b"\xff\xd8\xff\xe0" + b"\0" * 500, "broken"),
    "a wrong sum": ("a.png", corpus.png_with_a_wrong_sum, "broken"),
    "words behind a PDF's head": ("a.pdf", lambda: b"%PDF-1.7 and nothing more", "broken"),
}
# Said to be something else by the browser: what counts is the file.
_SAID = {
    "a photo said to be a page of the web": ("a.jpg", lambda: good("jpg"), "", "text/html"),
    "a photo said to be a script": ("a.jpg", lambda: good("jpg"), "", "application/javascript"),
    "a PDF said to be a photo": ("a.pdf", corpus.pdf, "", "image/jpeg"),
    "a page of the web said to be a photo": ("a.html", lambda: b"<script>CANARY</script>", "kind_unknown", "image/jpeg"),
    "a page of the web named and said to be a photo": ("a.jpg", lambda: b"<script>CANARY</script>", "content_unknown", "image/jpeg"),
}
_TRANSFERS = {
    "nothing": ("a.jpg", lambda: b"", "empty"),
    "zeros": ("a.jpg", lambda: b"\0" * 5_000, "content_unknown"),
    "two bytes": ("a.jpg", lambda: b"\xff\xd8", "content_unknown"),
    "a head": ("a.jpg", lambda: b"\xff\xd8\xff", "broken"),
    "zeros in place of its end": ("a.jpg", lambda: good("jpg")[:2_000] + b"\0" * (len(good("jpg")) - 2_000), ANY),
    "too large": ("a.jpg", lambda: good("jpg") + b"\0" * (25 * 1024 * 1024), "too_large"),
    "only its end": ("a.png", lambda: good("png")[500:], "content_unknown"),
    "line ends changed on the way": ("a.png", lambda: good("png").replace(b"\r\n", b"\n"), "content_unknown"),
    **{f"a photo cut at {share} of 11": ("a.jpg", cut("jpg", share / 11), "broken") for share in range(1, 11)},
    **{f"a picture cut at {share} of 4": ("a.png", cut("png", share / 4), "broken") for share in range(1, 4)},
    **{f"WebP cut at {share} of 3": ("a.webp", cut("webp", share / 3), "broken") for share in range(1, 3)},
    **{f"HEIC cut at {share} of 3": ("a.heic", cut("heic", share / 3), "broken") for share in range(1, 3)},
    **{f"a PDF cut at {share} of 5": ("a.pdf", cut("pdf", share / 5), ANY) for share in range(1, 5)},
}
BAD = {
    **{name: Bad("bomb", *entry) for name, entry in _BOMBS.items()},
    **{name: Bad("bomb", "a.pdf", make, verdict) for name, (verdict, make) in bad_pdfs.HEAVY.items()},
    **{name: Bad("polyglot", *entry) for name, entry in _POLYGLOTS.items()},
    **{name: Bad("lie", *entry) for name, entry in (_LIES | _SAID).items()},
    **{name: Bad("transfer", *entry) for name, entry in _TRANSFERS.items()},
    **{name: Bad("active", "a.pdf", make, "") for name, make in bad_pdfs.ACTIVE.items()},
    "locked": Bad("active", "a.pdf", corpus.pdf_locked, "pdf_locked"),
}

# What telephones, scanners and offices send: taken, one page.
GOOD = {
    "a photo": ("photo.JPG", corpus.jpeg), "a photo of a printer": ("photo.jpeg", lambda: corpus.saved(corpus.picture().convert("CMYK"), "JPEG")),
    "a transparent picture": ("a.png", lambda: corpus.saved(corpus.picture().convert("RGBA"), "PNG")),
    "a picture of few colours": ("a.png", lambda: corpus.saved(corpus.picture().convert("P"), "PNG")),
    "a grey picture": ("a.png", lambda: corpus.saved(corpus.picture(mode="L", colour=90), "PNG")),
    "a picture of sixteen bits": ("a.png", lambda: corpus.saved(corpus.picture(mode="I;16", colour=900), "PNG")),
    "WebP": ("a.webp", lambda: corpus.saved(corpus.picture(), "WEBP")), "a telephone's photo": ("a.heic", lambda: corpus.saved(corpus.picture(), "HEIF")),
    "a PDF": ("a.pdf", corpus.pdf), "a very large page": ("a.pdf", lambda: corpus.pdf(width=14_400, height=14_400)),
    "a very small page": ("a.pdf", lambda: corpus.pdf(width=3, height=3)),
}

# As sent, and as it is kept and shown.
NAMES = {
    "../../etc/passwd.jpg": "passwd.jpg", "/etc/cron.d/a.jpg": "a.jpg", "..\\..\\Windows\\a.jpg": "a.jpg", "C:\\Users\\me\\ảnh lớp.jpg": "ảnh lớp.jpg",
    "\\\\server\\share\\a.jpg": "a.jpg", "....//....//a.jpg": "a.jpg", "..%2f..%2fa.jpg": "..%2f..%2fa.jpg",
    "a\r\nSet-Cookie: x.jpg": "a Set-Cookie: x.jpg", "a\0.jpg": "a .jpg", "a\x07\x1b[31m.jpg": "a [31m.jpg", "a\u202egpj.exe.jpg": "a gpj.exe.jpg",
    "a\u200b\ufeffb.jpg": "a b.jpg", "\u2066a\u2069.jpg": "a .jpg", "  a   b .jpg": "a b .jpg", "x" * 300 + ".jpg": "x" * 190 + ".jpg",
    "a\u0309nh lo\u031b\u0301p.jpg": "ảnh lớp.jpg", "Bie\u0302n ba\u0309n ho\u0323p.jpg": "Biên bản họp.jpg",
    "CON.jpg": "CON.jpg", "nul.jpg": "nul.jpg", "<img src=x onerror=alert(1)>.jpg": "<img src=x onerror=alert(1)>.jpg",
    '"><script>alert(1)<\u2215script>.jpg': '"><script>alert(1)<\u2215script>.jpg', "{{ settings.SECRET_KEY }}.jpg": "{{ settings.SECRET_KEY }}.jpg",
    "=HYPERLINK(1).jpg": "=HYPERLINK(1).jpg", "; rm -rf $HOME.jpg": "; rm -rf $HOME.jpg", "-rf.jpg": "-rf.jpg", "🙂.jpg": "🙂.jpg",
    "a.jpg\n": "a.jpg", ".jpg": ".jpg", "a" + "\u0323" * 400 + ".jpg": None,
}
