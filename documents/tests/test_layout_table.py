"""Each row of the layout table in its place on the page, read from the PDF itself, under all three profiles."""
import itertools
import re

import pytest

from documents.tests.layout_table import PARTS, SIGNATURES, drawn, found_in
from documents.tests.printed import find_run, letters_of_page, page_sizes, rules_of_page
from documents.tests.sample import PROFILES

LINE = 18 * 25.4 / 72
_MARGINS = {"hd11": (25, 25, 35, 15), "hd36": (20, 20, 30, 15), "hd05": (20, 20, 30, 15)}
profiles = pytest.mark.parametrize("code", sorted(PROFILES))
pytestmark = [profiles]


def _run(paper, page, words):
    return found_in(paper.pages[page - 1], words, paper)


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_words_place_size_and_face(code, part):
    paper = drawn(code, part.paper)
    run = _run(paper, part.page, part.words)
    width = page_sizes(paper.content)[part.page - 1][0]

    assert (run.size, run.face) == (part.size, part.face)
    # The ink of a letter begins and ends within half a millimetre of its place.
    assert getattr(run, part.where.edge) == pytest.approx(part.where.in_text(paper.layout, width), abs=0.6)
    assert part.case != "upper" or run.text == run.text.upper()
    assert part.case != "small" or run.text[0].islower()


# Row 0


def test_0_every_sheet_is_a4_and_the_margins_are_those_of_the_guide(code):
    paper = drawn(code, "copy")
    top, bottom, left, right = _MARGINS[code]
    first, second = ([run for run in runs if run.base > top] for runs in paper.pages[:2])

    assert page_sizes(paper.content) == [(210, 297)] * 2 + [(297, 210), (210, 297)]
    assert min(run.left for run in first + second) == pytest.approx(left, abs=0.3)
    assert max(run.right for run in first + second) == pytest.approx(210 - right, abs=0.4)
    # The first line of 18 points begins at the margin: its base line lies 4.84 mm lower.
    assert find_run(first, "HUYỆN UỶ").base == pytest.approx(top + 4.84, abs=0.05)
    assert min(run.base for run in second) == pytest.approx(top + 4.84, abs=0.05)
    # The first page is full to less than three lines, two of which would have to go over together.
    assert 0 < 297 - bottom - max(run.base for run in first) < 3 * LINE
    wide = paper.pages[2]
    assert (min(run.left for run in wide), max(run.right for run in wide)) > (left, 250)
    assert max(run.right for run in wide) <= 297 - right


def test_0_only_the_papers_own_faces_are_used(code):
    for name in ("report", "letter", "minutes"):
        assert {run.face for runs in drawn(code, name).pages for run in runs} == {"Paper", "Paper-Bold", "Paper-Italic"}


# Rows 1 to 6: the letterhead


@pytest.mark.parametrize("name", ["report", "letter", "minutes", "draft"])
def test_1_a_rule_as_long_as_the_text_under_the_partys_name_and_none_elsewhere(code, name):
    paper = drawn(code, name)
    banner = find_run(paper.pages[0], "ĐẢNG CỘNG SẢN")
    label = [run for run in paper.pages[0] if run.text == "Nơi nhận:"]
    (left, right, height), *others = rules_of_page(paper.content, 1)

    assert (left, right) == (pytest.approx(banner.left, abs=0.5), pytest.approx(banner.right, abs=0.5))
    assert 0.5 < height - banner.base < 3
    # On the first line of the page, beside the superior.
    assert banner.base == pytest.approx(find_run(paper.pages[0], "HUYỆN UỶ").base, abs=0.15)
    assert len(others) == len(label)


def test_2_to_6_lines_of_the_letterhead_follow_each_other_and_the_day_stands_beside_the_number(code):
    paper = drawn(code, "report")
    bases = [_run(paper, 1, words).base for words in ("HUYỆN UỶ AN LẠC", "BAN TUYÊN GIÁO", "*", "Số 07-BC/BTGHU")]

    assert [below - above for above, below in itertools.pairwise(bases)] == [pytest.approx(LINE, abs=0.02)] * 3
    assert _run(paper, 1, "An Lạc, {long}").base == pytest.approx(bases[-1], abs=0.02)


# Row 7: the title


def test_7_abstract_line_by_line_under_the_type_and_a_line_of_hyphens_under_it(code):
    runs = drawn(code, "report").pages[0]
    bases = [find_run(runs, words).base for words in ("tiến độ học tập", "Ban Chấp hành", "(số liệu", "-----")]

    assert [below - above for above, below in itertools.pairwise(bases)] == [pytest.approx(LINE, abs=0.02)] * 3
    assert LINE < bases[0] - find_run(runs, "BÁO CÁO").base < 1.5 * LINE


def test_7c_a_letter_has_no_type_name_and_its_abstract_stands_right_under_the_number(code):
    runs = drawn(code, "letter").pages[0]
    abstract, number = find_run(runs, "V/v"), find_run(runs, "Số 12")

    assert not [run for run in runs if run.text in ("CÔNG VĂN", "-----")]
    assert 0 < abstract.base - number.base < LINE
    assert abstract.right <= drawn(code, "letter").layout.margin_left + 165 / 2


# Rows 8 and 9: the text


def test_8_lines_of_18_points_6_between_paragraphs_both_edges_straight(code):
    paper = drawn(code, "report")
    layout, runs = paper.layout, paper.pages[0]
    first = find_run(runs, "1. Hội nghị").base
    text = [run for run in runs if first <= run.base < find_run(runs, "a) Ở huyện.").base]
    bases = sorted({run.base for run in text})

    assert [below - above for above, below in itertools.pairwise(bases)] == [pytest.approx(LINE, abs=0.02)] * (len(bases) - 1)
    assert len(bases) >= 3
    assert find_run(runs, "a) Ở huyện.").base - bases[-1] == pytest.approx(LINE + 6 * 25.4 / 72, abs=0.02)
    ends = {base: max(run.right for run in text if run.base == base) for base in bases[:-1]}
    assert list(ends.values()) == [pytest.approx(210 - layout.margin_right, abs=0.5)] * len(ends)
    starts = {base: min(run.left for run in text if run.base == base) for base in bases}
    assert list(starts.values()) == [
        pytest.approx(layout.margin_left + (10 if base == bases[0] else 0), abs=0.5) for base in bases
    ]


def test_9_a_report_addresses_nobody_and_a_letter_whom_it_is_sent_to_above_the_text(code):
    letter = drawn(code, "letter").pages[0]
    order = [find_run(letter, words).base for words in ("V/v", "Kính gửi:", "- Chi bộ Toà án", "Thực hiện")]

    assert order == sorted(order)
    assert find_run(letter, "Kính gửi:").base == find_run(letter, "- Đảng uỷ").base
    for name in ("report", "minutes", "cell"):
        assert not [run for runs in drawn(code, name).pages for run in runs if run.text.startswith("Kính")]


# Rows 10, 11 and the signature block


@pytest.mark.parametrize("case", SIGNATURES, ids=lambda case: case[0])
def test_10_the_signature_block_of_each_case(code, case):
    name, superior, body, _symbol, _number, authority, post, printed = case
    paper = drawn(code, name)
    runs, right = paper.pages[0], paper.layout.margin_left + (195 - paper.layout.margin_left) * 0.75
    expected = [(superior.upper(), "Paper"), (body.upper(), "Paper-Bold"), (printed, "Paper"), (authority.upper(), "Paper-Bold")]
    expected += [(post.upper(), "Paper")] if post else []

    assert [(words, _run(paper, 1, words).face) for words, _face in expected] == expected
    assert post or [run.text for run in runs if run.middle > 105][-2:] == [authority.upper(), "Nguyễn Văn A"]
    above, signer = _run(paper, 1, (post or authority).upper()), _run(paper, 1, "Nguyễn Văn A")
    # About four blank lines.
    assert signer.base - above.base == pytest.approx(5 * LINE, abs=0.05)
    assert [above.middle, signer.middle] == [pytest.approx(right, abs=0.5)] * 2


def test_10c_nothing_but_the_name_stands_under_the_post(code):
    runs = drawn(code, "report").pages[1]
    name = find_run(runs, "Nguyễn Văn A")

    assert [run.text for run in runs if run.base >= name.base and run.middle > 105] == ["Nguyễn Văn A"]


def test_11_the_recipients_are_underlined_level_with_the_authority_and_a_list_under_it(code):
    paper = drawn(code, "report")
    runs, label = paper.pages[1], find_run(paper.pages[1], "Nơi nhận:")
    lines = [run for run in runs if run.size == 12]

    assert label.base == find_run(runs, "K/T TRƯỞNG BAN").base
    [(left, right, height)] = rules_of_page(paper.content, 2)
    assert (left, right) == (pytest.approx(label.left, abs=0.5), pytest.approx(label.right, abs=0.8))
    assert 0 < height - label.base < 1.5
    assert [run.text[-1] for run in lines] == [";", ";", "."]
    assert all(above.base < below.base for above, below in itertools.pairwise([label, *lines]))


def test_11_minutes_have_two_signatures_on_one_level_and_no_recipients(code):
    runs = drawn(code, "minutes").pages[0]
    left, right = find_run(runs, "NGƯỜI GHI"), find_run(runs, "CHỦ TRÌ")

    assert (left.base, find_run(runs, "Lê Thị Hồng").base) == (right.base, find_run(runs, "Nguyễn Văn A").base)
    assert not [run for run in runs if run.text.startswith("Nơi nhận")]


# Row 12: page numbers


@pytest.mark.parametrize("name", ["report", "list"])
def test_12_the_number_of_a_page_stands_at_its_top_in_the_middle_and_not_on_the_first(code, name):
    paper = drawn(code, name)
    sizes, layout = page_sizes(paper.content), paper.layout
    numbers = [[run for run in runs if run.base < layout.margin_top] for runs in paper.pages]
    # The text counts to two, an appendix from its own first page.
    expected = [None, "2", None, None] if name == "report" else [None, None, *map(str, range(2, len(paper.pages)))]

    assert [run[0].text if run else None for run in numbers] == expected
    for (width, _height), runs in zip(sizes, numbers, strict=True):
        for run in runs:
            assert (run.face, run.size) == ("Paper", 14)
            assert run.middle == pytest.approx((layout.margin_left + width - layout.margin_right) / 2, abs=0.5)
            # A line of 14 points that begins 10 mm from the edge.
            assert run.base == pytest.approx(10 + 4.5, abs=0.1)


# Rows 13 and 16: appendices


def test_13_an_appendix_begins_a_page_and_lies_where_its_table_is_wide(code):
    paper = drawn(code, "report")

    assert [runs[0].text for runs in paper.pages[2:]] == ["PHỤ LỤC 1", "PHỤ LỤC 2"]
    assert page_sizes(paper.content)[2:] == [(297, 210), (210, 297)]


def test_13_a_list_over_pages_repeats_its_head_and_splits_no_row(code):
    pages = drawn(code, "list").pages[1:]
    texts = [" ".join(run.text for run in runs) for runs in pages]
    numbers = [[int(n) for n in re.findall(r"\bđầu(\d+)\b", text)] for text in texts]

    assert len(pages) > 3
    assert ["Ngày dự kiến" in text and "(7)" in text for text in texts] == [True] * len(pages)
    assert [[int(n) for n in re.findall(r"\bcuối(\d+)\b", text)] for text in texts] == numbers
    assert [number for page in numbers for number in page] == list(range(1, 61))


def test_13_16_title_and_reference_follow_the_label_line_by_line(code):
    for page, name in [(3, "report"), (4, "report"), (2, "list")]:
        label, title, reference = drawn(code, name).pages[page - 1][:3]
        assert label.text.startswith("PHỤ LỤC") and reference.text.startswith("(Kèm theo ")
        assert [title.base - label.base, reference.base - title.base] == [pytest.approx(LINE, abs=0.02)] * 2


# Rows 14 and 15


@pytest.mark.parametrize(("name", "page"), [("report", 2), ("letter", 1), ("minutes", 1), ("draft", 1)])
def test_14_the_text_ends_with_a_full_stop(code, name, page):
    runs = drawn(code, name).pages[page - 1]
    closing = next(number for number, run in enumerate(runs) if run.text in ("Nơi nhận:", "NGƯỜI GHI BIÊN BẢN"))

    assert runs[closing - 1].text.endswith("xem xét.")


def test_15_the_copy_to_sign_leaves_room_for_the_pen(code):
    """Ten millimetres at the number, at the day, and at both in the reference line of each appendix."""
    paper = drawn(code, "copy")
    number, day = _run(paper, 1, "Số -BC/BTGHU"), _run(paper, 1, "An Lạc, {open}")

    assert [_rooms(paper, 1, number), _rooms(paper, 1, day)] == [1, 1]
    assert [_rooms(paper, page, find_run(paper.pages[page - 1], "(Kèm theo")) for page in (3, 4)] == [2, 2]
    assert not [run for run in paper.pages[0] if run.text.startswith("Dự thảo")]


def _rooms(paper, page, run):
    """How many gaps of 9 millimetres at least are in the line of the run."""
    line = [letter for letter in letters_of_page(paper.content, page) if abs(letter.base - run.base) < 0.1 and letter.face == run.face]
    return sum(1 for before, after in itertools.pairwise(line) if after.left - before.right >= 9)
