"""A long appendix drawn row by row: the looks of the style sheet in hundredths of its time, memory that does not grow.

WeasyPrint keeps every cell as boxes until the last page is laid out: 20 ms and 200 kB a row. Here a page is written when
it is full. Sizes and rooms are those of `templates/documents/paper.css`; a test holds both drawings against each other.
"""
import functools
import io
import re

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from documents.fonts import FONT_FOLDER

MM = 72 / 25.4
REGULAR, BOLD, ITALIC = "Paper", "Paper-Bold", "Paper-Italic"
_FILES = {REGULAR: "Regular", BOLD: "Bold", ITALIC: "Italic"}
# Of the face, in parts of its size: how far it reaches above and below the base line.
_ASCENT, _DESCENT = 0.891, 0.216
_RULE, _ROOM_ABOVE, _ROOM_BESIDE = 0.5, 2, 2.5
_TABLE_LINE, _SMALL_LINE, _NUMBER_LINE = 1.2, 1.25, 1.15
_UNDER_REFERENCE, _OVER_NOTE = 9, 4
# Where a line may end besides spaces: after a hyphen.
_WORDS = re.compile(r"[^ -]*-+|[^ -]+| +")


def draw_long_appendix(appendix, layout, *, first_page, number_on_first):
    """`(bytes of the PDF, number of pages)`."""
    target = io.BytesIO()
    pages = _Pages(target, appendix, layout, first_page, number_on_first)
    pages.heading()
    table = _Table(pages, appendix)
    table.draw()
    pages.note(appendix.note)
    count = pages.finish()
    return target.getvalue(), count


@functools.cache
def _load_fonts():
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, FONT_FOLDER / f"LiberationSerif-{file}.ttf"))


class _Pages:
    """Pages filled from the top; heights count downwards from the upper edge, in points."""

    def __init__(self, target, appendix, layout, first_page, number_on_first):
        _load_fonts()
        self._layout, self._appendix = layout, appendix
        self.width, self.height = ((297, 210) if appendix.landscape else (210, 297))
        self.width, self.height = self.width * MM, self.height * MM
        self._canvas = Canvas(
            target, pagesize=(self.width, self.height), pageCompression=1, invariant=1, lang="vi", initialFontName=REGULAR
        )
        self.left, self.right = layout.margin_left * MM, self.width - layout.margin_right * MM
        self.top, self.bottom = layout.margin_top * MM, self.height - layout.margin_bottom * MM
        self._number, self._bare, self.count = first_page, not number_on_first, 0
        self._begin()

    def _begin(self):
        self.at = self.top
        self.count += 1
        if self._bare:
            self._bare = False
            return
        size = self._layout.page_number_size
        base = self._layout.page_number_from_edge * MM + base_in_line(size, size * _NUMBER_LINE)
        self.text((self.left + self.right) / 2, base, str(self._number + self.count - 1), REGULAR, size, "center")

    def turn(self):
        self._canvas.showPage()
        self._begin()

    def finish(self):
        self._canvas.showPage()
        self._canvas.save()
        return self.count

    def heading(self):
        layout, appendix = self._layout, self._appendix
        for text, font, size in [
            (appendix.label, BOLD, layout.appendix_size), (appendix.title, BOLD, layout.appendix_size),
            (appendix.reference, ITALIC, layout.reference_size),
        ]:
            self.lines(text, font, size, layout.line_height, "center")
        self.at += _UNDER_REFERENCE

    def note(self, text):
        if not text:
            return
        size = self._layout.recipients_size
        self.at += _OVER_NOTE
        self.lines(text, REGULAR, size, size * _SMALL_LINE, "left")

    def lines(self, text, font, size, height, align):
        for line in broken(text, font, size, self.right - self.left):
            if self.at + height > self.bottom:
                self.turn()
            self.text(self._place(align), self.at + base_in_line(size, height), line, font, size, align)
            self.at += height

    def _place(self, align):
        return {"left": self.left, "center": (self.left + self.right) / 2, "right": self.right}[align]

    def text(self, x, base, words, font, size, align):
        if align != "left":
            wide = width_of(words, font, size)
            x -= wide if align == "right" else wide / 2
        written = self._canvas.beginText(x, self.height - base)
        written.setFont(font, size)
        written.textOut(words)
        self._canvas.drawText(written)

    def rules(self, lines):
        """Straight lines `(x, y, x, y)` as thick as the table's."""
        self._canvas.setLineWidth(_RULE)
        self._canvas.setLineCap(2)
        self._canvas.lines([(a, self.height - b, c, self.height - d) for a, b, c, d in lines])


class _Table:
    def __init__(self, pages, appendix):
        self._pages, self._appendix, self._size = pages, appendix, appendix.size
        width, shares = pages.right - pages.left, [column.share for column in appendix.columns]
        self._edges = [pages.left + width * sum(shares[:i]) for i in range(len(shares) + 1)]
        self._aligns = [column.align for column in appendix.columns]
        self._line = self._size * _TABLE_LINE
        self._heads = [(self._broken([column.label for column in appendix.columns], BOLD), BOLD)]
        if appendix.number_columns:
            self._heads.append((self._broken([column.number for column in appendix.columns], ITALIC), ITALIC))
        self._boundaries = []

    def draw(self):
        self._head()
        total = self._broken(self._appendix.total, BOLD) if self._appendix.total else None
        last = len(self._appendix.rows) - 1
        for number, cells in enumerate(self._appendix.rows):
            font = BOLD if number in self._appendix.groups else REGULAR
            lines = self._broken(cells, font)
            # The line of the sum never stands alone, and the head of a group never without its first row.
            beside = self._height(total) if total and number == last else 0
            if font == BOLD and number < last:
                beside = self._height(self._broken(self._appendix.rows[number + 1], REGULAR))
            self._row(lines, font, beside=beside)
        if total:
            self._row(total, BOLD)
        self._close()

    def _broken(self, cells, font):
        """The lines of each cell of a row."""
        edges = self._edges
        return [
            broken(text, font, self._size, right - left - 2 * _ROOM_BESIDE - _RULE)
            for text, left, right in zip(cells, edges, edges[1:], strict=False)
        ]

    def _height(self, lines):
        return max(len(cell) for cell in lines) * self._line + 2 * _ROOM_ABOVE + _RULE

    def _head(self):
        self._boundaries = [self._pages.at]
        for lines, font in self._heads:
            self._put(lines, font, head=True)
        self._head_height = self._pages.at - self._boundaries[0]

    def _row(self, lines, font, *, beside=0):
        height = self._height(lines)
        if self._pages.at + height + beside > self._pages.bottom and len(self._boundaries) > len(self._heads) + 1:
            self._turn()
        while self._pages.at + self._height(lines) > self._pages.bottom:
            # Taller than a whole page: it goes on over the next ones.
            fits = int((self._pages.bottom - self._pages.at - 2 * _ROOM_ABOVE - _RULE) / self._line)
            if fits < 1:
                break
            self._put([cell[:fits] for cell in lines], font)
            lines = [cell[fits:] for cell in lines]
            self._turn()
        self._put(lines, font)

    def _turn(self):
        self._close()
        self._pages.turn()
        self._head()

    def _put(self, lines, font, *, head=False):
        pages, height = self._pages, self._height(lines)
        for place, cell in enumerate(lines):
            align = "center" if head else self._aligns[place]
            left, right = self._edges[place] + _ROOM_BESIDE + _RULE / 2, self._edges[place + 1] - _ROOM_BESIDE - _RULE / 2
            x = {"left": left, "right": right, "center": (left + right) / 2}[align]
            # Cells of a head stand in the middle of its height.
            y = pages.at + _RULE / 2 + _ROOM_ABOVE
            y += (height - _RULE - 2 * _ROOM_ABOVE - len(cell) * self._line) / 2 if head else 0
            for number, line in enumerate(cell):
                base = y + number * self._line + base_in_line(self._size, self._line)
                pages.text(x, base, line, font, self._size, align)
        pages.at += height
        self._boundaries.append(pages.at)

    def _close(self):
        """The rules of a page, when it is known how far its rows reach."""
        top, end = self._boundaries[0], self._boundaries[-1]
        across = [(self._edges[0], y, self._edges[-1], y) for y in self._boundaries]
        self._pages.rules(across + [(x, top, x, end) for x in self._edges])


def base_in_line(size, height):
    """How far below the upper edge of a line its base line lies."""
    return (height - (_ASCENT + _DESCENT) * size) / 2 + _ASCENT * size


@functools.lru_cache(maxsize=20_000)
def width_of(words, font, size):
    return pdfmetrics.stringWidth(words, font, size)


def broken(text, font, size, width):
    """Lines no wider than `width`; a word wider than a line is broken anywhere."""
    text = " ".join(text.split(" ")).replace("\n", " ").replace("\t", " ").strip(" ")
    if width_of(text, font, size) <= width:
        return [text] if text else []
    lines, line = [], ""
    for word in _WORDS.findall(text):
        if width_of((line + word).rstrip(" "), font, size) <= width:
            line += word
            continue
        if line.strip(" "):
            lines.append(line.rstrip(" "))
        *whole, line = _cut(word.lstrip(" "), font, size, width)
        lines += whole
    return lines + [line.rstrip(" ")] if line.strip(" ") else lines


def _cut(word, font, size, width):
    pieces, piece = [], ""
    for letter in word:
        if piece and width_of(piece + letter, font, size) > width:
            pieces.append(piece)
            piece = letter
        else:
            piece += letter
    return [*pieces, piece]
