"""From a payload to the parts of a DOCX: sections, styles, head of the page; long tables are written while zipping."""
import datetime
import re

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.docx.archive import packed
from documents.docx.code import end_code, print_code
from documents.docx.parts import PartWriter, keep_spaces, plain
from documents.docx.styles import HEADER, StyleBook
from documents.docx.tables import table_xml
from documents.paper import FIXED_BANNER, day_of, paper_of
from documents.widths import width_of

_PLACE = "portal-table-"
_MARK = re.compile(rf'<w:p><w:r><w:t>{_PLACE}(\d+)</w:t></w:r></w:p>'.encode())
_TWENTIETHS = 1440 / 25.4


def build_docx(payload):
    paper, layout = paper_of(payload)
    document = docx.Document()
    styles = StyleBook(document, layout)
    _style_banner(document, layout)
    _settle(document, paper, day_of(payload))
    _lay_out(document.sections[0], layout, landscape=False)
    _number_pages(document.sections[0], first_bare=True)
    if paper.code:
        print_code(document, paper.code, styles)
    PartWriter(document, paper, layout).write()
    for appendix in paper.appendices:
        section = _begin_appendix(document, appendix, layout)
        if paper.code and appendix.index == 1:
            end_code(section)
    _end_of_section(document)
    keep_spaces(document)
    pieces = _pieces(document, paper, layout)
    return packed(document.part.package, long_part="word/document.xml", pieces=pieces)


def _style_banner(document, layout):
    """The rule below the banner is as long as its text: a border between indents, measured with the paper's own metrics."""
    style = document.styles["Quốc hiệu Đảng"]
    half = (210 - layout.margin_left - layout.margin_right) / 2 - 2
    # A point of slack: another face of the same name may be a hair wider.
    beside = max((half / 25.4 * 72 - width_of(FIXED_BANNER, face="Bold", size=layout.banner_size)) / 2 - 1, 0)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Pt(beside)
    borders = OxmlElement("w:pBdr")
    borders.append(OxmlElement("w:bottom", {
        qn("w:val"): "single", qn("w:sz"): "6", qn("w:space"): "1", qn("w:color"): "000000",
    }))
    style.element.pPr.find(qn("w:spacing")).addprevious(borders)


def _settle(document, paper, day):
    """Properties of the paper, not of the moment of its making; and Word's present mode, not that of 2007."""
    facts, moment = document.core_properties, datetime.datetime.combine(day, datetime.time())
    facts.title, facts.author, facts.language = paper.title[:255], paper.body[:255], "vi-VN"
    facts.subject = plain(paper.number.replace("\u00a0", " "))
    facts.comments = facts.keywords = facts.last_modified_by = ""
    facts.created = facts.modified = moment
    facts.revision = 1
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    compat = OxmlElement("w:compat")
    compat.append(OxmlElement("w:compatSetting", {
        qn("w:name"): "compatibilityMode", qn("w:uri"): "http://schemas.microsoft.com/office/word", qn("w:val"): "15",
    }))
    after = settings.find(qn("w:rsids"))
    settings.append(compat) if after is None else after.addprevious(compat)


def _lay_out(section, layout, *, landscape):
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin = Mm(layout.margin_top), Mm(layout.margin_bottom)
    section.left_margin, section.right_margin = Mm(layout.margin_left), Mm(layout.margin_right)
    section.header_distance, section.footer_distance = Mm(layout.page_number_from_edge), Mm(layout.page_number_from_edge)
    section.gutter = 0


def _number_pages(section, *, first_bare):
    """The number at the top, in the middle; none on a section's first page where that counts anew."""
    section.different_first_page_header_footer = first_bare
    if not section.header.is_linked_to_previous:
        return
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    section.first_page_header.paragraphs[0].style = HEADER
    paragraph = section.header.paragraphs[0]
    paragraph.style = HEADER
    field = OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"})
    field.append(paragraph.add_run("2")._r)
    paragraph._p.append(field)


def _begin_appendix(document, appendix, layout):
    _end_of_section(document)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    own = layout.appendix_own_page_numbers
    _lay_out(section, layout, landscape=appendix.landscape)
    section.different_first_page_header_footer = own
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    if own:
        section._sectPr.find(qn("w:pgMar")).addnext(OxmlElement("w:pgNumType", {qn("w:start"): "1"}))
    for style, text in (("Phụ lục", appendix.label), ("Tên phụ lục", appendix.title), ("Kèm theo", appendix.reference)):
        document.add_paragraph(style=style).add_run(plain(text))
    document.element.body[-1].addprevious(_placeholder(appendix.index))
    if appendix.note:
        document.add_paragraph(style="Ghi chú bảng").add_run(plain(appendix.note))
    return section


def _placeholder(index):
    paragraph, run, text = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    text.text = f"{_PLACE}{index}"
    run.append(text)
    paragraph.append(run)
    return paragraph


def _end_of_section(document):
    """A section ends with a paragraph: after a table one of a point's height, so that no page is begun for it."""
    last = document.element.body[-2]
    is_table = last.tag == qn("w:tbl") or (last.text or "").startswith(_PLACE)
    if is_table:
        document.add_paragraph(style="Ngắt phần")


def _pieces(document, paper, layout):
    """The XML of the document, the tables of the appendices in their places."""
    ids = {style.name: style.style_id for style in document.styles}
    rest = _MARK.split(document.part.blob)
    yield rest[0]
    for index, after in zip(rest[1::2], rest[2::2], strict=True):
        appendix = paper.appendices[int(index) - 1]
        page = 297 if appendix.landscape else 210
        width = round((page - layout.margin_left - layout.margin_right) * _TWENTIETHS)
        for piece in table_xml(appendix, width, ids):
            yield piece.encode()
        yield after
