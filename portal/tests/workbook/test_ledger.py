import pytest

from campaigns.models import Campaign, Duty, DutyChange, RosterEntry
from lib.clock import now
from portal.tests.workbook.samples import import_file, write_small
from portal.workbook.reading import read_workbook
from portal.workbook.services import take_import_back, write_read_workbook

pytestmark = pytest.mark.django_db


def more_people(sheets):
    sheets["Đơn vị"].append(["3", "Chi bộ Mới", "Chi bộ cơ sở", "Cơ quan", "AL", "", ""])
    sheets["Đảng viên"] += [
        ["000008", "Lê Văn Tám", "", "3", "Chính thức", "", ""],
        ["000009", "Lê Văn Chín", "", "2", "Chính thức", "", ""],
    ]
    sheets["Đảng viên"][0][3] = "1-02"
    sheets["Đảng viên"][2][5] = "x"


def heads():
    return dict(Duty.objects.filter(until=None).values_list("unit__code", "heads"))


def import_accepting(path):
    read = read_workbook(path, at=now(), accepts_ledger=True)
    assert read.all_problems() == []
    return read, write_read_workbook(read, path, by=None, at=now())


@pytest.fixture
def launched(tmp_path):
    import_file(write_small(tmp_path / "small.xlsx"))
    return Campaign.objects.get()


def test_frozen_head_counts_stay_until_they_are_accepted(launched, tmp_path):
    before = heads()

    read, _sent = import_file(write_small(tmp_path / "more.xlsx", more_people))

    assert heads() == before
    assert sorted(proposal.what for proposal in read.book.proposals) == [
        "Nguyễn Văn Ba không còn phải học tại Chi bộ thôn 2.",
        "Nguyễn Văn Một chuyển từ Chi bộ thôn 1 sang Chi bộ thôn 2.",
        "Thêm Lê Văn Chín phải học tại Chi bộ Toà án.",
        "Thêm đơn vị Chi bộ Mới, có 1 đảng viên phải học.",
    ]


def test_accepted_they_are_rows_of_the_ledger(launched, tmp_path):
    import_accepting(write_small(tmp_path / "more.xlsx", more_people))

    assert heads() == {"1": 2, "1-01": 1, "1-02": 1, "2": 2, "3": 1}
    assert {duty.unit.code: duty.launched_heads for duty in Duty.objects.select_related("unit")} | {"3": 0} == {
        "1": 3, "1-01": 2, "1-02": 1, "2": 1, "3": 0,
    }
    assert DutyChange.objects.filter(duty__campaign=launched).count() == 5
    read = read_workbook(tmp_path / "more.xlsx", at=now())
    assert read.book.proposals == []


def test_accepted_changes_are_taken_back_with_their_workbook(launched, tmp_path):
    before = heads(), list(RosterEntry.objects.order_by("pk").values()), list(Duty.objects.order_by("pk").values())

    _read, sent = import_accepting(write_small(tmp_path / "more.xlsx", more_people))
    assert take_import_back(sent, by=None, at=now())

    after = heads(), list(RosterEntry.objects.order_by("pk").values()), list(Duty.objects.order_by("pk").values())
    assert after == before
    assert DutyChange.objects.count() == 0


def test_a_class_of_a_new_unit_needs_the_unit_to_be_accepted(launched, tmp_path):
    def change(sheets):
        more_people(sheets)
        sheets["Đơn vị dự học"].append(["L2", "3", 1, 1, 0, 0, 0])

    path = write_small(tmp_path / "more.xlsx", change)

    assert [p.reason for p in read_workbook(path, at=now()).all_problems()] == ["Đơn vị 3 không thuộc diện phải học của đợt."]
    import_accepting(path)
    assert Duty.objects.get(unit__code="3").held_at is not None
