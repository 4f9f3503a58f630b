"""Papers issued long ago: their payloads, kept here as each shape had them, are drawn for ever.

A shape that gains a field gets no new file; the files are those from before it. None of them is ever brought up to date.
"""
import hashlib
import io
import json
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from documents.docx import render_docx
from documents.payload import check_payload
from documents.pdf import render_pdf
from documents.workbooks import appendices_workbook

pytestmark = pytest.mark.django_db          # a payload from before its layout was kept asks for the profile
PAYLOADS = sorted((Path(__file__).parent / "payloads").glob("*.json"))
# What stands on the paper of each, beside the head.
_SAYS = {
    "report": ["Số 07-BC/BTGHU", "An Lạc, ngày 12 tháng 01 năm 2018", "Đảng bộ xã Tân Lập", "223", "(Kèm theo Báo cáo số 07-BC/BTGHU"],
    "letter": ["Kính gửi:", "- Đảng uỷ xã Tân Lập", "V/v tiến độ học tập", "- Như trên"],
    "minutes": ["NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ", "Trần Thị B"],
    "charts": ["Biểu đồ tiến độ", "Cơ quan", "hạn học", "29"],
}


def payload_of(path):
    return json.loads(path.read_text())


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_an_older_payload_is_drawn_twice_to_the_same_bytes(path):
    check_payload(payload_of(path))
    first, second = (hashlib.sha256(render_pdf(payload_of(path))).hexdigest() for _time in range(2))

    assert first == second


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_it_says_what_it_said(path):
    pages = PdfReader(io.BytesIO(render_pdf(payload_of(path)))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)

    assert [words for words in _SAYS[path.stem] if words not in text] == []


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_word_and_excel_are_made_of_it_too(path):
    payload = payload_of(path)
    document = docx.Document(io.BytesIO(render_docx(payload)))

    cells = [paragraph for table in document.tables for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
    words = " ".join(paragraph.text for paragraph in [*document.paragraphs, *cells])
    assert "Nguyễn Văn A" in words and "Có 50/60 đơn vị đã tổ chức" in words
    assert (appendices_workbook(payload) is None) == (payload["appendices"] == [])
