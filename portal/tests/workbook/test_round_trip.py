import datetime
import json

import pytest
from django.core.management import call_command

from campaigns.models import Campaign, Duty, Reminder, StudyPlan, StudySession
from lib.clock import at_hour, now
from lib.spreadsheet.forms import Outcome
from portal.tests.oracle import read
from portal.tests.workbook.samples import AN_LAC, import_file, write_small
from portal.workbook.reading import read_workbook
from portal.workbook.services import take_import_back
from reports.figures import as_expected_json, figures_of
from units.models import Member

pytestmark = pytest.mark.django_db


def counts(path):
    read_again = read_workbook(path, at=now())
    return {outcome.value: read_again.count(outcome) for outcome in Outcome}


def test_an_lac_gives_the_figures_the_office_expects_and_comes_back_the_same(tmp_path):
    _read, sent = import_file(AN_LAC)
    expected = json.load(open("data/an-lac/expected.json"))
    assert _figures() == expected
    assert counts(AN_LAC) == {"new": 0, "changed": 0, "same": 8817, "wrong": 0}

    call_command("export_workbook", str(tmp_path / "out.xlsx"))
    assert _sorted(read(tmp_path / "out.xlsx")) == _sorted(read(AN_LAC))
    assert counts(tmp_path / "out.xlsx") == {"new": 0, "changed": 0, "same": 8817, "wrong": 0}

    assert take_import_back(sent, by=None, at=now())
    assert (Member.objects.count(), Duty.objects.count(), Campaign.objects.count()) == (0, 0, 0)
    import_file(tmp_path / "out.xlsx")
    assert _figures() == expected


def _sorted(sheets):
    return {name: sorted([str(cell) for cell in row.values()] for row in rows) for name, rows in sheets.items()}


def _figures():
    campaign = Campaign.objects.get()
    return as_expected_json(figures_of(campaign, unit=campaign.unit, at=at_hour(datetime.date(2018, 1, 12), datetime.time(16))))


def test_the_same_file_twice_changes_nothing(tmp_path):
    path = write_small(tmp_path / "small.xlsx")
    import_file(path)

    _read, sent = import_file(path)

    assert sent is None


def test_a_changed_cell_changes_its_row_only(tmp_path):
    import_file(write_small(tmp_path / "small.xlsx"))

    def change(sheets):
        sheets["Đảng viên"][0][1] = "Nguyễn Văn Đổi"
        sheets["Lớp học"][1][5] = "Tối"
        sheets["Thu hoạch"][1][5:] = ["Chưa đạt", datetime.date(2018, 1, 3)]

    read_again, _sent = import_file(write_small(tmp_path / "changed.xlsx", change))

    changed = {sheet.name: [row.changes for row in sheet.rows if row.changes] for sheet in read_again.read_sheets()}
    assert {name: rows for name, rows in changed.items() if rows} == {
        "Đảng viên": [{"full_name": "Nguyễn Văn Một"}],
        "Lớp học": [{"part": datetime.time(19, 30)}],
        "Thu hoạch": [{"result": "", "marked_on": None}],
    }
    assert StudySession.objects.get(code="L2").moment == at_hour(datetime.date(2017, 12, 13), datetime.time(19))


def test_a_workbook_of_one_sheet_leaves_the_rest_as_it_is(tmp_path):
    import_file(write_small(tmp_path / "small.xlsx"))

    def only_one_essay(sheets):
        essay = sheets["Thu hoạch"][1]
        sheets.clear()
        sheets["Thu hoạch"] = [essay[:5] + ["Đạt", datetime.date(2018, 1, 3)]]

    read_again, _sent = import_file(write_small(tmp_path / "one.xlsx", only_one_essay))

    assert [read_again.count(outcome) for outcome in Outcome] == [0, 1, 0, 0]
    assert Member.objects.count() == 5


def test_births_are_kept_as_far_as_they_are_known(tmp_path):
    import_file(write_small(tmp_path / "small.xlsx"))

    assert list(Member.objects.order_by("card_number").values_list("born", flat=True)[:3]) == ["19/05/1985", "05/1985", "1961"]


def test_reminders_of_the_workbook_are_an_opening_balance(tmp_path):
    path = write_small(tmp_path / "small.xlsx")
    import_file(path)
    plan = StudyPlan.objects.get()
    Reminder.objects.create(duty=plan.duty, at=now())

    call_command("export_workbook", str(tmp_path / "out.xlsx"))
    exported = read(tmp_path / "out.xlsx")["Kế hoạch"][0]["Số lần đôn đốc"]

    assert (plan.earlier_reminders, exported) == (2, 3)
    assert counts(tmp_path / "out.xlsx") == {"new": 0, "changed": 0, "same": counts(path)["same"] + 1, "wrong": 0}


def test_withdrawn_classes_are_not_exported(tmp_path):
    import_file(write_small(tmp_path / "small.xlsx"))
    StudySession.objects.filter(code="L2").update(withdrawn_at=now(), withdrawn_reason="nhầm")

    call_command("export_workbook", str(tmp_path / "out.xlsx"))

    sheets = read(tmp_path / "out.xlsx")
    assert [row["Mã lớp"] for row in sheets["Lớp học"]] == ["L1"]
    assert [row["Mã lớp"] for row in sheets["Đơn vị dự học"]] == ["L1"]


def test_a_campaign_counts_as_launched_on_its_first_day(tmp_path):
    import_file(write_small(tmp_path / "small.xlsx"))

    campaign = Campaign.objects.get()
    heads = dict(Duty.objects.values_list("unit__code", "launched_heads"))
    assert campaign.launched_at == at_hour(datetime.date(2017, 12, 1), datetime.time(0))
    assert heads == {"1": 3, "1-01": 2, "1-02": 1, "2": 1}


def test_text_stays_text(tmp_path):
    def change(sheets):
        sheets["Đảng viên"][0][1] = "=1+1"
        sheets["Lớp học"][0][8] = "@SUM(A1)"
        sheets["Lớp học"][0][9] = "http://example.org"

    import_file(write_small(tmp_path / "small.xlsx", change))
    call_command("export_workbook", str(tmp_path / "out.xlsx"))

    exported = read(tmp_path / "out.xlsx")
    assert exported["Đảng viên"][0]["Họ và tên"] == "=1+1"
    assert (exported["Lớp học"][0]["Địa điểm"], exported["Lớp học"][0]["Báo cáo viên"]) == ("@SUM(A1)", "http://example.org")


def test_the_same_export_has_the_same_bytes(tmp_path):
    import_file(write_small(tmp_path / "small.xlsx"))

    for name in ("a", "b"):
        call_command("export_workbook", str(tmp_path / f"{name}.xlsx"))

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
