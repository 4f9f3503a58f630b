"""A workbook sent, looked at, confirmed and taken back by an officer in a real browser, with a real worker."""
import pytest
from playwright.sync_api import expect

from portal.tests.workbook.random_workbooks import HEADERS, write_rows
from portal.workbook.models import ImportState, WorkbookImport
from units.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def files(settings, tmp_path, processes):
    """Web and worker keep their files in one place of the test's own."""
    processes.environment["VAR_DIR"] = str(tmp_path / "var")
    settings.MEDIA_ROOT = tmp_path / "var" / "files"
    processes.worker()
    processes.scheduler()
    return tmp_path


def send(officer, path):
    officer.go("/so-theo-doi/")
    officer.page.set_input_files("input[type=file]", path)
    officer.page.check("input[name=not_secret]")
    officer.tap("text=Gửi và xem trước")


def test_a_workbook_is_seen_before_it_is_written_and_taken_back_as_one(an_lac, files, someone):
    members = [
        ["10000005", "Phạm Kim Hiền Đổi", "21/9/1949", "101-01", "Chính thức", "", ""],
        ["29000001", "Lê Văn Mới", "1990", "101-01", "Dự bị", "", ""],
    ]
    path = write_rows(files / "tuan.xlsx", {"Đảng viên": members})
    officer = someone(1280).sign_in("tuyengiao")

    send(officer, path)
    wait_for(officer, "Chưa ghi gì")
    officer.reads("Lê Văn Mới")
    assert Member.objects.filter(card_number="29000001").count() == 0

    officer.tap("text=Xác nhận và ghi")
    wait_for(officer, "Ghi lúc")
    assert Member.objects.get(card_number="10000005").full_name == "Phạm Kim Hiền Đổi"

    officer.tap("text=Rút sổ")
    officer.tap(officer.page.get_by_role("button", name="Rút sổ"))
    wait_for(officer, "Đã rút")
    assert Member.objects.filter(card_number="29000001").count() == 0
    assert Member.objects.get(card_number="10000005").full_name == "Phạm Kim Hiền"


def wait_for(officer, text):
    """The page draws itself anew when its job has ended; the officer only waits."""
    expect(officer.page.locator("main")).to_contain_text(text, timeout=40_000)


def test_errors_are_read_on_a_telephone(an_lac, files, someone):
    path = write_rows(files / "loi.xlsx", {"Đảng viên": [["1", "Lê Văn Sai", "", "999", "Chính thức", "", ""]]}, HEADERS)
    officer = someone(360).sign_in("tuyengiao")

    send(officer, path)
    wait_for(officer, "Sổ còn lỗi; chưa ghi gì")
    officer.reads("Không có đơn vị mang mã 999.")
    assert officer.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert WorkbookImport.objects.latest("pk").state == ImportState.CHECKED
