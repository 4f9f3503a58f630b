import io

import numpy as np
import pillow_heif
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from essays.printing import paper
from essays.reading import layout, reasons
from essays.reading.pages import hash_distance
from essays.reading.scans import code_of
from essays.tests.scans import (
    FOREIGN, KEY, MM, bytes_of, grained, pdf_of, print_on, read, sheet, write_on, zip_of,
)
from lib.signed_codes import write_code

CODE = (10_000_023, 2)


def keys_of(page):
    return {suggestion.key for suggestion in page.suggestions}


def test_the_layout_is_the_printed_one():
    assert (layout.WIDTH, layout.HEIGHT, layout.CODE) == (paper.WIDTH, paper.HEIGHT, paper.CODE_SIDE)
    assert (layout.TOP_CODE, layout.BOTTOM_CODE) == paper.CODE_PLACES


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_read_and_set_upright_however_it_lay(tmp_path, turned):
    lying = sheet().rotate(turned, expand=True)
    [page] = read(tmp_path, "a.pdf", pdf_of([bytes_of(lying)]))
    upright = Image.open(io.BytesIO(page.picture))
    assert (page.page, page.code, page.reason, page.turn, page.failure) == (1, CODE, "", turned, "")
    assert (page.width, page.height) == upright.size and upright.height > upright.width
    assert abs(page.skew) < 0.3 and not page.rectified
    difference = np.abs(np.asarray(upright, float) - np.asarray(sheet().resize(upright.size), float)).mean()
    assert difference < 4


@pytest.mark.parametrize("askew", [-3, 2])
def test_what_lies_askew_is_straightened(tmp_path, askew):
    [page] = read(tmp_path, "a.jpg", bytes_of(sheet().rotate(askew, fillcolor=250, resample=Image.Resampling.BICUBIC)))
    assert page.code == CODE and page.turn == 0 and page.skew == pytest.approx(askew, abs=0.3)


def test_a_page_is_kept_at_150_dpi_whatever_the_scanner_gave(tmp_path):
    """Straight, askew and without a code; what has 150 dpi stays as it is."""
    large, bare = sheet().resize((1654, 2339)), sheet(texts=("", "")).resize((1654, 2339))
    scans = [large, large.rotate(90, expand=True), large.rotate(2, fillcolor=250), bare, sheet()]
    pages = read(tmp_path, "a.pdf", pdf_of([bytes_of(scan) for scan in scans]))
    assert [(page.width, page.height) for page in pages] == [(1240, 1754)] * 5


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_the_turn_of_a_pdf_page_is_respected(tmp_path, rotation):
    """A viewer turns the page clockwise; what lies in the file so that it is then upright needs no turn of ours."""
    lying = sheet().rotate(rotation, expand=True)
    [page] = read(tmp_path, "a.pdf", pdf_of([bytes_of(lying)], rotate=rotation))
    assert (page.code, page.turn) == (CODE, 0)


def test_a_scan_that_is_stored_inverted_is_turned_right(tmp_path):
    """Some copiers store the negative and say so by /Decode [1 0]."""
    negative = bytes_of(ImageOps.invert(sheet()))
    reader = pypdf.PdfReader(io.BytesIO(pdf_of([negative])))
    [image] = reader.pages[0]["/Resources"]["/XObject"].values()
    decode = pypdf.generic.ArrayObject([pypdf.generic.NumberObject(1), pypdf.generic.NumberObject(0)])
    image.get_object()[pypdf.generic.NameObject("/Decode")] = decode
    writer, target = pypdf.PdfWriter(clone_from=reader), io.BytesIO()
    writer.write(target)
    [page] = read(tmp_path, "a.pdf", target.getvalue())
    assert page.code == CODE
    assert np.asarray(Image.open(io.BytesIO(page.picture)).convert("L")).mean() > 150


def test_strokes_through_the_finders_of_both_codes_are_looked_through(tmp_path):
    crossed = sheet()
    pen = ImageDraw.Draw(crossed)
    for left, top in (layout.TOP_CODE, layout.BOTTOM_CODE):
        pen.line([(left + 2) * MM, (top - 8) * MM, (left + 2.5) * MM, (top + 4) * MM], fill=20, width=4)
    assert read(tmp_path, "a.pdf", pdf_of([bytes_of(crossed)]))[0].code == CODE


def test_a_photo_seen_from_the_side_becomes_a_flat_page(tmp_path):
    flat = sheet()
    wide, high = flat.size
    photo = flat.transform(
        (wide, high), Image.Transform.PERSPECTIVE, (1.12, 0.06, -80, 0.02, 1.1, -70, 0.00003, 0.00004),
        Image.Resampling.BICUBIC, fillcolor=90,
    )
    [page] = read(tmp_path, "a.jpg", bytes_of(photo))
    upright = Image.open(io.BytesIO(page.picture))
    assert page.code == CODE and page.rectified and "not_a4" not in keys_of(page)
    assert upright.height / upright.width == pytest.approx(297 / 210, abs=0.01)
    lines = np.asarray(upright.convert("L").resize((210, 297), Image.Resampling.BOX), float)[48:52, 30:190].mean(axis=1)
    assert lines.min() < 235  # the first line runs level


def test_the_picture_is_clean_small_and_without_metadata(tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "CAMERA OF A MEMBER"
    [page] = read(tmp_path, "a.jpg", bytes_of(sheet(), exif=exif))
    assert b"CAMERA" not in page.picture and not Image.open(io.BytesIO(page.picture)).getexif()
    assert len(page.picture) < 600_000 and len(page.thumbnail) < 30_000
    assert max(Image.open(io.BytesIO(page.thumbnail)).size) == 360
    assert len(page.sha256) == 64 and len(page.picture_hash) == 64


def test_a_coloured_page_keeps_its_colour_and_a_grey_one_is_grey(tmp_path):
    blue = sheet().convert("RGB")
    blue.paste((30, 40, 160), (300, 700, 800, 900))
    modes = [Image.open(io.BytesIO(read(tmp_path, "a.png", bytes_of(picture, "PNG"))[0].picture)).mode
             for picture in (blue, sheet().convert("RGB"))]
    assert modes == ["RGB", "L"]


def test_a_telephones_turn_is_respected(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    [page] = read(tmp_path, "a.jpg", bytes_of(sheet().rotate(90, expand=True), exif=exif))
    assert (page.code, page.turn) == (CODE, 0)


def test_every_kind_of_picture_is_read(tmp_path):
    pillow_heif.register_heif_opener()
    kinds = {"a.png": "PNG", "a.webp": "WEBP", "a.heic": "HEIF", "a.JPG": "JPEG"}
    read_codes = {name: read(tmp_path, name, bytes_of(sheet(), kind))[0].code for name, kind in kinds.items()}
    assert read_codes == dict.fromkeys(kinds, CODE)


def test_a_zip_is_read_in_the_order_people_count(tmp_path):
    members = [(f"x/page {number}.jpg", bytes_of(sheet(page=number))) for number in (10, 9, 1)]
    pages = read(tmp_path, "a.zip", zip_of([*members, ("__MACOSX/._page 1.jpg", b"x"), ("x/notes.jpg", b"text")]))
    assert [(page.member, page.code and page.code[1], page.failure) for page in pages] == [
        ("x/notes.jpg", None, "not_a_picture"),
        ("x/page 1.jpg", 1, ""), ("x/page 9.jpg", 9, ""), ("x/page 10.jpg", 10, ""),
    ]


def test_a_page_says_why_it_has_no_code(tmp_path):
    mine, other = (write_code(number, 1, key=KEY) for number in (10_000_001, 10_000_002))
    pages = [sheet(texts=("", "")), sheet(key=FOREIGN), sheet(texts=(mine, other)), sheet(texts=("HTTPS://EXAMPLE.ORG", "")),
             sheet(texts=(mine, "")), sheet(texts=("", mine))]
    read_pages = read(tmp_path, "a.pdf", pdf_of([bytes_of(page) for page in pages]))
    assert [(page.code, page.reason) for page in read_pages] == [
        (None, "no_code"), (None, "foreign_code"), (None, "codes_differ"), (None, "foreign_code"),
        ((10_000_001, 1), ""), ((10_000_001, 1), ""),
    ]


@given(st.lists(st.text(max_size=30), max_size=4))
def test_no_text_without_our_signature_is_a_code(texts):
    assert code_of(texts, keys=[KEY]) == (None, "foreign_code" if texts else "no_code")


@given(st.integers(10_000_000, 99_999_999), st.integers(1, 99), st.lists(st.sampled_from(["X", "HTTPS://A.B"])))
def test_one_signed_code_is_enough_and_two_must_agree(number, page, others):
    text = write_code(number, page, key=KEY)
    another = write_code(number, page % 99 + 1, key=KEY)
    assert code_of([*others, text, text], keys=[KEY]) == ((number, page), "")
    assert code_of([*others, text, another], keys=[KEY]) == (None, "codes_differ")


@pytest.mark.parametrize(("ink", "width"), [(232, 3), (225, 2), (200, 1), (30, 2)])
def test_a_faint_pencil_is_not_blank(tmp_path, ink, width):
    for base in (sheet(written=False), Image.new("L", (1240, 1754), 250)):
        write_on(base, ink=ink, words=8, width=width)
        [page] = read(tmp_path, "a.jpg", bytes_of(grained(base, 3)))
        assert "blank" not in keys_of(page)


def test_a_page_with_nothing_on_it_is_blank(tmp_path):
    blank = [sheet(written=False), grained(sheet(written=False)), grained(Image.new("L", (1240, 1754), 240)),
             Image.new("L", (1240, 1754), 255)]
    pages = read(tmp_path, "a.pdf", pdf_of([bytes_of(page) for page in blank]))
    assert ["blank" in keys_of(page) for page in pages] == [True] * 4


def test_what_may_be_looked_at_again_is_suggested_with_its_figure(tmp_path):
    written = sheet()
    dark = written.point(lambda value: value * 0.35)
    faint = sheet(ink=215, texts=("", "")).point(lambda value: value)
    blurred = written.filter(ImageFilter.GaussianBlur(6))
    short = written.crop((0, 0, written.width, round(200 * MM)))
    printed = sheet(written=False)
    print_on(printed)
    pages = read(tmp_path, "a.pdf", pdf_of([bytes_of(page) for page in (written, dark, faint, blurred, short, printed)]))
    assert keys_of(pages[0]) == set()
    wanted = ["dark", "faint", "blurred", "not_a4", "printed"]
    assert [key in keys_of(page) for key, page in zip(wanted, pages[1:], strict=True)] == [True] * 5
    assert all(suggestion.figure != suggestion.limit for page in pages for suggestion in page.suggestions)
    assert all(suggestion.key in reasons.SUGGESTION for page in pages for suggestion in page.suggestions)


def test_the_same_page_scanned_again_is_near_and_another_is_far(tmp_path):
    one, other = sheet(), sheet(written=False)
    write_on(other, words=9)
    again = grained(one.rotate(1, fillcolor=250))
    first, second, third = read(tmp_path, "a.pdf", pdf_of([bytes_of(page) for page in (one, again, other)]))
    assert hash_distance(first.picture_hash, second.picture_hash) < hash_distance(first.picture_hash, third.picture_hash)
