"""The Word document says what the PDF says, in the same layout; through LibreOffice it looks the same."""
import io
import re
import zipfile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from documents.docx import render_docx
from documents.paper import paper_of
from documents.pdf import render_pdf
from documents.tests.printed import runs_of_pages
from documents.tests.sample import ON_ITS_WAY, paper, unit_rows

_LETTER = {
    "type_code": "CV", "type_name": "CÔNG VĂN", "abstract": ["đôn đốc học tập"], "appendices": [],
    "addressees": ["Đảng uỷ xã Tân Lập", "Chi bộ A"],
}


# Points, bold, italic and the height of a line of some styles.
_LOOKS = {
    "Quốc hiệu Đảng": (15, True, False, 18), "Cấp trên": (14, False, False, 18), "Cơ quan ban hành": (14, True, False, 18),
    "Địa danh, ngày": (14, False, True, 18), "Tên loại": (16, True, False, 18), "Trích yếu": (14, True, False, 18),
    "Trích yếu công văn": (12, False, True, 15), "Nội dung": (14, False, False, 18), "Quyền hạn ký": (14, True, False, 18),
    "Chức vụ": (14, False, False, 18), "Người ký": (14, True, False, 18), "Danh sách nơi nhận": (12, False, False, 15),
    "Phụ lục": (14, True, False, 18), "Kèm theo": (14, False, True, 18),
}


def _letters(text):
    return "".join(text.split())


def _printed(content):
    """What a PDF says, its page numbers left out."""
    return _letters("".join(
        run.text for runs in runs_of_pages(content) for run in runs if not (run.text.isdigit() and run.base < 20)
    ))


def _written(content):
    body = docx.Document(io.BytesIO(content)).element.body
    return _letters("".join(text.text for text in body.iter(qn("w:t"))))


@pytest.mark.parametrize("state", [
    {"code": "hd11", "copy_to_sign": True, **ON_ITS_WAY}, _LETTER, {"draft": 2, **ON_ITS_WAY, "place": "<b>&amp;</b> =1+1", "body": "a\ufffe\u202eb"},
])
def test_the_words_are_those_of_the_pdf_and_the_bytes_stay(state):
    payload = paper(**state)
    content = render_docx(payload)

    assert _written(content) == _printed(render_pdf(payload))
    assert render_docx(payload) == content


@pytest.mark.parametrize(("code", "margins"), [("hd11", [25, 25, 35, 15]), ("hd36", [20, 20, 30, 15]), ("hd05", [20, 20, 30, 15])])
def test_styles_carry_the_layout_and_nothing_is_set_directly(code, margins):
    document = docx.Document(io.BytesIO(render_docx(paper(code))))
    look = {
        style.name: (style.font.size.pt, bool(style.font.bold), bool(style.font.italic), style.paragraph_format.line_spacing.pt)
        for style in document.styles if style.name in _LOOKS
    }

    assert look == _LOOKS
    for section in document.sections:
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(side.mm) for side in sides] == margins
        assert sorted([round(section.page_width.mm), round(section.page_height.mm)]) == [210, 297]
        assert round(section.header_distance.mm) == 10
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, True]
    text = document.styles["Nội dung"].paragraph_format
    assert (round(text.first_line_indent.mm), text.space_after.pt, text.alignment) == (10, 6, WD_ALIGN_PARAGRAPH.JUSTIFY)
    # Of a run only the style; of a paragraph that, what it stays with, and the end of a section.
    assert _set_on(document, "w:rPr") == {"rStyle"}
    assert _set_on(document, "w:pPr") == {"pStyle", "keepNext", "sectPr"}
    numbering = [section._sectPr.find(qn("w:pgNumType")) for section in document.sections[1:]]
    assert [element.get(qn("w:start")) for element in numbering] == ["1", "1"]
    fonts = set(re.findall(r'w:(?:ascii|hAnsi)="([^"]+)"', document.styles.element.xml))
    assert fonts == {"Times New Roman"}


def _set_on(document, properties):
    return {child.tag.partition("}")[2] for found in document.element.body.iter(qn(properties)) for child in found}


def test_the_day_stands_whole_beside_a_long_place():
    for place, lines in [("An Lạc", 1), ("Thị trấn Nông trường Thống Nhất", 2)]:
        document = docx.Document(io.BytesIO(render_docx(paper(place=place, copy_to_sign=True, **ON_ITS_WAY))))
        written = [p.text for p in document.tables[0].cell(1, 1).paragraphs]
        assert len(written) == lines
        assert " ".join(written) == f"{place}, ngày{' ' * 10}tháng 01 năm 2018"


def test_a_long_table_repeats_its_head_and_keeps_its_rows_whole():
    payload = paper()
    payload["appendices"][1]["rows"] = unit_rows(300)
    xml = zipfile.ZipFile(io.BytesIO(render_docx(payload))).read("word/document.xml").decode()
    table = xml[xml.index("PHỤ LỤC 2"):]

    assert (table.count("<w:tblHeader/>"), table.count("<w:cantSplit/>")) == (1, 302)
    assert len(re.findall("Chi bộ thôn", table)) == 300


def test_one_addressee_stands_beside_the_salutation_without_a_dash():
    terms = {"type_code": "CV", "type_name": "CÔNG VĂN", "appendices": [], "addressees": ["Đảng uỷ xã Tân Lập"]}

    assert "\tKính gửi:\tĐảng uỷ xã Tân Lập" in [one.text for one in docx.Document(io.BytesIO(render_docx(paper(**terms)))).paragraphs]
    assert paper_of(paper(**terms))[0].addressees == ["Đảng uỷ xã Tân Lập"]
    two = paper(**terms | {"addressees": ["Đảng uỷ xã Tân Lập", "Chi bộ A"]})
    assert paper_of(two)[0].addressees == ["- Đảng uỷ xã Tân Lập;", "- Chi bộ A."]
