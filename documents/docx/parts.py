"""The parts of the paper before its appendices, in the order of the layout."""
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from documents.docx.styles import NORMAL, SECTION, STRONG
from documents.paper import BLANK, HALF_PADDING
from documents.widths import width_of

# Millimetres right of the recipients, points under the letterhead.
_RECIPIENTS_PADDING, _UNDER_HEAD = 5, 18


class PartWriter:
    """Writes the parts of one paper at the end of a document."""

    def __init__(self, document, paper, layout):
        self._document, self._paper, self._layout = document, paper, layout
        self._width = 210 - layout.margin_left - layout.margin_right

    def write(self):
        for part in self._layout.order:
            getattr(self, f"_{part}")()

    def _part_tables(self):
        """Two tables without a paragraph between them would become one."""
        last = [child for child in self._document.element.body if child.tag != qn("w:sectPr")][-1:]
        if last and last[0].tag == qn("w:tbl"):
            self._document.add_paragraph(style="Ngắt phần")

    def _head(self):
        paper, lines = self._paper, []
        table = self._halves(rows=2)
        lines.append((table.cell(0, 0), [
            *(("Cấp trên", line) for line in paper.superior_lines), *(("Cơ quan ban hành", line) for line in paper.body_lines),
            ("Dấu sao", "*"),
        ]))
        lines.append((table.cell(0, 1), [("Quốc hiệu Đảng", paper.banner)]))
        left = [("Số và ký hiệu", paper.number)]
        left += [("Dự thảo", paper.draft)] if paper.draft else []
        left += [("Trích yếu công văn", self._layout.letter_prefix + " ".join(paper.abstract))] if paper.is_letter else []
        lines.append((table.cell(1, 0), left))
        lines.append((table.cell(1, 1), [("Địa danh, ngày", line) for line in self._place_and_day()]))
        for cell, texts in lines:
            _pad(cell, left=HALF_PADDING, right=HALF_PADDING)
            _fill(cell, texts)
        for cell in (table.cell(1, 0), table.cell(1, 1)):
            _pad(cell, left=HALF_PADDING, right=HALF_PADDING, bottom=_UNDER_HEAD * 25.4 / 72)

    def _place_and_day(self):
        """On one line, the day on a line of its own beside a long place: it is never broken."""
        place, day = f"{self._paper.place},", self._paper.day
        room = (self._width / 2 - 2 * HALF_PADDING) * 72 / 25.4
        fits = width_of(f"{place} {day}", face="Italic", size=self._layout.place_size) <= room
        return [f"{place} {day}"] if fits else [place, day]

    def _title(self):
        if self._paper.is_letter:
            return
        self._line("Tên loại", self._paper.type_name)
        for line in self._paper.abstract:
            self._line("Trích yếu", line)
        self._line("Gạch dưới trích yếu", "-----")

    def _addressees(self):
        """Who is written to, beside the salutation: on tab stops, so that an office may add a line."""
        lines, edge = self._paper.addressees, self._width * 0.4
        for number, line in enumerate(lines):
            first = number == 0
            text = f"\t{self._paper.salutation}:\t{line}" if first else line
            paragraph = self._line("Kính gửi" if first else "Nơi gửi", text)
            shape = paragraph.paragraph_format
            shape.left_indent = Mm(edge)
            if first:
                shape.first_line_indent = Mm(-edge)
                shape.tab_stops.add_tab_stop(Mm(edge - 2), WD_TAB_ALIGNMENT.RIGHT)
                shape.tab_stops.add_tab_stop(Mm(edge))
        if lines:
            shape.space_after = Mm(12 * 25.4 / 72)

    def _body(self):
        rows = self._paper.blocks
        for number, row in enumerate(rows):
            if row.kind == "section":
                self._line(SECTION, row.text)
                continue
            paragraph = self._document.add_paragraph(style="Nội dung")
            if row.heading:
                paragraph.add_run(plain(row.heading), style=STRONG)
            if row.text:
                paragraph.add_run(plain(f"{' ' if row.heading else ''}{row.text}", edges=True))
            # The signature never stands alone: it follows the last lines of the text.
            last, before = number == len(rows) - 1, number + 1 < len(rows) and getattr(rows[number + 1], "keep", False)
            paragraph.paragraph_format.keep_with_next = True if last or before else None

    def _closing(self):
        paper, table = self._paper, self._halves(rows=1)
        left, right = table.cell(0, 0), table.cell(0, 1)
        _pad(right, left=HALF_PADDING, right=HALF_PADDING)
        if paper.left_signature:
            _pad(left, left=HALF_PADDING, right=HALF_PADDING)
            _fill(left, _signature(paper.left_signature))
        else:
            _pad(left, right=_RECIPIENTS_PADDING)
            texts = [("Nơi nhận", "Nơi nhận:")] if paper.recipients else []
            _fill(left, texts + [("Danh sách nơi nhận", f"- {line}") for line in paper.recipients])
        _fill(right, _signature(paper.signature))

    def _line(self, style, text):
        paragraph = self._document.add_paragraph(style=style)
        paragraph.add_run(plain(text, edges=True))
        return paragraph

    def _halves(self, *, rows):
        """A table without rules, a column for each half of the page; a row stays on one page."""
        self._part_tables()
        table = self._document.add_table(rows, 2)
        table.autofit = False
        for column in table.columns:
            column.width = Mm(self._width / 2)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell in row.cells:
                cell.width = Mm(self._width / 2)
                _pad(cell)
        return table


def _signature(sign):
    post = [("Chức vụ", sign["post"])] if sign["post"] else []
    return [("Quyền hạn ký", sign["authority"]), *post, ("Người ký", sign["name"])]


def plain(text, *, edges=False):
    """Runs of spaces as one, as paper shows them. `edges`: keep those at the ends.

    Room for the pen becomes common spaces: LibreOffice makes each hard space of an italic line half again as wide.
    """
    joined = "".join(" " if c in "\n\r\f" else c for c in text)
    while "  " in joined:
        joined = joined.replace("  ", " ")
    joined = joined if edges else joined.strip(" ")
    return joined.replace(BLANK, " " * len(BLANK))


def keep_spaces(document):
    """Without the mark a program may print several spaces as one."""
    for text in document.element.body.iter(qn("w:t")):
        if "  " in (text.text or ""):
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _fill(cell, texts):
    """One paragraph for each `(style, text)`; a cell has at least one."""
    first = cell.paragraphs[0]
    for number, (style, text) in enumerate(texts or [(NORMAL, "")]):
        paragraph = cell.add_paragraph() if number else first
        paragraph.style = style
        paragraph.add_run(plain(text))


def _pad(cell, **sides):
    """Room inside of the cell in millimetres, none on the sides that are not named."""
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcMar")):
        properties.remove(old)
    margins = OxmlElement("w:tcMar")
    for side in ("top", "left", "bottom", "right"):
        width = round(sides.get(side, 0) * 1440 / 25.4)
        margins.append(OxmlElement(f"w:{side}", {qn("w:w"): str(width), qn("w:type"): "dxa"}))
    properties.append(margins)
