"""What a PDF is besides its layout, which `test_layout_table.py` reads row by row."""
import io

import pytest
from pypdf import PdfReader

from documents.pdf import render_pdf
from documents.tests.printed import find_run, runs_of_pages, text_of_pages
from documents.tests.sample import ON_ITS_WAY, paper


@pytest.mark.parametrize(("setting", "words"), [
    ({"end_of_text": "./."}, "đăng ký lịch./.\nNơi nhận:"), ({"letter_prefix": ""}, "BTGHU\nđôn đốc"), ({}, "BTGHU\nV/v đôn đốc"),
])
def test_the_end_mark_and_the_words_before_a_letters_abstract_are_settings(setting, words):
    letter = paper(type_code="CV", type_name="Công văn", abstract=["đôn đốc"], appendices=[], settings=setting)

    assert words in "\n".join(text_of_pages(render_pdf(letter)))


def test_every_face_is_embedded():
    fonts = {}
    for page in PdfReader(io.BytesIO(render_pdf(paper()))).pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[descendant["/BaseFont"].partition("+")[2]] = "/FontFile2" in descendant["/FontDescriptor"]
    assert fonts == {"Paper": True, "Paper-Bold": True, "Paper-Italic": True}


def test_language_and_title_are_told():
    reader = PdfReader(io.BytesIO(render_pdf(paper())))

    assert reader.trailer["/Root"]["/Lang"] == "vi"
    assert reader.metadata.title == (
        "Báo cáo tiến độ học tập, quán triệt các nghị quyết Hội nghị lần thứ sáu "
        "Ban Chấp hành Trung ương Đảng khoá XII (số liệu tính đến 16 giờ ngày 12/01/2018)"
    )


@pytest.mark.parametrize("state", [{}, {"copy_to_sign": True, **ON_ITS_WAY}, {"draft": 1, **ON_ITS_WAY}])
def test_same_payload_same_bytes(state):
    first, second = render_pdf(paper(**state)), render_pdf(paper(**state))

    assert first == second


def test_long_names_wrap_inside_their_half():
    name = ("Đảng bộ bộ phận Trung tâm nghiên cứu " * 6)[:200]
    runs = runs_of_pages(render_pdf(paper(superior=name, body=name, symbol="B" * 60)))[0]
    half = 30 + 165 / 2
    head = [run for run in runs if run.base < find_run(runs, "BÁO CÁO").base and run.left < half]

    assert len(head) > 10
    assert max(run.right for run in head) <= half


def test_an_unbroken_cell_stays_in_its_column():
    payload = paper()
    payload["appendices"][0]["rows"][0][1] = "x" * 120

    runs = runs_of_pages(render_pdf(payload))[2]

    assert max(run.right for run in runs) <= 297 - 15


def test_text_of_people_is_printed_as_text():
    payload = paper(place='<script src="http://evil.example/x.js"></script>', body="<img src=file:///etc/passwd>")
    payload["blocks"][0]["text"] = 'Tân\u202eLập & <a href="http://evil.example">«x»</a> \u200f{{ layout }} 🙂'
    payload["appendices"][0]["rows"][0][1] = "<b>đậm</b>"

    # A long word breaks where the line ends.
    text = "".join("".join(text_of_pages(render_pdf(payload))).split())

    assert '<scriptsrc="http://evil.example/x.js"></script>,' in text
    assert 'TânLập&<ahref="http://evil.example">«x»</a>{{layout}}' in text
    assert "<IMGSRC=FILE:///ETC/PASSWD>" in text
    assert "<b>đậm</b>" in text
