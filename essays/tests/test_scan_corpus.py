"""Bad scans: what of a ZIP, a PDF or a photo is refused as a whole, which page fails and why; and whatever becomes of their bytes."""
import io
import json
import random
import stat
import struct
import zipfile

import pytest
from PIL import Image

from essays.reading.reasons import PAGE, SCAN, ScanRefused
from essays.reading.scans import kind_of_scan
from essays.tests.scans import bytes_of, pdf_of, sheet, zip_of
from files.tests import bad_files, bad_pdfs, corpus
from lib.tests.apart import Apart

_MOST_MEGABYTES, _MOST_SECONDS = 700, 8
_DEFLATED = {"compression": zipfile.ZIP_DEFLATED}


@pytest.fixture(scope="module")
def apart():
    with Apart("essays.tests.reading_apart") as apart:
        yield apart


@pytest.fixture(scope="module")
def page():
    return bytes_of(sheet())


def linked(page):
    info = zipfile.ZipInfo("a.jpg")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return zip_of([("b.jpg", page), (info, "/etc/passwd")])


def locked(page):
    content = bytearray(zip_of([("a.jpg", page)]))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def spoilt(page):
    return zip_of([("a.jpg", page + b"MARK")]).replace(b"MARK", b"mark", 1)


def lying(page):
    """The archive says of a large picture that it is small."""
    content = bytearray(zip_of([("a.jpg", page + b"\0" * 3_000_000)], **_DEFLATED))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24:place + 28] = struct.pack("<I", 1_000)
    return bytes(content)


# By name: the ending it is sent with, how it is made of a good page, and what is said: a reason for the whole, or of each page.
BAD = {
    "a name that leads out": ("zip", lambda page: zip_of([("../../a.jpg", page)]), "zip_names"),
    "a name from the root": ("zip", lambda page: zip_of([("/etc/a.jpg", page)]), "zip_names"),
    "a name of Windows": ("zip", lambda page: zip_of([("C:/a.jpg", page)]), "zip_names"),
    "a ZIP within": ("zip", lambda page: zip_of([("a.zip", zip_of([("a.jpg", page)]))]), "zip_in_zip"),
    "a ZIP within, called a photo": ("zip", lambda page: zip_of([("a.jpg", zip_of([("a.jpg", page)])), ("b.jpg", page)]), ["not_a_picture", ""]),
    "a bomb": ("zip", lambda page: zip_of([("a.jpg", b"\0" * 20_000_000)], **_DEFLATED), "zip_bomb"),
    "a bomb of many members": ("zip", lambda page: zip_of([(f"{n}.jpg", b"x") for n in range(501)]), "too_many_pages"),
    "nothing in it": ("zip", lambda page: zip_of([]), "no_pages"),
    "only what systems leave": ("zip", lambda page: zip_of([("__MACOSX/a.jpg", page), ("Thumbs.db", b"x")]), "no_pages"),
    "a link": ("zip", linked, ["not_a_picture", ""]),
    "locked": ("zip", locked, "locked"),
    "a member spoilt": ("zip", spoilt, ["broken"]),
    "a member that lies about its size": ("zip", lying, ["broken"]),
    "a program among pages": ("zip", lambda page: zip_of([("a.exe", b"MZ"), ("b.jpg", page)]), ["not_a_picture", ""]),
    "a page of the web called a photo": ("zip", lambda page: zip_of([("a.jpg", b"<script>CANARY</script>"), ("b.jpg", page)]), ["not_a_picture", ""]),
    "a PDF within": ("zip", lambda page: zip_of([("a.pdf", corpus.pdf()), ("b.jpg", page)]), ["not_a_picture", ""]),
    "half a photo": ("zip", lambda page: zip_of([("a.jpg", page[:9_000]), ("b.jpg", page)]), ["broken", ""]),
    "a photo of four thousand million points": ("zip", lambda page: zip_of([("a.jpg", bad_files.jpeg_declaring(65_500, 65_500))]), ["too_many_pixels"]),
    "a picture of one colour": ("zip", lambda page: zip_of([("a.png", corpus.png_bomb(12_000))]), ["too_many_pixels"]),
    "moving pictures": ("zip", lambda page: zip_of([("a.webp", corpus.animated("WEBP"))]), ["animated"]),
    "no ZIP": ("zip", lambda page: b"PK\x03\x04 and nothing more", "broken"),
    "a ZIP called PDF": ("pdf", lambda page: zip_of([("a.jpg", page)]), "content_differs"),
    "a PDF called ZIP": ("zip", lambda page: corpus.pdf(), "content_differs"),
    "a page of the web": ("pdf", lambda page: b"<html>", "content_unknown"),
    "a table of Excel": ("xlsx", lambda page: b"PK\x03\x04", "kind_unknown"),
    "a ZIP cut": ("zip", lambda page: zip_of([("a.jpg", page)])[:-60], "broken"),
    "a PDF that starts a script": ("pdf", lambda page: bad_pdfs.ACTIVE["a script at opening"](), [""]),
    "a PDF that carries a program": ("pdf", lambda page: bad_pdfs.ACTIVE["a program within"](), [""]),
    "a PDF with a lock": ("pdf", lambda page: corpus.pdf_locked(), "locked"),
    "a PDF of too many pages": ("pdf", lambda page: bad_pdfs.counting(100_000), "too_many_pages"),
    "a PDF that holds itself": ("pdf", lambda page: bad_pdfs.HEAVY["a tree that holds itself"][1](), ["broken", "broken"]),
    "a photo that is an archive": ("jpg", lambda page: page + bad_files.archive(), [""]),
}


def said_of(apart, folder, ending, content):
    """The reason the whole is refused by, or those of its pages; what it cost is held against the bounds."""
    source, pictures = folder / "scan", folder / "pages"
    source.write_bytes(content)
    pictures.mkdir(exist_ok=True)
    try:
        kind = kind_of_scan(f"a.{ending}", source)
    except ScanRefused as error:
        return error.reason
    ran = apart.run("essays.tests.reading_apart", "read", kind, source, pictures)
    assert ran.megabytes < _MOST_MEGABYTES and ran.seconds < _MOST_SECONDS, ran
    assert ran.code == 0 and "Traceback" not in ran.err, ran
    head, *lines = [json.loads(line) for line in ran.out.splitlines()]
    for picture in pictures.iterdir():
        assert b"CANARY" not in picture.read_bytes() and b"PK\x03\x04" not in picture.read_bytes()
        picture.unlink()
    return head.get("refused") or [line.get("failure", "") for line in lines]


def test_each_scan_is_read_or_refused_as_the_table_says(apart, tmp_path, page):
    found = {name: said_of(apart, tmp_path, ending, make(page)) for name, (ending, make, _said) in BAD.items()}

    assert found == {name: said for name, (_ending, _make, said) in BAD.items()}
    assert said_of(apart, tmp_path, "zip", zip_of([("a.jpg", page)])) == [""]


def test_each_reason_has_words_that_say_what_to_do():
    # What was erased cannot be sent again.
    sentences = {code: str(words) for code, words in (SCAN | PAGE).items() if code != "erased"}
    assert [code for code, words in sentences.items() if not any(word in words.lower() for word in ("xin ", "đề nghị"))] == []


def _mutated(content, seed):
    chance, content = random.Random(seed), bytearray(content)
    for _change in range(chance.choice((1, 3, 20))):
        place = chance.randrange(len(content))
        if chance.randrange(2):
            content[place] ^= 1 << chance.randrange(8)
        else:
            del content[place:place + chance.randrange(1, 60)]
    return bytes(content)


def _mutations(apart, folder, seeds):
    # Small pages: what is tried here is the wrapping.
    small = bytes_of(Image.effect_noise((300, 420), 40))
    png = io.BytesIO()
    Image.effect_noise((200, 280), 40).save(png, "PNG")
    good = {"zip": zip_of([("a.jpg", small), ("b.png", png.getvalue())], **_DEFLATED), "pdf": pdf_of([small, small]), "jpg": small}
    for ending, content in good.items():
        for seed in seeds:
            said = said_of(apart, folder, ending, _mutated(content, f"{ending}{seed}"))
            assert set([said] if isinstance(said, str) else said) <= {*SCAN, *PAGE, ""}, (ending, seed)
        assert set(said_of(apart, folder, ending, content)) == {""}


def test_whatever_becomes_of_its_bytes_the_reader_answers(apart, tmp_path):
    _mutations(apart, tmp_path, range(6))


@pytest.mark.full
def test_whatever_becomes_of_its_bytes_many_times(apart, tmp_path):
    _mutations(apart, tmp_path, range(6, 200))
