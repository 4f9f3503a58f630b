import pytest
from django.core.exceptions import ValidationError

from campaigns.models import Campaign, Reminder, StudyPlan, StudySession
from essays.models import Essay
from jobs.models import Job
from jobs.runs import run_now
from lib.clock import now
from portal.tests.workbook.samples import import_file, write_small
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook.services import undo_import
from units.models import Member, Unit
from units.services.members import add_member

pytestmark = pytest.mark.django_db


def undo(sent):
    undo_import(sent=sent, by=None, at=now())
    assert run_now(Job.objects.get(key=f"workbook:{sent.pk}:undo:1")).error == ""
    return WorkbookImport.objects.get(pk=sent.pk)


def test_what_a_workbook_brought_goes_as_one(tmp_path):
    _read, sent = import_file(write_small(tmp_path / "small.xlsx"))

    assert undo(sent).state == ImportState.UNDONE
    assert (Unit.objects.count(), Member.objects.count(), Campaign.objects.count(), Essay.objects.count()) == (0, 0, 0, 0)


def test_what_a_workbook_changed_becomes_what_it_was(tmp_path):
    import_file(write_small(tmp_path / "small.xlsx"))
    before = [list(model.objects.order_by("pk").values()) for model in (Member, StudySession, StudyPlan, Essay)]

    def change(sheets):
        sheets["Đảng viên"][0][1:3] = ["Nguyễn Văn Đổi", ""]
        sheets["Lớp học"][0][10] = ""
        sheets["Kế hoạch"][0][2:5] = ["", "Lý do khác", 5]
        sheets["Thu hoạch"][0][5] = "Chưa đạt"

    _read, sent = import_file(write_small(tmp_path / "changed.xlsx", change))
    undo(sent)

    assert [list(model.objects.order_by("pk").values()) for model in (Member, StudySession, StudyPlan, Essay)] == before
    assert StudySession.objects.get(code="L1").resolutions.count() == 1
    _read, again = import_file(tmp_path / "small.xlsx")
    assert again is None


def test_a_row_changed_since_stands_against_it(tmp_path):
    _read, sent = import_file(write_small(tmp_path / "small.xlsx"))
    Member.objects.filter(card_number="000001").update(full_name="Tên đã sửa")

    with pytest.raises(ValidationError):
        undo_import(sent=sent, by=None, at=now())
    assert Member.objects.count() == 5


@pytest.mark.parametrize("build", [
    lambda: add_member(unit=Unit.objects.get(code="2"), card_number="7", full_name="Thêm Sau", by=None, at=now()),
    lambda: Reminder.objects.create(duty=StudyPlan.objects.get().duty, at=now()),
])
def test_a_row_that_points_to_the_workbooks_rows_stands_against_it(tmp_path, build):
    _read, sent = import_file(write_small(tmp_path / "small.xlsx"))
    build()

    with pytest.raises(ValidationError):
        undo_import(sent=sent, by=None, at=now())
    assert Unit.objects.count() == 5


def test_a_second_workbook_built_on_the_first_is_taken_back_first(tmp_path):
    _read, first = import_file(write_small(tmp_path / "small.xlsx"))

    def one_more(sheets):
        sheets["Đảng viên"].append(["000009", "Lê Văn Chín", "", "2", "Chính thức", "", ""])

    _read, second = import_file(write_small(tmp_path / "more.xlsx", one_more))
    with pytest.raises(ValidationError):
        undo_import(sent=first, by=None, at=now())

    undo(second)
    assert undo(first).state == ImportState.UNDONE
