"""Section III: praise and blame only where rows say so."""
from reports.tests.making import CELLS, VOICE, day, figures, late, line, total
from reports.wording.assessment import shortcomings, strengths

_FULL = {"summoned": 9, "attended": 9, "essay_required": 9, "essay_submitted": 9, "essay_passed": 9}


def test_no_block_complete_one_and_all():
    none = figures(lines=(line(units=2, held=1),), total=total(units=2, held=1))
    one = figures(
        lines=(line("Cơ quan", units=2, held=1), line("Lực lượng vũ trang", units=2, held=2, heads=9, **_FULL)),
        total=total(units=4, held=3),
    )

    assert strengths(none, VOICE) == ""
    assert strengths(one, VOICE) == (
        "Khối lực lượng vũ trang hoàn thành 02/02 đơn vị; 100% đảng viên phải học đã học và đã nộp bài thu hoạch đạt yêu "
        "cầu."
    )
    assert strengths(figures(total=total(units=4, held=4)), VOICE) == "Cả 04/04 đơn vị đã tổ chức học tập, quán triệt."
    assert strengths(figures(total=total(units=1, held=1)), VOICE) == "01/01 đơn vị đã tổ chức học tập, quán triệt."


def test_several_complete_blocks_are_told_in_one_sentence():
    rows = (line("Cơ quan", units=20, held=20), line("Trường học", units=14, held=14), line("Doanh nghiệp", units=9, held=7))

    assert strengths(figures(lines=rows, total=total(units=43, held=41)), VOICE) == (
        "Khối cơ quan (20/20) và khối trường học (14/14) có 100% đơn vị đã tổ chức học tập, quán triệt."
    )


def test_all_studied_but_not_all_essays_passed():
    row = line(units=1, held=1, heads=9, **{**_FULL, "essay_passed": 8})

    assert strengths(figures(lines=(row, line("Trường học")), total=total(units=2, held=1)), VOICE) == (
        "Khối cơ quan hoàn thành 01/01 đơn vị; 100% đảng viên phải học đã học."
    )


def test_of_a_base_the_cells_with_everybody_are_named():
    rows = (line("Chi bộ A", held=1, heads=3, summoned=3, attended=3), line("Chi bộ B", heads=3))

    assert strengths(figures(of_base=True, lines=rows, total=total(units=2, held=1)), CELLS) == (
        "Chi bộ A có 100% đảng viên phải học đã học."
    )


def _blocks(*shares):
    return tuple(line(f"Khối {i}", units=units, held=held) for i, (held, units) in enumerate(shares, 1))


def test_nothing_is_slow_before_the_deadline():
    facts = figures(lines=_blocks((1, 2), (2, 2)), total=total(units=4, held=3), not_held=(late(block="Khối 1", days=0),))

    assert shortcomings(facts, VOICE) == ""


def test_the_slowest_block_with_its_reasons():
    rows = (late("A", "Khối 1", reason="Theo ca sản xuất"), late("B", "Khối 1"), late("C", "Khối 1", reason="Chưa báo cáo"))
    facts = figures(lines=_blocks((1, 4), (2, 2)), total=total(units=6, held=3), not_held=rows)

    assert shortcomings(facts, VOICE) == (
        "Còn 03 đơn vị quá hạn học 07 ngày. Khối 1 chậm nhất: 03/04 đơn vị chưa tổ chức (01 đơn vị do bố trí ca sản xuất, "
        "02 đơn vị chưa báo cáo lý do)."
    )


def test_two_blocks_may_be_the_slowest_and_where_all_are_none_is():
    two = figures(lines=_blocks((1, 2), (2, 4), (1, 1)), total=total(units=7, held=4), not_held=(late("A"), late("B"), late("C")))
    all_alike = figures(lines=_blocks((1, 2), (2, 4)), total=total(units=6, held=3), not_held=(late("A"), late("B"), late("C")))

    assert shortcomings(two, VOICE) == "Còn 03 đơn vị quá hạn học 07 ngày. Khối 1 (01/02) và khối 2 (02/04) chậm nhất."
    assert shortcomings(all_alike, VOICE) == "Còn 03 đơn vị quá hạn học 07 ngày."


def test_the_lowest_share_of_essays_stands_with_the_slowest_block_or_alone():
    essays = {"essay_required": 10, "essay_submitted": 5}
    best = {"essay_required": 10, "essay_submitted": 10}
    same = figures(
        lines=(line("Doanh nghiệp", units=2, held=1, **essays), line("Cơ quan", units=1, held=1, **best)),
        total=total(units=3, held=2), not_held=(late(block="Doanh nghiệp"),),
    )
    alone = figures(lines=(line("Doanh nghiệp", held=1, **essays), line("Cơ quan", held=1, **best)), total=total(units=2, held=2))

    assert shortcomings(same, VOICE).endswith("(01 đơn vị chưa báo cáo lý do); tỷ lệ nộp bài thấp nhất (50,00%).")
    assert shortcomings(alone, VOICE) == "Khối doanh nghiệp có tỷ lệ nộp bài thấp nhất (50,00%)."


def test_late_essays_are_a_shortcoming_after_their_deadline_only():
    owed = total(units=1, held=1, essay_required=3, essay_submitted=1)

    assert shortcomings(figures(total=owed), VOICE) == ""
    assert shortcomings(figures(total=owed, essay_due_on=day("10/01/2018")), VOICE) == (
        "Còn 02 bài thu hoạch quá hạn nộp 02 ngày."
    )
