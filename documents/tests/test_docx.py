"""The Word document says what the PDF says, in the same layout; through LibreOffice it looks the same."""
import io
import re
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.docx import render_docx
from documents.drawing import FONT_FOLDER
from documents.pdf import render_pdf
from documents.tests.printed import find_run, page_sizes, runs_of_pages, text_of_pages
from documents.tests.sample import ON_ITS_WAY, paper, unit_rows

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir><alias binding="same"><family>Times New Roman</family>
<accept><family>Liberation Serif</family></accept></alias></fontconfig>"""
_LETTER = {
    "type_code": "CV", "type_name": "CÔNG VĂN", "abstract": ["đôn đốc học tập"], "appendices": [],
    "addressees": ["Đảng uỷ xã Tân Lập", "Chi bộ A"],
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


def test_styles_carry_the_layout_and_nothing_is_set_directly():
    document = docx.Document(io.BytesIO(render_docx(paper("hd11"))))
    first, *appendices = document.sections
    look = {
        style.name: (style.font.size, bool(style.font.bold), bool(style.font.italic))
        for style in document.styles if style.name in {"Quốc hiệu Đảng", "Tên loại", "Địa danh, ngày", "Chức vụ", "Kèm theo"}
    }

    assert look == {
        "Quốc hiệu Đảng": (Pt(15), True, False), "Tên loại": (Pt(16), True, False), "Chức vụ": (Pt(14), False, False),
        "Địa danh, ngày": (Pt(14), False, True), "Kèm theo": (Pt(14), False, True),
    }
    assert [round(side.mm) for side in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)] == [
        25, 25, 35, 15,
    ]
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, True]
    assert abs(document.styles["Nội dung"].paragraph_format.first_line_indent - Mm(10)) < Pt(0.1)
    runs = {child.tag for run in document.element.body.iter(qn("w:rPr")) for child in run}
    assert runs == {qn("w:rStyle")}
    numbering = [section._sectPr.find(qn("w:pgNumType")) for section in appendices]
    assert [element.get(qn("w:start")) for element in numbering] == ["1", "1"]
    fonts = set(re.findall(r'w:(?:ascii|hAnsi)="([^"]+)"', document.styles.element.xml))
    assert fonts == {"Times New Roman"}


def test_a_long_table_repeats_its_head_and_keeps_its_rows_whole():
    payload = paper()
    payload["appendices"][1]["rows"] = unit_rows(300)
    xml = zipfile.ZipFile(io.BytesIO(render_docx(payload))).read("word/document.xml").decode()
    table = xml[xml.index("PHỤ LỤC 2"):]

    assert (table.count("<w:tblHeader/>"), table.count("<w:cantSplit/>")) == (1, 302)
    assert len(re.findall("Chi bộ thôn", table)) == 300


def test_through_libreoffice_it_is_the_same_paper(tmp_path):
    """Pages, words, and where the parts stand: the letterhead, the title, the signature, the tables."""
    payload = paper(draft=2, **ON_ITS_WAY)
    payload["appendices"][1]["rows"] = unit_rows(40)
    ours = render_pdf(payload)
    (tmp_path / "paper.docx").write_bytes(render_docx(payload))
    (tmp_path / "fonts.conf").write_text(_FONTS.format(folder=FONT_FOLDER, cache=tmp_path / "cache"))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf", "--outdir",
         str(tmp_path), str(tmp_path / "paper.docx")],
        check=True, capture_output=True, timeout=120,
        env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )
    theirs = (tmp_path / "paper.pdf").read_bytes()

    assert page_sizes(theirs) == page_sizes(ours)
    assert [sorted(_letters(page)) for page in text_of_pages(theirs)] == [
        sorted(_letters(page)) for page in text_of_pages(ours)
    ]
    pages, expected = runs_of_pages(theirs), runs_of_pages(ours)
    for page, start in [(0, "HUYỆN UỶ"), (0, "ĐẢNG CỘNG SẢN"), (0, "BÁO CÁO"), (0, "Thực hiện"), (1, "Nơi nhận"),
                        (1, "K/T TRƯỞNG"), (1, "Nguyễn Văn A"), (2, "PHỤ LỤC 1")]:
        run, right = find_run(pages[page], start), find_run(expected[page], start)
        assert (run.left, run.base, run.size) == (
            pytest.approx(right.left, abs=0.6), pytest.approx(right.base, abs=1.2), right.size
        ), start
