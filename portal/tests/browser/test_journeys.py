"""From the cell's telephone to the signed page, in a real browser."""
import io

import pypdf
import pytest
from playwright.sync_api import expect

from campaigns.models import StudySession
from documents.models import Document
from reports.models import WeeklyReport

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def log_class_with_two_absent(secretary):
    page = secretary.page
    secretary.taps = 0
    secretary.tap("text=Đã học xong")
    absent = page.locator(".roster li")
    secretary.tap(absent.nth(0).get_by_text("Vắng có lý do"))
    secretary.tap(absent.nth(2).get_by_text("Vắng không lý do"))
    secretary.tap(page.get_by_role("button", name="Ghi nhận lớp học"))
    secretary.reads("Đã ghi nhận lớp học")


def test_a_secretary_logs_a_class_in_at_most_eight_taps_and_her_unit_leaves_the_list(an_lac, someone):
    secretary = someone(360, 640, has_touch=True).sign_in("gachtantien")
    officer = someone(1280).sign_in("tuyengiao")
    officer.reads("Chi bộ Công ty Gạch Tân Tiến")

    log_class_with_two_absent(secretary)

    assert secretary.taps <= 8
    session = StudySession.objects.get(logged_by__username="gachtantien")
    attendance = session.attendances.get()
    assert (attendance.summoned, attendance.present, attendance.absent_excused, attendance.absent_unexcused) == (12, 10, 1, 1)
    officer.go("/")
    expect(officer.page.locator("main")).not_to_contain_text("Chi bộ Công ty Gạch Tân Tiến")


def test_without_javascript_the_same_class_is_logged(an_lac, someone):
    secretary = someone(360, 640, java_script_enabled=False).sign_in("gachtantien")

    log_class_with_two_absent(secretary)

    assert StudySession.objects.filter(logged_by__username="gachtantien").count() == 1


def test_a_sibling_secretary_gets_404_on_all_of_it(an_lac, someone):
    log_class_with_two_absent(someone(360, 640).sign_in("gachtantien"))
    session = StudySession.objects.get(logged_by__username="gachtantien")
    sibling = someone(360, 640).sign_in("quytindung")

    statuses = {
        path: sibling.go(path).status
        for path in [f"/lop-hoc/{session.pk}/{step}" for step in ("", "sua/", "rut/", "tep/")]
        + [f"/don-vi/{session.host_id}/"]
    }
    assert set(statuses.values()) == {404}


def test_an_officer_compiles_edits_issues_and_downloads_the_report(an_lac, someone, processes):  # noqa: F811
    processes.worker()
    officer = someone(1280).sign_in("tuyengiao")
    page = officer.page
    officer.go("/bao-cao/compile/")
    page.get_by_role("button", name="Lập báo cáo").click()
    officer.reads("Kết quả")
    report = WeeklyReport.objects.get()

    paragraph = report.paragraphs.order_by("position").last()
    officer.go(f"/bao-cao/paragraphs/{paragraph.pk}/")
    page.fill("textarea", "Đề nghị Thường trực Huyện uỷ quan tâm chỉ đạo.")
    page.get_by_role("button", name="Lưu").click()
    officer.reads("quan tâm chỉ đạo")

    officer.go(f"/bao-cao/{report.pk}/issue/")
    page.fill("input[name=number]", "7")
    page.fill("input[name=issued_on]", "2018-01-15")
    page.get_by_role("button", name="Ban hành").click()
    done = page.get_by_role("link", name="Xem kết quả")
    expect(done).to_be_visible(timeout=60_000)
    done.click()
    download = page.get_by_role("link", name="Tải")
    expect(download.first).to_be_visible()

    document = Document.objects.get()
    answer = page.request.get(f"{officer.address}{download.first.get_attribute('href')}")
    text = "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(answer.body())).pages)
    assert (answer.status, document.number) == (200, 7)
    assert "07-BC/BTGHU" in text and "quan tâm chỉ đạo" in text and "4.174" in text
