"""What nobody should type and somebody will: every word is on the paper, no page broken, nothing over anything else."""
import itertools
import re

import pytest

from documents.docx import render_docx
from documents.layout import layout_from_settings
from documents.pdf import LONG_ROWS, render_pdf
from documents.tests.layout_table import DAYS, payload_of
from documents.tests.page_checks import check_pages
from documents.tests.printed import find_run
from documents.tests.printed_tables import rows_of_page
from documents.tests.sample import PROFILES, paper, unit_rows
from documents.tests.test_docx import _written
from documents.tests.through_office import through_office
from documents.workbooks import appendices_workbook

_LONG = (
    "Chi bộ Trung tâm Nghiên cứu, Ứng dụng và Chuyển giao tiến bộ khoa học kỹ thuật nông nghiệp công nghệ cao, Quản lý khai thác "
    "công trình thuỷ lợi và Nước sạch vệ sinh môi trường nông thôn vùng ven sông"
).ljust(200, "g")
_UNBROKEN = "Đ" * 200
names = pytest.mark.parametrize("name", [_LONG, _UNBROKEN], ids=["words", "unbroken"])
profiles = pytest.mark.parametrize("code", sorted(PROFILES))


def _layout(code="hd36"):
    return layout_from_settings(code, PROFILES[code])


def _said(pages):
    """All words in the order of the pages, their numbers left out, without spaces: a word breaks where a line ends."""
    return "".join("".join(run.text.split()) for runs in pages for run in runs if run.base > 20)


def _bare(text):
    return "".join(text.split())


def _everywhere(code, name):
    """The name as superior, body, place, who signs, who receives and in the reference line of an appendix."""
    payload = payload_of(code, "report") | {
        "superior": name, "body": name, "body_in_prose": name, "place": name, "recipients": [name, name],
        "signature": {"authority": f"T/M {name}", "post": name, "name": name},
    }
    payload["appendices"][1]["rows"][1][1] = name
    return payload


@profiles
@names
def test_a_name_of_200_letters_wherever_a_paper_bears_one(code, name):
    pages = check_pages(render_pdf(_everywhere(code, name)), _layout(code))
    said = _said(pages)

    # As superior, body, authority and post in capitals; as place, signer, twice received, in two reference lines and a row.
    assert (said.count(_bare(name.upper())), said.count(_bare(name))) == ((4, 7) if name != name.upper() else (11, 11))
    assert pages[0][0].base < 30 and find_run(pages[0], "ĐẢNG CỘNG SẢN").text == "ĐẢNG CỘNG SẢN VIỆT NAM"
    # The day is never broken.
    assert [run for run in pages[0] if run.text.endswith(DAYS[code][1])]


@names
def test_letters_and_minutes_bear_long_names(name):
    letter = payload_of("hd36", "letter") | {"addressees": [name, "Chi bộ Toà án", name], "abstract": [name, name]}
    minutes = payload_of("hd36", "minutes") | {
        "left_signature": {"authority": "NGƯỜI GHI BIÊN BẢN", "post": "", "name": name},
        "signature": {"authority": "CHỦ TRÌ HỘI NGHỊ", "post": name, "name": name},
    }

    assert _said(check_pages(render_pdf(letter), _layout())).count(_bare(name)) == 4
    pages, middle = check_pages(render_pdf(minutes), _layout()), 30 + 165 / 2
    last = [run for run in pages[-1] if run.base > 20]
    signed = last[[run.text for run in last].index("NGƯỜI GHI BIÊN BẢN") :]
    # Two millimetres stay free between the two signatures.
    assert [run.text for run in signed if middle - 0.9 < run.right and run.left < middle + 0.9] == []
    assert "".join(run.text for run in signed if run.left > middle).count("Đ") in (0, 400)


def test_a_title_of_400_letters():
    title = (_LONG + " " + _LONG[::-1])[:400]
    payload = paper("hd36", abstract=[title, "(số liệu tính đến 16 giờ)"])
    payload["appendices"][0]["title"] = title
    pages = check_pages(render_pdf(payload), _layout())

    assert _said(pages).count(_bare(title)) == 2
    assert find_run(pages[0], "-----").base > find_run(pages[0], "(số liệu").base
    assert _bare(title) in _written(render_docx(payload))


def test_an_appendix_without_rows_shows_its_head_and_its_sum():
    payload = paper("hd36")
    for table in payload["appendices"]:
        table["rows"] = []
    payload["appendices"][1]["total"] = None
    content = render_pdf(payload)
    check_pages(content, _layout())

    assert [row[1] for row in rows_of_page(content, 3)] == ["Khối", "(2)", "Tổngcộng"]
    assert [row[1] for row in rows_of_page(content, 4)] == ["Đơnvị"]
    assert "Tổngcộng" in _written(render_docx(payload)) and appendices_workbook(payload)


def test_2000_units_all_stand_in_the_appendix():
    count = 2000
    payload = paper("hd36", blocks=[])
    rows = unit_rows(count)
    rows[999][1], rows[1499][7] = _LONG, _UNBROKEN
    payload["appendices"][1]["rows"] = rows
    content = render_pdf(payload)
    pages = check_pages(content, _layout())
    lists = [" ".join(run.text for run in runs) for runs in pages[2:]]
    first_cells = [run.text for runs in pages[2:] for run in runs if run.right < 43 and run.text.isdigit()]

    assert count > LONG_ROWS and len(lists) > 60
    assert [int(number) for number in first_cells] == list(range(1, count + 1))
    assert all("Ngày dự kiến" in text for text in lists) and "Cộng" in lists[-1]
    assert _bare(_LONG) in _said(pages) and _said(pages).count("Đ" * 10) >= 10
    # Cell by cell on the first page and the last.
    expected = [[_bare(cell) for cell in row] for row in rows]
    assert rows_of_page(content, 3)[1:6] == expected[:5]
    assert rows_of_page(content, len(pages))[-2] == expected[-1]


@pytest.mark.asvs("1.2.1", "1.1.2", "1.3.5")
def test_a_remark_of_twenty_pages_with_tags_marks_and_pictures():
    line = "Ý kiến thảo luận <script>alert(1)</script> & \u202eđảo chiều\u202c \u200f👍🏽👨\u200d👩\u200d👧 nhất trí với nghị quyết số {}. "
    numbers = itertools.count(1)
    remark = "\n".join("".join(line.format(next(numbers)) for _sentence in range(6)) for _paragraph in range(100))
    payload = paper("hd36", appendices=[], blocks=[{"kind": "item", "heading": "1. Ý kiến:", "text": remark}])
    pages = check_pages(render_pdf(payload), _layout())
    said = _said(pages)

    assert len(pages) >= 20
    assert [int(number) for number in re.findall(r"nghịquyếtsố(\d+)\.", said)] == list(range(1, 601))
    assert said.count("<script>alert(1)</script>&đảochiềunhấttrí") == 600
    assert not re.search("[\u202a-\u202e\u200b-\u200f\U0001f000-\U0001ffff]", said)
    last = pages[-1]
    assert find_run(last, "Nguyễn Văn A").base > find_run(last, "K/T TRƯỞNG BAN").base
    assert _written(render_docx(payload)).count("<script>alert(1)</script>&đảochiềunhấttrí") == 600


def test_word_breaks_no_page_either():
    """The name everywhere, the letter, the remark: as LibreOffice prints them."""
    remark = "Ý kiến <script>alert(1)</script> 👍🏽 \u202eđảo chiều\u202c nhất trí. " * 900
    payloads = {
        "words": _everywhere("hd36", _LONG), "unbroken": _everywhere("hd36", _UNBROKEN),
        "letter": payload_of("hd36", "letter") | {"addressees": [_LONG, _UNBROKEN], "abstract": [_LONG, _LONG]},
        "remark": paper("hd36", appendices=[], blocks=[{"kind": "lead", "text": remark}]),
    }
    for name, content in through_office({name: render_docx(payload) for name, payload in payloads.items()}).items():
        said = _said(check_pages(content, _layout()))
        counted = {"words": _bare(_LONG), "unbroken": "Đ" * 20, "letter": _bare(_LONG), "remark": "đảochiềunhấttrí"}[name]
        assert said.count(counted) >= {"words": 7, "unbroken": 7, "letter": 3, "remark": 900}[name], name
