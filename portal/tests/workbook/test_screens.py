"""A workbook through the browser's eyes: sent, looked at, confirmed, taken back; and who may."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaigns.models import Campaign
from conftest import make_user
from jobs.models import Job
from jobs.runs import run_now
from portal.tests.oracle import read
from portal.tests.workbook.samples import import_file, write_small
from portal.workbook.models import ImportState, WorkbookImport
from units.models import Member, Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def office(tmp_path):
    """The small committee stands here already, with its officer, a base's officer, a cell's secretary and an inspector."""
    import_file(write_small(tmp_path / "small.xlsx"))
    units = {unit.code: unit for unit in Unit.objects.all()}
    return {
        "officer": make_user("o", Role.OFFICER, units["AL"]), "base": make_user("b", Role.BASE_OFFICER, units["1"]),
        "secretary": make_user("s", Role.SECRETARY, units["1-01"]), "inspector": make_user("i", Role.INSPECTOR, units["AL"]),
    }


def upload(client, user, path):
    client.force_login(user)
    key = re.search(r'name="form_key" value="([^"]+)"', client.get(reverse("workbook:upload")).content.decode())[1]
    file = SimpleUploadedFile("sổ.xlsx", path.read_bytes())
    return client.post(reverse("workbook:upload"), {"form_key": key, "file": file, "not_secret": "on"})


def send(client, user, path):
    """Upload and let the job look; the import as it then stands."""
    answer = upload(client, user, path)
    sent = WorkbookImport.objects.latest("pk")
    assert answer.url == reverse("workbook:show", args=[sent.pk])
    work(sent, "look")
    sent.refresh_from_db()
    return sent


def work(sent, what):
    job = Job.objects.filter(key__startswith=f"workbook:{sent.pk}:{what}:").latest("pk")
    assert run_now(job).error == ""


def post(client, name, sent, **data):
    address = reverse(f"workbook:{name}", args=[sent.pk])
    key = re.search(r'name="form_key" value="([^"]+)"', client.get(address).content.decode())[1]
    return client.post(address, {"form_key": key, **data})


def rename_first(sheets):
    sheets["Đảng viên"][0][1] = "Nguyễn Văn Đổi"


def test_nothing_is_written_before_it_is_confirmed_and_it_is_taken_back_as_one(client, office, tmp_path):
    sent = send(client, office["officer"], write_small(tmp_path / "changed.xlsx", rename_first))
    page = client.get(reverse("workbook:show", args=[sent.pk])).content.decode()

    assert (sent.state, sent.new, sent.changed, sent.wrong) == (ImportState.CHECKED, 0, 1, 0)
    assert "<del>Nguyễn Văn Một</del> → <ins>Nguyễn Văn Đổi</ins>" in page
    assert Member.objects.get(card_number="000001").full_name == "Nguyễn Văn Một"

    post(client, "confirm", sent)
    work(sent, "apply")
    assert Member.objects.get(card_number="000001").full_name == "Nguyễn Văn Đổi"

    post(client, "undo", sent)
    work(sent, "undo")
    sent.refresh_from_db()
    assert (sent.state, Member.objects.get(card_number="000001").full_name) == (ImportState.UNDONE, "Nguyễn Văn Một")


def test_a_confirmation_sent_twice_writes_once(client, office, tmp_path):
    sent = send(client, office["officer"], write_small(tmp_path / "changed.xlsx", rename_first))

    post(client, "confirm", sent)
    assert "không ở trạng thái chờ xác nhận" in post(client, "confirm", sent).content.decode()
    work(sent, "apply")
    work(sent, "apply")

    assert Member.objects.get(card_number="000001").version == 2


def test_what_changed_since_the_preview_asks_for_another_look(client, office, tmp_path):
    sent = send(client, office["officer"], write_small(tmp_path / "changed.xlsx", rename_first))
    Member.objects.filter(card_number="000001").update(full_name="Tên Khác")

    post(client, "confirm", sent)
    work(sent, "apply")

    sent.refresh_from_db()
    assert (sent.state, sent.looks) == (ImportState.CHECKED, 2)
    assert Member.objects.get(card_number="000001").full_name == "Tên Khác"


def test_errors_are_shown_with_their_cells_and_given_as_a_file(client, office, tmp_path):
    def change(sheets):
        sheets["Đảng viên"] += [[f"1{i:05d}", "Tên", "", "không có", "Chính thức", "", ""] for i in range(2000)]

    sent = send(client, office["officer"], write_small(tmp_path / "bad.xlsx", change))
    page = client.get(reverse("workbook:show", args=[sent.pk])).content.decode()
    file = tmp_path / "rows.xlsx"
    file.write_bytes(b"".join(client.get(reverse("workbook:bad_rows", args=[sent.pk])).streaming_content))

    assert (sent.wrong, sent.problems) == (2000, 2000)
    assert page.count("Không có đơn vị mang mã không có.") == 200
    rows = read(file)["Đảng viên"]
    assert (len(rows), rows[0]["Số thẻ"], rows[0]["Lý do"]) == (2000, "100000", "D7: Không có đơn vị mang mã không có.")
    assert "Sổ còn lỗi" in post(client, "confirm", sent).content.decode()
    assert Member.objects.count() == 5


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(client, office, tmp_path):
    path = tmp_path / "w.xlsx"
    path.write_bytes(b"not a workbook")

    sent = send(client, office["officer"], path)

    assert sent.state == ImportState.REFUSED
    assert "Tệp không phải là sổ Excel (.xlsx)." in client.get(reverse("workbook:show", args=[sent.pk])).content.decode()


def test_too_large_a_file_is_refused_at_its_field(client, office, tmp_path, monkeypatch):
    monkeypatch.setattr("portal.workbook.forms.Limits", lambda: type("Small", (), {"size": 1000}))

    page = upload(client, office["officer"], write_small(tmp_path / "w.xlsx")).content.decode()

    assert "Tệp quá lớn" in page
    assert WorkbookImport.objects.filter(by=office["officer"]).count() == 0


def test_a_base_writes_rows_of_its_own_units_only(client, office, tmp_path):
    def change(sheets):
        sheets["Đảng viên"][0][1] = "Của Mình"
        sheets["Đảng viên"][3][1] = "Của Người"
        sheets["Đợt học tập"][0][1] = "Tên đợt khác"
        sheets["Thu hoạch"].append(["TW6", "000004", "21/12/2017", "x", "x", "", ""])

    sent = send(client, office["base"], write_small(tmp_path / "base.xlsx", change))

    assert [(p["sheet"], p["address"]) for p in sent.preview["problems"]] == [
        ("Đảng viên", "D5"), ("Đợt học tập", "A2"), ("Thu hoạch", "B4"),
    ]


def test_a_bases_own_export_comes_back_with_no_change(client, office, tmp_path):
    client.force_login(office["base"])
    answer = client.post(reverse("workbook:export"), {"campaign": Campaign.objects.get().pk})
    path = tmp_path / "base.xlsx"
    path.write_bytes(answer.content)
    sheets = read(path)

    sent = send(client, office["base"], path)

    assert [row["Mã đơn vị"] for row in sheets["Đơn vị"]] == ["1", "1-01", "1-02"]
    assert (sent.new, sent.changed, sent.wrong, sent.problems) == (0, 0, 0, 0)


def test_a_secretary_exports_his_own_cell_and_sends_nothing(client, office, tmp_path):
    client.force_login(office["secretary"])
    path = tmp_path / "cell.xlsx"
    path.write_bytes(client.post(reverse("workbook:export"), {"campaign": Campaign.objects.get().pk}).content)

    sheets = read(path)

    assert [row["Số thẻ"] for row in sheets["Đảng viên"]] == ["000001", "000002"]
    assert [row["Mã đơn vị"] for row in sheets["Đơn vị dự học"]] == ["1-01"]
    assert client.get(reverse("workbook:upload")).status_code == 403


def test_who_may_see_what(client, office, tmp_path):
    sent = send(client, office["officer"], write_small(tmp_path / "changed.xlsx", rename_first))

    statuses = {}
    for name in ("base", "secretary", "inspector"):
        client.force_login(office[name])
        statuses[name] = [
            client.get(reverse("workbook:home")).status_code, client.get(reverse("workbook:show", args=[sent.pk])).status_code,
        ]

    assert statuses == {"base": [200, 404], "secretary": [200, 403], "inspector": [403, 403]}


def test_the_template_has_every_sheet_and_reads_as_an_empty_workbook(client, office, tmp_path):
    client.force_login(office["officer"])
    path = tmp_path / "template.xlsx"
    path.write_bytes(client.get(reverse("workbook:template")).content)

    sent = send(client, office["officer"], path)

    assert (len(sent.preview["sheets"]), sent.problems, sent.preview["unknown_sheets"]) == (10, 0, [])
