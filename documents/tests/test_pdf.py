import io
import itertools

import pytest
from pypdf import PdfReader

from documents.layout import layout_from_settings
from documents.pdf import render_pdf
from documents.tests.printed import find_run, page_sizes, rules_of_page, runs_of_pages, text_of_pages
from documents.tests.sample import ON_ITS_WAY, PROFILES, paper


@pytest.fixture(scope="module", params=sorted(PROFILES))
def profile(request):
    settings = layout_from_settings(request.param, PROFILES[request.param])
    content = render_pdf(paper(request.param))
    return settings, content, runs_of_pages(content)


def test_faces_and_sizes_of_every_part(profile):
    _settings, _content, pages = profile

    def look(page, start):
        run = find_run(pages[page], start)
        return run.face, run.size

    assert {start: look(page, start) for page, start in [
        (0, "ĐẢNG CỘNG SẢN VIỆT NAM"), (0, "HUYỆN UỶ AN LẠC"), (0, "BAN TUYÊN GIÁO"), (0, "*"), (0, "Số 07-BC/BTGHU"),
        (0, "An Lạc, ngày 12 tháng 01 năm 2018"), (0, "BÁO CÁO"), (0, "tiến độ học tập"), (0, "-----"),
        (0, "Thực hiện Kế hoạch"), (0, "I- KẾT QUẢ"), (0, "1. Hội nghị cán bộ"), (1, "K/T TRƯỞNG BAN"),
        (1, "PHÓ TRƯỞNG BAN"), (1, "Nguyễn Văn A"), (1, "Nơi nhận:"), (1, "- Thường trực"),
        (2, "PHỤ LỤC 1"), (2, "(Kèm theo"),
    ]} == {
        "ĐẢNG CỘNG SẢN VIỆT NAM": ("Paper-Bold", 15), "HUYỆN UỶ AN LẠC": ("Paper", 14),
        "BAN TUYÊN GIÁO": ("Paper-Bold", 14), "*": ("Paper", 14), "Số 07-BC/BTGHU": ("Paper", 14),
        "An Lạc, ngày 12 tháng 01 năm 2018": ("Paper-Italic", 14), "BÁO CÁO": ("Paper-Bold", 16),
        "tiến độ học tập": ("Paper-Bold", 14), "-----": ("Paper", 14), "Thực hiện Kế hoạch": ("Paper", 14),
        "I- KẾT QUẢ": ("Paper-Bold", 14), "1. Hội nghị cán bộ": ("Paper-Bold", 14),
        "K/T TRƯỞNG BAN": ("Paper-Bold", 14), "PHÓ TRƯỞNG BAN": ("Paper", 14), "Nguyễn Văn A": ("Paper-Bold", 14),
        "Nơi nhận:": ("Paper", 14), "- Thường trực": ("Paper", 12),
        "PHỤ LỤC 1": ("Paper-Bold", 14), "(Kèm theo": ("Paper-Italic", 14),
    }


def test_margins(profile):
    layout, _content, pages = profile
    texts = [run for run in pages[0] if run.size == 14]
    right_edge = 210 - layout.margin_right

    # The first base line lies one line of 18 points, less its descent, under the margin.
    assert find_run(pages[0], "HUYỆN UỶ").base == pytest.approx(layout.margin_top + 4.84, abs=0.1)
    assert min(run.left for run in texts) == pytest.approx(layout.margin_left, abs=0.3)
    assert max(run.right for run in texts) == pytest.approx(right_edge, abs=0.4)
    assert max(run.base for run in pages[0]) <= 297 - layout.margin_bottom


def test_letterhead_stands_in_halves(profile):
    layout, _content, pages = profile
    half = (210 - layout.margin_left - layout.margin_right) / 2
    left, right = layout.margin_left + half / 2, layout.margin_left + half * 1.5
    middles = {start: find_run(pages[0], start).middle for start in (
        "HUYỆN UỶ AN LẠC", "BAN TUYÊN GIÁO", "*", "Số 07", "ĐẢNG CỘNG SẢN", "An Lạc, ngày",
    )}

    assert middles == {
        "HUYỆN UỶ AN LẠC": pytest.approx(left, abs=0.5), "BAN TUYÊN GIÁO": pytest.approx(left, abs=0.5),
        "*": pytest.approx(left, abs=0.5), "Số 07": pytest.approx(left, abs=0.5),
        "ĐẢNG CỘNG SẢN": pytest.approx(right, abs=0.5), "An Lạc, ngày": pytest.approx(right, abs=0.5),
    }
    bases = [find_run(pages[0], start).base for start in ("HUYỆN UỶ AN LẠC", "BAN TUYÊN GIÁO", "*", "Số 07")]
    assert [round(below - above, 2) for above, below in itertools.pairwise(bases)] == [6.35, 6.35, 6.35]
    assert find_run(pages[0], "ĐẢNG CỘNG SẢN").base == pytest.approx(bases[0], abs=0.3)


def test_rule_under_the_banner_is_as_long_as_its_text(profile):
    _layout, content, pages = profile
    banner = find_run(pages[0], "ĐẢNG CỘNG SẢN")
    [(left, right, height)] = rules_of_page(content, 1)

    assert (left, right) == (pytest.approx(banner.left, abs=0.5), pytest.approx(banner.right, abs=0.5))
    assert 0.5 < height - banner.base < 3


def test_title_is_centred_and_text_indented(profile):
    layout, _content, pages = profile
    middle = (layout.margin_left + 210 - layout.margin_right) / 2

    for start in ("BÁO CÁO", "tiến độ học tập", "Ban Chấp hành Trung ương Đảng", "(số liệu", "-----"):
        assert find_run(pages[0], start).middle == pytest.approx(middle, abs=0.5)
    first = find_run(pages[0], "Thực hiện Kế hoạch")
    second = find_run(pages[0], "Huyện uỷ, Ban Tuyên giáo")
    third = find_run(pages[0], "trực thuộc như sau:")
    heading = find_run(pages[0], "I- KẾT QUẢ")
    assert first.left == pytest.approx(layout.margin_left + 10, abs=0.5)
    assert (second.base - first.base, third.base - second.base) == (pytest.approx(6.35), pytest.approx(6.35))
    # 18 points of the line and 6 between paragraphs.
    assert heading.base - third.base == pytest.approx(24 * 25.4 / 72, abs=0.05)


def test_signature_right_recipients_left_on_one_level(profile):
    layout, content, pages = profile
    half = (210 - layout.margin_left - layout.margin_right) / 2
    authority, label = find_run(pages[1], "K/T TRƯỞNG BAN"), find_run(pages[1], "Nơi nhận:")
    post, name = find_run(pages[1], "PHÓ TRƯỞNG BAN"), find_run(pages[1], "Nguyễn Văn A")

    assert authority.base == label.base
    assert [run.middle for run in (authority, post, name)] == [
        pytest.approx(layout.margin_left + half * 1.5, abs=0.5)
    ] * 3
    assert label.left == pytest.approx(layout.margin_left, abs=0.3)
    # Four blank lines between post and name.
    assert name.base - post.base == pytest.approx(5 * 6.35, abs=0.1)
    [(left, right, height)] = rules_of_page(content, 2)
    assert (left, right) == (pytest.approx(label.left, abs=0.5), pytest.approx(label.right, abs=0.8))
    assert 0 < height - label.base < 1.5
    recipients = [run.text for run in pages[1] if run.size == 12]
    assert recipients == [
        "- Thường trực Huyện uỷ (để báo cáo);", "- Ban Tuyên giáo Thành uỷ;", "- Lưu Ban Tuyên giáo.",
    ]


def test_page_numbers_top_centre_from_the_second_page(profile):
    layout, _content, pages = profile
    numbers = [[run for run in runs if run.text.isdigit() and run.base < layout.margin_top] for runs in pages]

    assert [[run.text for run in runs] for runs in numbers] == [[], ["2"], [], []]
    # The digits begin 10 mm from the edge: their base lies a digit's height lower.
    assert (numbers[1][0].face, numbers[1][0].size) == ("Paper", 14)
    assert numbers[1][0].base == pytest.approx(layout.page_number_from_edge + 4.5, abs=0.5)


def test_sheets_stand_and_lie():
    assert page_sizes(render_pdf(paper())) == [(210, 297), (210, 297), (297, 210), (297, 210)]


def test_the_end_mark_is_a_setting():
    pages = text_of_pages(render_pdf(paper(settings={"end_of_text": "./."})))

    assert "đăng ký lịch./.\nNơi nhận:" in pages[1]


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


def test_copy_to_sign_leaves_room_for_the_pen():
    runs = runs_of_pages(render_pdf(paper(copy_to_sign=True, **ON_ITS_WAY)))
    number, place = find_run(runs[0], "Số"), find_run(runs[0], "An Lạc")
    issued = find_run(runs_of_pages(render_pdf(paper()))[0], "Số")

    assert " ".join(number.text.split()) == "Số -BC/BTGHU"
    assert " ".join(place.text.split()) == "An Lạc, ngày tháng 01 năm 2018"
    # At least 9 mm where the number will stand.
    assert (number.right - number.left) - (issued.right - issued.left) > 9 - 5
    reference = find_run(runs[2], "(Kèm theo")
    assert " ".join(reference.text.split()) == (
        "(Kèm theo Báo cáo số -BC/BTGHU, ngày /01/2018 của Ban Tuyên giáo Huyện uỷ)"
    )


def test_a_draft_says_which():
    runs = runs_of_pages(render_pdf(paper(draft=2, **ON_ITS_WAY)))

    assert find_run(runs[0], "Dự thảo").text == "Dự thảo lần 2"


def test_reference_stands_on_every_appendix():
    pages = runs_of_pages(render_pdf(paper()))

    assert [find_run(runs, "(Kèm theo").text for runs in pages[2:]] == [
        "(Kèm theo Báo cáo số 07-BC/BTGHU, ngày 12/01/2018 của Ban Tuyên giáo Huyện uỷ)"
    ] * 2


def test_one_appendix_bears_no_number():
    payload = paper()
    del payload["appendices"][1]

    assert text_of_pages(render_pdf(payload))[2].split("\n")[0] == "PHỤ LỤC"


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


def test_an_official_letter():
    payload = paper(
        type_code="CV", type_name="CÔNG VĂN", abstract=["đôn đốc học tập"], addressees=["Đảng uỷ xã Tân Lập", "Chi bộ A"],
        appendices=[],
    )
    runs = runs_of_pages(render_pdf(payload))[0]
    abstract = find_run(runs, "V/v")

    assert (abstract.text, abstract.face, abstract.size) == ("V/v đôn đốc học tập", "Paper-Italic", 12)
    assert [run.text for run in runs if run.text == "CÔNG VĂN"] == []
    assert find_run(runs, "Kính gửi").text == "Kính gửi:"
    assert find_run(runs, "- Đảng uỷ").text == "- Đảng uỷ xã Tân Lập;"


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
