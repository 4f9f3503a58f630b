"""Section I: each sentence with nothing, one and many behind it."""
from campaigns.models import Format
from reports.figures.shapes import Before, Conference, Correction, Counts, JointClasses
from reports.tests.making import CELLS, VOICE, at, day, figures, late, total
from reports.wording.results import classes, conference, corrections, essays, lead, learners


def test_the_lead_names_the_basis_where_there_is_one():
    plain = lead(figures(), VOICE.__class__(body="Đảng uỷ xã", board="", organisation="", committee=""))

    assert lead(figures(), VOICE) == (
        "Thực hiện Kế hoạch số 52-KH/HU, Ban Tuyên giáo Huyện uỷ báo cáo tiến độ tại các tổ chức cơ sở đảng trực thuộc "
        "như sau:"
    )
    assert plain == "Đảng uỷ xã báo cáo tiến độ tại các tổ chức cơ sở đảng trực thuộc như sau:"


def _conference(on="30/11/2017", form=Format.ONLINE, summoned=210, attended=205):
    return Conference(held_on=day(on), format=form, summoned=summoned, attended=attended)


def test_no_conference_one_and_two():
    assert conference(figures(), VOICE) == ""
    assert conference(figures(conferences=(_conference(),)), VOICE) == (
        "Ngày 30/11/2017, cán bộ chủ chốt dự hội nghị trực tuyến; có 205/210 đồng chí dự, đạt 97,62%."
    )
    two = (_conference(), _conference("01/12/2017", summoned=10, attended=10))
    assert conference(figures(conferences=two), VOICE) == (
        "Đã tổ chức 02 hội nghị cán bộ chủ chốt (ngày 30/11/2017 và ngày 01/12/2017); có 215/220 lượt đồng chí dự, "
        "đạt 97,73%."
    )


def test_a_conference_without_counts_has_its_day_alone():
    row = _conference(form=Format.SELF_STUDY, summoned=0, attended=0)

    assert conference(figures(conferences=(row,)), VOICE) == "Ngày 30/11/2017, cán bộ chủ chốt dự hội nghị."


def test_no_unit_none_held_one_held_all_held():
    assert classes(figures(), VOICE) == "Không có đơn vị nào phải tổ chức học tập, quán triệt."
    assert classes(figures(total=total(units=60)), VOICE) == (
        "Chưa có đơn vị nào trong 60 đơn vị tổ chức học tập, quán triệt."
    )
    assert classes(figures(total=total(units=60, held=1, classes=1)), VOICE) == (
        "Có 01/60 đơn vị đã tổ chức học tập, quán triệt, đạt 1,67%. Đơn vị này mở 01 lớp."
    )
    assert classes(figures(total=total(units=2, held=2, classes=2)), VOICE) == (
        "Có 02/02 đơn vị đã tổ chức học tập, quán triệt, đạt 100%. Các đơn vị này mở 02 lớp."
    )


def _changed(held, before):
    return classes(
        figures(total=total(units=60, held=held), before=Before(at=at("05/01/2018 16:00"), held=before, units=60)), VOICE
    )


def test_more_as_many_and_fewer_than_at_the_cut_off_before():
    assert _changed(50, 40) == (
        "Có 50/60 đơn vị đã tổ chức học tập, quán triệt, đạt 83,33%, tăng 10 đơn vị so với kỳ trước "
        "(16 giờ ngày 05/01/2018: 40/60)."
    )
    assert ", không tăng so với kỳ trước (16 giờ ngày 05/01/2018: 50/60)." in _changed(50, 50)
    assert ", giảm 01 đơn vị so với kỳ trước (16 giờ ngày 05/01/2018: 51/60)." in _changed(50, 51)


def _joint(joint, number=40):
    return classes(figures(total=total(units=60, held=50, classes=number), joint=joint), VOICE).split(". ")[1]


def test_some_joint_classes_all_joint_and_joint_over_two_blocks():
    assert _joint(JointClasses(6, 18, ("Cơ quan",))) == (
        "Các đơn vị này mở 40 lớp, trong đó có 06 lớp ghép của 18 đơn vị khối cơ quan."
    )
    assert _joint(JointClasses(6, 18, ("Cơ quan", "Trường học"))) == (
        "Các đơn vị này mở 40 lớp, trong đó có 06 lớp ghép của 18 đơn vị."
    )
    assert _joint(JointClasses(2, 50, ()), number=2) == "Các đơn vị này mở 02 lớp, đều là lớp ghép của 50 đơn vị."
    assert _joint(JointClasses(1, 50, ()), number=1) == "Các đơn vị này mở 01 lớp, là lớp ghép của 50 đơn vị."


def test_the_class_of_the_whole_base_is_told():
    facts = figures(
        of_base=True, only_cells=True, total=total(units=3, held=3, classes=1), own=Counts(summoned=9, attended=9)
    )

    assert classes(facts, CELLS) == (
        "Có 03/03 chi bộ đã tổ chức học tập, quán triệt, đạt 100%. Các chi bộ này học tại 01 lớp, có lớp học chung toàn "
        "đảng bộ."
    )


def _people(**counts):
    return learners(figures(total=total(units=2, held=2, heads=0, **counts)), VOICE)


def test_nobody_learnt_so_nothing_is_said():
    assert learners(figures(total=total(units=2, heads=9)), VOICE) == ""


def test_everybody_came():
    assert _people(summoned=9, attended=9) == (
        "Ở 02 đơn vị đã tổ chức, có 09 đảng viên được triệu tập; dự học 09 đồng chí, đạt 100%. "
        "Không có đồng chí nào vắng tại lớp."
    )


def test_one_absent_two_absent_made_up_in_part_and_all():
    assert _people(summoned=9, attended=8, excused=1).endswith("Vắng tại lớp 01 đồng chí (có lý do), chưa học bù.")
    assert _people(summoned=9, attended=7, unexcused=2).endswith(
        "Vắng tại lớp 02 đồng chí (đều không có lý do), đều chưa học bù."
    )
    assert _people(summoned=9, attended=6, excused=2, unexcused=1, made_up=1).endswith(
        "Vắng tại lớp 03 đồng chí (có lý do 02, không có lý do 01), trong đó 01 đồng chí đã học bù, còn 02 đồng chí "
        "chưa học bù."
    )
    assert _people(summoned=9, attended=8, excused=1, made_up=1).endswith("Vắng tại lớp 01 đồng chí (có lý do), đã học bù đủ.")


def test_the_whole_with_and_without_units_in_progress():
    whole = total(units=3, held=2, heads=20, summoned=10, attended=10)

    assert "Toàn Đảng bộ huyện có 10/20 đảng viên phải học đã học, đạt 50,00%." in learners(figures(total=whole), VOICE)
    assert (
        "Tính cả 05 đồng chí đã học ở 01 đơn vị đang tổ chức, toàn Đảng bộ huyện có 15/20 đảng viên phải học đã học, "
        "đạt 75,00%."
    ) in learners(figures(total=whole, not_held=(late(cells=(1, 2), studied=5),), studied_in_progress=5), VOICE)


def test_guests_are_told_where_there_were_any():
    assert _people(summoned=1, attended=1, guests=1).endswith("Có 01 quần chúng cùng dự, không tính vào tỷ lệ.")
    assert "quần chúng" not in _people(summoned=1, attended=1)


def _papers(due="25/01/2018", unnamed=(), **counts):
    facts = figures(total=total(units=2, held=2, **counts), essay_due_on=day(due) if due else None, unnamed=unnamed)
    return essays(facts, VOICE)


def test_nobody_owes_an_essay():
    assert _papers(attended=5) == ""


def test_none_handed_in_before_and_after_the_deadline():
    assert _papers(attended=9, essay_required=9) == (
        "Có 09 đồng chí phải viết; chưa có bài nộp. Còn 09 bài chưa nộp, chưa đến hạn (hạn nộp ngày 25/01/2018)."
    )
    assert _papers(due="11/01/2018", attended=9, essay_required=9).endswith("quá hạn 01 ngày (hạn nộp ngày 11/01/2018).")
    assert _papers(due="12/01/2018", attended=9, essay_required=9).endswith("chưa đến hạn (hạn nộp ngày 12/01/2018).")
    assert _papers(due=None, attended=9, essay_required=9).endswith("Còn 09 bài chưa nộp.")


def test_one_handed_in_all_handed_in():
    one = {"attended": 1, "essay_required": 1, "essay_submitted": 1, "essay_handwritten": 1, "essay_on_a4": 1}

    assert _papers(**one, essay_pending=1) == (
        "Có 01 đồng chí phải viết; đã nộp 01 bài, bằng 100%; bài viết tay trên khổ giấy A4. Chưa chấm bài nào."
    )
    assert _papers(**one, essay_passed=1).endswith("Đã chấm 01 bài, đạt yêu cầu.")
    assert _papers(**one, essay_failed=1).endswith("Đã chấm 01 bài, chưa đạt, phải viết lại.")


def test_many_of_all_kinds():
    assert _papers(
        attended=12, essay_required=10, essay_submitted=9, essay_handwritten=8, essay_on_a4=7, essay_passed=5,
        essay_failed=2, essay_pending=2,
    ) == (
        "Có 10 đồng chí phải viết (02 đồng chí đã học được miễn viết); đã nộp 09 bài, bằng 90,00%; trong đó 08 bài viết "
        "tay, 07 bài trên khổ giấy A4. Đã chấm 07 bài: 05 bài đạt yêu cầu (71,43% số bài đã chấm), 02 bài chưa đạt, phải "
        "viết lại; còn 02 bài chưa chấm. Còn 01 bài chưa nộp, chưa đến hạn (hạn nộp ngày 25/01/2018)."
    )


def test_incomplete_lists_of_absentees_are_told():
    assert _papers(attended=2, essay_required=1, unnamed=("Chi bộ A",)).endswith(
        "Có 01 đơn vị chưa đủ danh sách vắng, số phải viết tính theo số người dự."
    )


def test_corrections_since_the_report_before():
    row = Correction(unit="Chi bộ A", kind="exempted", effective_on=day("03/01/2018"), heads_delta=-3)
    other = Correction(unit="Chi bộ B", kind="heads", effective_on=day("04/01/2018"), heads_delta=1)

    assert corrections(figures(), VOICE) == ""
    assert corrections(figures(corrections=(row, other)), VOICE) == (
        "Sau kỳ trước đã cập nhật: Chi bộ A được miễn từ ngày 03/01/2018 (giảm 03 đảng viên phải học); Chi bộ B thay đổi "
        "số đảng viên phải học từ ngày 04/01/2018 (tăng 01 đảng viên phải học)."
    )
