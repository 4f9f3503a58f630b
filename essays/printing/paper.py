"""The paper all printed sheets share: A4 seen in millimetres from the top left, fonts, the two codes.

Loaded by who draws, not by every process: see `cell_file.py`.
"""
import functools

from django.conf import settings
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from essays.printing.code_squares import MODULES, path_of

WIDTH, HEIGHT = 210, 297
# The left is wide enough for two holes and a staple.
LEFT, RIGHT = 25, 198
CODE_SIDE = 22
# Upper left corners of the codes, in opposite corners of the page; four modules around them stay white.
CODE_PLACES = ((RIGHT - CODE_SIDE, 10), (14, 265))
REGULAR, BOLD, ITALIC = "Sheet", "Sheet-Bold", "Sheet-Italic"
_FILES = {REGULAR: "Regular", BOLD: "Bold", ITALIC: "Italic"}
# Binary as PDF allows it: text of eighty-five letters is a quarter longer and slow to make.
rl_config.useA85 = 0


@functools.cache
def load_fonts():
    folder = settings.BASE_DIR / "static" / "fonts" / "paper"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, folder / f"LiberationSerif-{file}.ttf"))


class Paper:
    """A PDF being drawn page by page."""

    def __init__(self, target, *, title):
        load_fonts()
        self.canvas = Canvas(target, pagesize=A4, pageCompression=1, invariant=1, lang="vi", initialFontName=REGULAR)
        self.canvas.setTitle(title)

    def text(self, x, y, words, *, font=REGULAR, size=12, align="left", width=None):
        """Words on the base line `y`; made smaller, down to two thirds, where they are wider than `width`."""
        if width is not None:
            size = fitting_size(words, font, size, width)
        self.canvas.setFont(font, size)
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString, "centre": self.canvas.drawCentredString}
        draw[align](x * mm, (HEIGHT - y) * mm, words)

    def line(self, x, y, x_end, y_end=None):
        y_end = y if y_end is None else y_end
        self.canvas.line(x * mm, (HEIGHT - y) * mm, x_end * mm, (HEIGHT - y_end) * mm)

    def ruling(self, first, last, step):
        """Lines to write on."""
        self.canvas.saveState()
        self.canvas.setStrokeGray(0.55)
        self.canvas.setLineWidth(0.45)
        y = first
        while y <= last:
            self.line(LEFT, y, RIGHT)
            y += step
        self.canvas.restoreState()

    def dots(self, x, y, x_end):
        """A dotted line to be filled in by hand."""
        self.canvas.saveState()
        self.canvas.setLineWidth(0.7)
        self.canvas.setLineCap(1)
        self.canvas.setDash(0, 3)
        self.line(x, y + 0.6, x_end)
        self.canvas.restoreState()

    def codes(self, code, letters):
        """The code twice, each with the same in letters beside it."""
        drawn = path_of(code)
        scale = CODE_SIDE / MODULES * mm
        for x, y in CODE_PLACES:
            self.canvas.addLiteral(f"q {scale:.4f} 0 0 {scale:.4f} {x * mm:.3f} {(HEIGHT - y - CODE_SIDE) * mm:.3f} cm {drawn} f Q")
        (right, top), (left, bottom) = CODE_PLACES
        self.text(right + CODE_SIDE, top + CODE_SIDE + 7, letters, size=9, align="right")
        self.text(left + CODE_SIDE + 5, bottom + CODE_SIDE - 1, letters, size=9)

    def background(self, name, draw):
        """Keep what `draw` draws as a part of the file, put under any number of pages."""
        self.canvas.beginForm(name)
        draw(self)
        self.canvas.endForm()

    def stamp(self, name):
        self.canvas.doForm(name)

    def next_page(self):
        self.canvas.showPage()

    def save(self):
        self.canvas.save()


def width_of(words, font, size):
    """In millimetres."""
    return pdfmetrics.stringWidth(words, font, size) / mm


def fitting_size(words, font, size, width):
    wide = width_of(words, font, size)
    return size if wide <= width else max(size * 2 / 3, size * width / wide)


def balanced_lines(words, *, font, size, width, most):
    """As few lines as the width allows, about equally long."""
    lines = lines_of(words, font=font, size=size, width=width, most=most)
    for narrower in range(int(width) - 5, int(width) // 2, -5):
        tried = lines_of(words, font=font, size=size, width=narrower, most=most + 1)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def lines_of(words, *, font, size, width, most):
    """The words in at most so many lines; what is still too long ends with dots."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, font, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return lines
