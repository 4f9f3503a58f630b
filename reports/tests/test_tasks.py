"""Sections IV and V: what is proposed, with nothing, one and many behind it."""
from reports.tests.making import CELLS, VOICE, day, figures, late, total
from reports.wording.tasks import complete, follow_up, request, speakers


def _with(*rows, **changes):
    return figures(total=total(units=60, held=60 - len(rows)), not_held=rows, **changes)


def test_by_when_to_hold_and_to_name_a_day():
    assert complete(_with(), VOICE) == ""
    assert complete(_with(late(planned="13/01/2018")), VOICE) == "01 đơn vị chưa tổ chức hoàn thành trước ngày 20/01/2018."
    assert complete(_with(late(), late("B")), VOICE) == (
        "02 đơn vị chưa tổ chức hoàn thành trước ngày 20/01/2018; 02 đơn vị chưa có lịch đăng ký trước ngày 16/01/2018."
    )
    assert complete(_with(late(days=0, planned="13/01/2018"), study_due_on=day("26/01/2018")), VOICE) == (
        "01 đơn vị chưa tổ chức hoàn thành đúng hạn (ngày 26/01/2018)."
    )


def test_whom_to_help_with_speakers():
    waiting = late("Đảng bộ xã Tân Lập", planned="13/01/2018", reason="Chờ báo cáo viên")

    assert speakers(_with(late(planned="13/01/2018")), VOICE) == ""
    assert speakers(_with(late(days=0)), VOICE) == ""
    assert speakers(_with(waiting), VOICE) == "Ban Tuyên giáo cử báo cáo viên hỗ trợ Đảng bộ xã Tân Lập."
    assert speakers(_with(waiting, late("B"), late("C")), VOICE) == (
        "Ban Tuyên giáo cử báo cáo viên hỗ trợ Đảng bộ xã Tân Lập và 02 đơn vị chưa đăng ký lịch."
    )
    many = [late(str(i), reason="chờ báo cáo viên", planned="13/01/2018") for i in range(4)]
    assert speakers(_with(*many), VOICE) == "Ban Tuyên giáo cử báo cáo viên hỗ trợ 04 đơn vị đang chờ báo cáo viên."


def _after(held=2, **counts):
    return follow_up(figures(total=total(units=2, held=held, **counts)), VOICE)


def test_what_units_that_held_still_have_to_do():
    assert _after() == ""
    assert _after(excused=1) == "Các đơn vị đã tổ chức bố trí học bù cho 01 đồng chí."
    assert _after(held=1, essay_required=2, essay_submitted=1, essay_pending=1) == (
        "Đơn vị đã tổ chức thu bài thu hoạch đúng hạn (ngày 25/01/2018), chấm xong trước ngày 31/01/2018."
    )
    late_essays = figures(
        total=total(units=2, held=2, essay_required=3, essay_submitted=2, essay_pending=2),
        essay_due_on=day("11/01/2018"), marking_due_on=day("12/01/2018"),
    )
    assert follow_up(late_essays, VOICE) == "Các đơn vị đã tổ chức thu đủ 01 bài thu hoạch còn thiếu, chấm xong 02 bài còn lại."


def test_what_is_asked_of_the_committee():
    assert request(_with(late(planned="13/01/2018")), VOICE) == ""
    assert request(_with(late(days=0)), VOICE) == ""
    assert request(_with(late("Chi bộ A")), VOICE) == (
        "Đề nghị Thường trực Huyện uỷ chỉ đạo, đôn đốc Chi bộ A (quá hạn, chưa đăng ký lịch)."
    )
    assert request(_with(late("A"), late("B")), VOICE) == (
        "Đề nghị Thường trực Huyện uỷ chỉ đạo, đôn đốc các đơn vị quá hạn chưa đăng ký lịch."
    )


def test_a_base_asks_the_level_above_for_speakers():
    assert request(_with(late("A"), of_base=True), CELLS) == ""
    assert request(_with(late("Chi bộ A", reason="Chờ báo cáo viên"), of_base=True), CELLS) == (
        "Đề nghị cấp trên cử báo cáo viên hỗ trợ Chi bộ A."
    )
