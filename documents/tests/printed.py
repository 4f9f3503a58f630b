"""What stands where on the pages of a PDF: runs of characters of one face, with millimetres from the top left."""
import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

MM = 72 / 25.4


@dataclass
class Run:
    """Characters of one line in one face and size."""

    text: str
    face: str
    size: float
    left: float
    right: float
    # Of the base line, from the upper edge of the sheet; then of the ink itself.
    base: float
    top: float
    bottom: float

    @property
    def middle(self):
        return (self.left + self.right) / 2


def runs_of_pages(content):
    """The runs of each page, in the order they were printed."""
    document = pypdfium2.PdfDocument(content)
    return [_runs_of_page(page) for page in document]


def letters_of_page(content, number):
    """Every letter of a page as a run of its own, those that show nothing left out."""
    letters = _letters_of_page(pypdfium2.PdfDocument(content)[number - 1])
    return [letter for letter in letters if letter.text.strip()]


def text_of_pages(content):
    return ["\n".join(run.text for run in runs) for runs in runs_of_pages(content)]


def page_sizes(content):
    """(width, height) of each page in whole millimetres."""
    document = pypdfium2.PdfDocument(content)
    return [tuple(round(side / MM) for side in page.get_size()) for page in document]


def rules_of_page(content, number):
    """Horizontal rules of a page, as (left, right, height from the upper edge)."""
    page = pypdfium2.PdfDocument(content)[number - 1]
    height = page.get_size()[1]
    found = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = thing.get_bounds()
        if top - bottom < 2 < right - left:
            found.append((round(left / MM, 1), round(right / MM, 1), round((height - top) / MM, 1)))
    return found


def find_run(runs, start):
    """The one run that begins with the text."""
    found = [run for run in runs if run.text.startswith(start)]
    assert len(found) == 1, f"{len(found)} runs begin with {start!r}: {[run.text for run in runs]}"
    return found[0]


def _runs_of_page(page):
    runs = []
    for letter in _letters_of_page(page):
        last = runs[-1] if runs else None
        if last and _continues(last, letter):
            if not last.text.strip():
                last.top, last.bottom = letter.top, letter.bottom
            elif letter.text.strip():
                last.top, last.bottom = min(last.top, letter.top), max(last.bottom, letter.bottom)
            last.text += letter.text
            last.right = max(last.right, letter.right)
        else:
            runs.append(letter)
    for run in runs:
        run.text = run.text.strip()
    return [run for run in runs if run.text]


def _letters_of_page(page):
    height, text_page = page.get_size()[1], page.get_textpage()
    letters = (_letter(text_page, i, height) for i in range(text_page.count_chars()))
    return [letter for letter in letters if letter is not None]


def _continues(run, letter):
    same_line = abs(run.base - letter.base) < 0.3 and letter.left > run.left - 1
    # Closer than the walls of two cells of a table.
    near = letter.left - run.right < 1.5
    return same_line and near and (run.face, run.size) == (letter.face, letter.size)


def _letter(text_page, i, height):
    if raw.FPDFText_IsGenerated(text_page, i) == 1:
        return None
    left, bottom, right, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, i, left, right, bottom, top)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, i, x, y)
    return Run(
        text=chr(raw.FPDFText_GetUnicode(text_page, i)),
        face=_face(text_page, i),
        size=_size(text_page, i),
        left=round(left.value / MM, 2), right=round(right.value / MM, 2), base=round((height - y.value) / MM, 2),
        top=round((height - top.value) / MM, 2), bottom=round((height - bottom.value) / MM, 2),
    )


def _size(text_page, i):
    """Points on paper: the size in the text's own space, as its matrix shows it."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, i, matrix)
    return round(raw.FPDFText_GetFontSize(text_page, i) * abs(matrix.d), 2)


def _face(text_page, i):
    flags = ctypes.c_int()
    size = raw.FPDFText_GetFontInfo(text_page, i, None, 0, flags)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFText_GetFontInfo(text_page, i, buffer, size, flags)
    return buffer.value.decode().rpartition("+")[2]
