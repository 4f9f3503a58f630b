"""Sheets for essays, printed by an officer at a desk and by a secretary on a telephone without JavaScript."""
import io
import re
import zipfile

import pypdf
import pytest
from playwright.sync_api import expect

from campaigns.models import Campaign, Duty, StudySession
from essays.models import Sheet, SheetKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def files(settings, tmp_path, processes):
    """Web and worker keep their files in one place of the test's own."""
    processes.environment["VAR_DIR"] = str(tmp_path / "var")
    settings.MEDIA_ROOT = tmp_path / "var" / "files"
    processes.worker()
    return tmp_path


def ask(person, path, **filled):
    person.go(path)
    for name, value in filled.items():
        person.page.fill(f"input[name={name}]", value)
    person.tap(person.page.get_by_role("button", name="Tạo tệp để in"))
    person.reads("Phiếu để in")


def fetch(person):
    """`(name, bytes)` of the file, as soon as the page offers it."""
    link = person.page.get_by_role("link", name="Tải phiếu về")
    expect(link).to_be_visible(timeout=60_000)
    with person.page.expect_download() as download:
        link.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def texts_of(content):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_an_officer_prints_a_base_and_gets_a_file_for_each_cell(an_lac, files, someone):
    officer = someone(1280).sign_in("tuyengiao")
    base = Duty.objects.get(unit__code="101")
    cells = {duty.unit.name: duty for duty in base.children.select_related("unit")}

    ask(officer, f"/thu-hoach/don-vi/{base.pk}/in-phieu/", pages="2")
    name, content = fetch(officer)

    assert name == "Phiếu thu hoạch 101.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawn = {path.rpartition("/")[2]: texts_of(archive.read(path)) for path in archive.namelist()}
    owing = {
        f"{cell.unit.code} {cell.unit.name}.pdf": cell.roster.filter(until=None, writes=True).count() for cell in cells.values()
    }
    assert {path: len(pages) for path, pages in drawn.items()} == {path: 2 * people for path, people in owing.items() if people}
    for path, pages in drawn.items():
        assert all(path.split(maxsplit=1)[1].removesuffix(".pdf") in page for page in pages)
    officer.reads(f"{sum(owing.values())} phiếu")


def test_a_secretary_prints_gives_out_a_blank_sheet_and_voids_a_lost_one_without_javascript(an_lac, files, someone):
    secretary = someone(360, 640, java_script_enabled=False).sign_in("gachtantien")
    duty = Duty.objects.get(unit__code="403")
    home = f"/thu-hoach/don-vi/{duty.pk}"

    secretary.go(f"{home}/")
    secretary.tap("text=In phiếu thu hoạch")
    secretary.page.locator("input[name=members]").first.uncheck()
    secretary.tap(secretary.page.get_by_role("button", name="Tạo tệp để in"))
    name, content = fetch(secretary)
    printed = Sheet.objects.filter(kind=SheetKind.ESSAY)
    assert name == "Phiếu thu hoạch 403 Chi bộ Công ty Gạch Tân Tiến.pdf"
    assert len(texts_of(content)) == 4 * printed.count() == 4 * (duty.roster.filter(writes=True).count() - 1)

    ask(secretary, f"{home}/phieu-trang/", count="2", pages="1")
    assert len(texts_of(fetch(secretary)[1])) == 2
    secretary.go(f"{home}/phieu-trang/")
    secretary.tap(secretary.page.get_by_role("link", name="Ghi người nhận").first)
    writer = duty.roster.filter(until=None).first().member
    secretary.page.locator("select[name=member]").select_option(str(writer.pk))
    secretary.tap(secretary.page.get_by_role("button", name="Lưu"))
    secretary.reads("Đã ghi người nhận phiếu.")
    secretary.reads(writer.full_name)

    lost = printed.order_by("number").first()
    secretary.go(f"{home}/in-phieu/")
    secretary.tap(secretary.page.get_by_role("link", name=f"Huỷ phiếu {lost.number}"))
    secretary.page.fill("input[name=reason]", "để quên trên xe")
    secretary.tap(secretary.page.get_by_role("button", name="Huỷ phiếu"))
    secretary.reads("Đã huỷ phiếu.")
    expect(secretary.page.locator("main")).not_to_contain_text(str(lost.number))
    assert secretary.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_attendance_list_is_taken_out_of_a_class(an_lac, someone):
    officer = someone(1280).sign_in("tuyengiao")
    session = StudySession.objects.filter(campaign=Campaign.objects.get(), withdrawn_at=None).first()
    officer.go(f"/lop-hoc/{session.pk}/")
    officer.tap(officer.page.get_by_role("link", name="Danh sách điểm danh"))
    with officer.page.expect_download() as download:
        officer.tap(officer.page.get_by_role("button", name="Tải danh sách"))
    texts = texts_of(download.value.path().read_bytes())

    assert download.value.suggested_filename == f"Danh sách điểm danh {session.code}.pdf"
    units = [attendance.unit.name for attendance in session.attendances.select_related("unit")]
    assert all(any(unit in text for text in texts) for unit in units)
    numbers = set(re.findall(r"\d{8}(?= \d\d [A-Z2-7]{4} )", " ".join(texts)))
    assert numbers == {str(number) for number in Sheet.objects.values_list("number", flat=True)}
