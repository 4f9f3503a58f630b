"""Section II: nothing, one and many units not held; late only after the deadline."""
from reports.tests.making import CELLS, VOICE, day, figures, late, total
from reports.wording.outstanding import outstanding


def _text(*rows, units=60, voice=VOICE, **changes):
    return outstanding(figures(total=total(units=units, held=units - len(rows)), not_held=rows, **changes), voice)


def test_no_unit_and_none_left():
    assert _text(units=0) == ""
    assert _text() == "Không còn đơn vị nào chưa tổ chức học tập, quán triệt."


def test_one_is_not_spoken_of_as_all():
    assert _text(late(planned="13/01/2018", cells=(1, 3))) == (
        "Còn 01/60 đơn vị, quá hạn (hạn học ngày 05/01/2018): khối cơ quan 01. Đơn vị này đã đăng ký lịch ngày 13/01/2018; "
        "đang tổ chức ở một số chi bộ."
    )


def test_many_with_and_without_a_day():
    rows = [
        late("A", "Xã, thị trấn", planned="13/01/2018", cells=(6, 12)), late("B", planned="19/01/2018"), late("C"),
    ]

    assert _text(*rows) == (
        "Còn 03/60 đơn vị, đều quá hạn (hạn học ngày 05/01/2018): khối xã, thị trấn 01; khối cơ quan 02. Trong đó, 02 đơn "
        "vị đã đăng ký lịch từ ngày 13/01 đến ngày 19/01/2018; 01 đơn vị chưa đăng ký lịch (danh sách tại Phụ lục 2); "
        "01 đơn vị đang tổ chức ở một số chi bộ."
    )


def test_before_the_deadline_nobody_is_late():
    assert _text(late(days=0), late("B", days=0), study_due_on=day("12/01/2018")) == (
        "Còn 02/60 đơn vị, chưa đến hạn (hạn học ngày 12/01/2018): khối cơ quan 02. Trong đó, cả 02 đơn vị chưa đăng ký "
        "lịch (danh sách tại Phụ lục 2)."
    )


def test_days_over_the_turn_of_the_year_bear_both_years():
    assert "từ ngày 30/12/2017 đến ngày 02/01/2018" in _text(late(planned="30/12/2017"), late("B", planned="02/01/2018"))


def test_few_cells_of_a_base_are_named():
    assert _text(late("Chi bộ A"), late("Chi bộ B"), units=12, voice=CELLS, of_base=True, only_cells=True) == (
        "Còn 02/12 chi bộ, đều quá hạn (hạn học ngày 05/01/2018): Chi bộ A; Chi bộ B. Trong đó, cả 02 chi bộ chưa đăng ký "
        "lịch (danh sách tại Phụ lục 2)."
    )


def test_a_registered_day_that_went_by_is_told_apart_from_one_to_come():
    assert "lịch ngày 10/01/2018 (đã qua ngày đăng ký)" in _text(late(planned="10/01/2018"))
    assert "từ ngày 10/01 đến ngày 19/01/2018 (trong đó 01 đơn vị đã qua ngày đăng ký)" in _text(
        late("A", planned="10/01/2018"), late("B", planned="19/01/2018")
    )
