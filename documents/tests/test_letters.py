"""Every Vietnamese letter in both cases, in each face and by both engines: read back as it was, drawn as the face draws it."""
import functools
import html
import unicodedata

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from documents import pdf
from documents.docx import render_docx
from documents.drawing import FONT_FOLDER, html_to_pdf
from documents.pdf import render_pdf
from documents.tests.printed import MM, letters_of_page
from documents.tests.printed_ink import fonts_of
from documents.tests.sample import paper
from documents.tests.test_docx import _written

_TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
_SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES] + list("bcdđfghjklmnpqrstvwxz")
LETTERS = "".join(_SMALL) + "".join(_SMALL).upper() + "0123456789.,;:/-()%“”–*"
_SIZE = 14


def test_the_letters_are_those_of_the_language():
    assert (len(_SMALL), len(set(LETTERS))) == (72 + 21, len(LETTERS))
    assert all(unicodedata.category(letter)[0] == "L" for letter in LETTERS[:186])


@pytest.mark.parametrize(("face", "style"), [
    ("Regular", ""), ("Bold", "font-weight: bold"), ("Italic", "font-style: italic"),
    ("BoldItalic", "font-weight: bold; font-style: italic"),
])
def test_weasyprint_draws_every_letter_in_every_face(face, style):
    css = f"p {{ font: {_SIZE}pt/18pt Paper; {style}; overflow-wrap: anywhere }}"
    content = html_to_pdf(f"<p>{html.escape(LETTERS)}", css)

    _check(letters_of_page(content, 1), face)
    assert list(fonts_of(content).values()) == [True]


@pytest.mark.parametrize("face", ["Regular", "Bold", "Italic"])
def test_the_engine_of_long_tables_draws_every_letter(monkeypatch, face):
    """In the cells, the line of the sum and the reference line, which bears the name of the body."""
    monkeypatch.setattr(pdf, "LONG_ROWS", 1)
    texts = {"Regular": "", "Bold": "", "Italic": ""} | {face: LETTERS}
    payload = paper(blocks=[], body_in_prose=texts["Italic"] or "A", settings={"table_size": _SIZE})
    table = payload["appendices"][1] | {"rows": [[texts["Regular"], *["1"] * 8], ["2"] * 9], "total": [texts["Bold"], *[""] * 8]}
    table["columns"][0] |= {"weight": 12, "align": "left"}
    payload["appendices"] = [table]

    letters = [one for one in letters_of_page(render_pdf(payload), 2) if one.size == _SIZE]
    drawn = [letter for letter in letters if _ends(letter.face) == face]
    text = "".join(letter.text for letter in drawn)
    start = text.index(LETTERS[:20])
    _check(drawn[start : start + len(LETTERS)], face)


def test_word_has_every_letter():
    payload = paper(blocks=[{"kind": "lead", "text": LETTERS}], appendices=[])

    assert LETTERS in _written(render_docx(payload))


def _ends(face):
    return face.rpartition("-")[2] if "-" in face else "Regular"


def _check(letters, face):
    """The letters as text; and the box of the ink of each against the outline in the face itself."""
    assert "".join(letter.text for letter in letters) == LETTERS
    for letter in letters:
        left, low, right, high = _outline(face, letter.text)
        wide, above, below = letter.right - letter.left, letter.base - letter.top, letter.bottom - letter.base
        expected = [right - left, high, -low]
        assert [wide, above, below] == pytest.approx([side * _SIZE / MM for side in expected], abs=0.12), letter.text


def _outline(face, letter):
    """The box of a letter in parts of the size."""
    font = _font(face)
    glyphs, pen = font.getGlyphSet(), BoundsPen(font.getGlyphSet())
    glyphs[font.getBestCmap()[ord(letter)]].draw(pen)
    return [side / font["head"].unitsPerEm for side in pen.bounds]


@functools.cache
def _font(face):
    return TTFont(FONT_FOLDER / f"LiberationSerif-{face}.ttf")
