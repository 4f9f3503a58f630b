"""Named styles of the paper, made from its layout: an office that changes one changes the whole document."""
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

FONT = "Times New Roman"
NORMAL, HEADER, SECTION, STRONG = "Normal", "header", "heading 1", "Strong"
ALIGNS = {"left": Align.LEFT, "right": Align.RIGHT, "center": Align.CENTER}
_ALIGN_WORDS = {"left": "trái", "right": "phải", "center": "giữa"}


def cell_style(size, align, *, total=False):
    """The name of the style of a cell's text."""
    return f"{'Dòng cộng' if total else 'Ô bảng'} {size:g} {_ALIGN_WORDS[align]}"


def head_style(size):
    return f"Đầu bảng {size:g}"


def column_number_style(size):
    return f"Số cột {size:g}"


class StyleBook:
    """The styles of one document, from an empty list of styles."""

    def __init__(self, document, layout):
        self._styles = document.styles
        self._line = layout.line_height
        for style in list(self._styles):
            style.delete()
        for hidden in self._styles.element.findall(qn("w:latentStyles")):
            self._styles.element.remove(hidden)
        self._defaults()
        self._add_all(layout)

    def _defaults(self):
        fonts = self._styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        for child in list(fonts):
            fonts.remove(child)
        fonts.append(_fonts())
        language = fonts.makeelement(qn("w:lang"), {
            qn("w:val"): "vi-VN", qn("w:eastAsia"): "vi-VN", qn("w:bidi"): "ar-SA",
        })
        fonts.append(language)
        paragraphs = self._styles.element.find(qn("w:docDefaults")).find(qn("w:pPrDefault"))
        for child in list(paragraphs):
            paragraphs.remove(child)

    def _add_all(self, layout):
        self.add(NORMAL, size=layout.text_size, base=None, builtin=True)
        self.add(HEADER, size=layout.page_number_size, align="center", builtin=True, line=layout.page_number_size * 1.15)
        self._add_strong()
        self._add_head(layout)
        self._add_title(layout)
        self._add_text(layout)
        self._add_closing(layout)
        self._add_appendix(layout)

    def _add_strong(self):
        self._styles.add_style(STRONG, WD_STYLE_TYPE.CHARACTER, builtin=True).font.bold = True

    def _add_head(self, layout):
        add = self.add
        add("Quốc hiệu Đảng", size=layout.banner_size, bold=True, align="center")
        add("Cấp trên", size=layout.superior_size, align="center")
        add("Cơ quan ban hành", size=layout.body_name_size, bold=True, align="center")
        add("Dấu sao", size=layout.body_name_size, align="center")
        add("Số và ký hiệu", size=layout.number_size, align="center")
        add("Dự thảo", size=layout.number_size, align="center")
        add("Địa danh, ngày", size=layout.place_size, italic=True, align="center")
        small = layout.letter_abstract_size
        add("Trích yếu công văn", size=small, italic=True, align="left", line=small * 1.25)
        add("Kính gửi", size=layout.text_size)
        add("Nơi gửi", size=layout.text_size)

    def _add_title(self, layout):
        self.add("Tên loại", size=layout.type_size, bold=True, align="center", after=3, outline=0)
        self.add("Trích yếu", size=layout.abstract_size, bold=True, align="center")
        self.add("Gạch dưới trích yếu", size=layout.text_size, align="center", after=12)

    def _add_text(self, layout):
        shape = {"size": layout.text_size, "after": layout.paragraph_gap, "indent": layout.first_line_indent}
        self.add("Nội dung", align="justify", **shape)
        self.add(SECTION, bold=True, builtin=True, outline=0, keep=True, **shape)

    def _add_closing(self, layout):
        # The gap of 12 points over the signature, of which the last paragraph gives its own.
        above = max(12 - layout.paragraph_gap, 0)
        self.add("Nơi nhận", size=layout.recipients_label_size, underline=True, before=above)
        small = layout.recipients_size
        self.add("Danh sách nơi nhận", size=small, line=small * 1.25, left=3, indent=-3)
        self.add("Quyền hạn ký", size=layout.authority_size, bold=True, align="center", before=above)
        self.add("Chức vụ", size=layout.post_size, align="center")
        self.add("Người ký", size=layout.signer_size, bold=True, align="center", before=layout.signature_room)

    def _add_appendix(self, layout):
        self.add("Phụ lục", size=layout.appendix_size, bold=True, align="center", outline=0, keep=True)
        self.add("Tên phụ lục", size=layout.appendix_size, bold=True, align="center", keep=True)
        self.add("Kèm theo", size=layout.reference_size, italic=True, align="center", after=9, keep=True)
        self.add("Ghi chú bảng", size=layout.recipients_size, before=4, line=layout.recipients_size * 1.25)
        self.add("Ngắt phần", size=1, line=1)
        for size in sorted({layout.table_size, layout.wide_table_size, layout.fine_table_size}):
            line = size * 1.2
            self.add(head_style(size), size=size, bold=True, align="center", line=line, keep=True)
            self.add(column_number_style(size), size=size, italic=True, align="center", line=line, keep=True)
            for align in ALIGNS:
                self.add(cell_style(size, align), size=size, align=align, line=line)
                self.add(cell_style(size, align, total=True), size=size, align=align, line=line, bold=True)

    def add(
        self, name, *, size, bold=None, italic=None, underline=None, align=None, before=0, after=0, line=None, indent=None,
        left=None, outline=None, keep=None, base=NORMAL, builtin=False,
    ):
        """A paragraph style: sizes and gaps in points, indents in millimetres."""
        style = self._styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
        style.base_style = self._styles[base] if base else None
        style.quick_style, style.hidden = True, False
        _set_font(style, size, bold=bold, italic=italic, underline=underline)
        shape = style.paragraph_format
        shape.alignment = Align.JUSTIFY if align == "justify" else ALIGNS.get(align)
        shape.space_before, shape.space_after = Pt(before), Pt(after)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, _points(line or self._line)
        shape.widow_control, shape.keep_with_next = True, keep
        shape.first_line_indent = None if indent is None else Mm(indent)
        shape.left_indent = None if left is None else Mm(left)
        if outline is not None:
            _append_outline(style, outline)
        if name == NORMAL:
            style.element.set(qn("w:default"), "1")


def _points(number):
    """Word knows twentieths of a point."""
    return Emu(round(number * 20) * 635)


def _set_font(style, size, *, bold, italic, underline):
    style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
    style.font.bold, style.font.italic, style.font.underline = bold, italic, underline
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, _fonts())


def _fonts():
    return OxmlElement("w:rFonts", {qn(f"w:{name}"): FONT for name in ("ascii", "hAnsi", "eastAsia", "cs")})


def _append_outline(style, level):
    properties = style.element.get_or_add_pPr()
    element = properties.makeelement(qn("w:outlineLvl"), {qn("w:val"): str(level)})
    properties.append(element)
