"""Scans sent from a desk and from a telephone, with a script and without, over a network that comes and goes."""
import base64
import datetime
import os
import random
import re

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect

from accounts.services.users import change_password
from campaigns.tests.test_sessions import NOW, campaign, held  # noqa: F401 (a fixture)
from essays.models import Essay, ScanFile, ScanPage, Went
from essays.services.sheets import sheet_of_class, sheets_of_members
from essays.tests.scans import bytes_of, grained, pdf_of
from essays.tests.scans import sheet as drawn
from lib import clock
from portal.tests.browser.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(settings, tmp_path, monkeypatch, processes, cast):
    """People who can sign in, a worker, and one place for files, all on the day of the campaign."""
    shift = str(int((NOW - clock.timezone.now()).total_seconds()))
    settings.CLOCK_SHIFT_SECONDS = int(shift)
    settings.MEDIA_ROOT = tmp_path / "var" / "files"
    processes.environment |= {"VAR_DIR": str(tmp_path / "var"), "CLOCK_SHIFT_SECONDS": shift}
    for user in (cast.base_officer, cast.secretary_a):
        change_password(user=user, password=PASSWORD, at=NOW - datetime.timedelta(minutes=1))
    processes.worker()
    processes.scheduler()


@pytest.fixture
def sheets(campaign, members):  # noqa: F811
    """`{unit code: [sheets]}` of the two cells of the base."""
    duties = campaign.duties.filter(unit__code__in=["1-01", "1-02"]).select_related("unit", "campaign")
    return {
        duty.unit.code: sheets_of_members(duty=duty, members=members[duty.unit.code], pages=4, by=None, at=NOW) for duty in duties
    }


def page_of(sheet, page, **options):
    return bytes_of(grained(drawn(sheet.number, page, key=django_settings.SHEET_KEYS[0].encode(), **options)))


def go_to_sending(person, unit):
    person.go(f"/thu-hoach/don-vi/{unit.duties.get().pk}/")
    person.tap(person.page.get_by_role("link", name="Gửi bản quét"))


def not_secret(person):
    person.tap(".upload-not-secret label")


def sees(person, line):
    """The page draws itself anew when all is read; one only waits."""
    expect(person.page.locator(".stat")).to_have_text(line, timeout=60_000)


def look(person, name):
    """A picture of the page for whoever asks for one: PICTURES=/tmp/x."""
    if folder := os.environ.get("PICTURES"):
        person.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def wait_for_sent(person, count):
    expect(person.page.locator("[data-all-sent]")).to_contain_text(f"Đã gửi {count} tệp", timeout=30_000)


def test_a_pile_of_two_cells_dropped_on_the_desk_files_itself(office, sheets, tree, someone):
    pages = [page_of(sheet, page) for cell in sheets.values() for sheet in cell for page in (1, 2)][1:]      # one page is lost
    pages += [pages[3], bytes_of(drawn(10_000_023, 1, key=b"f" * 32))]                      # one twice, one of a stranger
    random.Random(7).shuffle(pages)
    officer = someone(1280).sign_in("base_officer")
    go_to_sending(officer, tree.x)
    look(officer, "send_1280")
    not_secret(officer)
    officer.page.set_input_files("input[name=scans_0]", {"name": "tập 1.pdf", "mimeType": "application/pdf", "buffer": pdf_of(pages)})
    wait_for_sent(officer, 1)
    drop(officer, "không phải.docx", b"words")
    expect(officer.page.locator(".scan-file[data-ended=bad]")).to_contain_text("Không nhận loại tệp này")
    look(officer, "sent_1280")

    officer.tap(officer.page.get_by_role("link", name="Xem các trang đã vào đâu"))
    sees(officer, "13 trang: 11 đã xếp, 1 chờ xử lý, 1 để riêng")
    assert ScanPage.objects.filter(went=Went.FILED).count() == 11
    assert Essay.objects.count() == 6
    look(officer, "batch_1280")
    officer.page.set_viewport_size({"width": 360, "height": 740})
    look(officer, "batch_360")
    officer.page.set_viewport_size({"width": 1280, "height": 800})
    officer.tap(officer.page.locator(".tabs").get_by_text("Chờ xử lý"))
    officer.reads("Mã trên trang không phải do cổng này cấp")
    officer.go("/")
    officer.reads("1 trang quét chờ xử lý")
    officer.tap(officer.page.get_by_role("link", name="1 trang quét chờ xử lý"))
    officer.reads("13 trang: 11 đã xếp, 1 chờ xử lý, 1 để riêng")
    look(officer, "list_1280")
    officer.page.set_viewport_size({"width": 360, "height": 740})
    look(officer, "list_360")


def drop(person, name, content):
    """The mouse lets a file go over the page."""
    transfer = person.page.evaluate_handle(
        """([name, content]) => {
            const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name));
            return transfer;
        }""", [name, base64.b64encode(content).decode()],
    )
    person.page.dispatch_event("[data-drop]", "drop", {"dataTransfer": transfer})


def photo(name, content):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def test_a_telephone_sends_photos_one_by_one_and_a_list_reaches_its_class(office, sheets, tree, campaign, someone):  # noqa: F811
    session = held(campaign, [tree.xa])
    printed = sheet_of_class(session=session, unit=tree.xa, pages=1, by=None, at=NOW)
    secretary = someone(360, 640, has_touch=True, is_mobile=True).sign_in("secretary_a")
    go_to_sending(secretary, tree.xa)
    look(secretary, "send_360")
    camera = secretary.page.get_by_role("button", name="Chụp ảnh trang")
    expect(camera).to_be_visible()
    photos = [page_of(sheets["1-01"][0], 1), page_of(sheets["1-01"][0], 2), page_of(printed, 1)]
    secretary.page.set_input_files("[data-camera-input]", photo("1.jpg", photos[0]))
    secretary.reads("Đề nghị đánh dấu xác nhận")           # kept, and sent as soon as it is ticked
    assert not ScanFile.objects.exists()
    not_secret(secretary)
    wait_for_sent(secretary, 1)
    expect(secretary.page.locator("[data-live]")).to_have_text("1 trang: 1 đã xếp", timeout=30_000)      # at once, here
    expect(secretary.page.get_by_role("button", name="Chụp tiếp")).to_be_visible()
    for count, content in enumerate(photos[1:], 2):
        secretary.page.set_input_files("[data-camera-input]", photo(f"{count}.jpg", content))
        wait_for_sent(secretary, count)
    look(secretary, "sent_360")

    secretary.tap(secretary.page.get_by_role("link", name="Xem các trang đã vào đâu"))
    sees(secretary, "3 trang: 3 đã xếp")
    secretary.tap(secretary.page.get_by_role("link", name=f"Danh sách điểm danh của lớp {session.code}."))
    assert session.attachments.get().file.is_clean
    secretary.page.go_back()
    assert secretary.page.evaluate("document.documentElement.scrollWidth") == 360


def test_without_a_script_the_form_sends_the_same(office, sheets, tree, someone):
    secretary = someone(360, 640, java_script_enabled=False).sign_in("secretary_a")
    go_to_sending(secretary, tree.xa)
    look(secretary, "plain_360")
    secretary.page.set_input_files("input[name=scans_0]", [photo(f"{n}.jpg", page_of(sheets["1-01"][n], 1)) for n in range(2)])
    not_secret(secretary)
    secretary.tap(secretary.page.get_by_role("button", name="Gửi", exact=True))

    for _look in range(30):
        if "đã xếp" in secretary.page.locator(".stat").inner_text():
            break
        secretary.page.wait_for_timeout(1000)
        secretary.page.reload()
    sees(secretary, "2 trang: 2 đã xếp")


@pytest.fixture
def large(sheets, tmp_path):
    """A file of some pieces, on the disk: chosen again it is known by its size, time and name."""
    pages = [
        bytes_of(grained(drawn(sheet.number, page, key=django_settings.SHEET_KEYS[0].encode()), sigma=14), subsampling=0)
        for sheet in sheets["1-01"] for page in (1, 2)
    ]
    content = pdf_of(pages)
    assert len(content) > 3 * 1024 * 1024
    path = tmp_path / "lớn.pdf"
    path.write_bytes(content)
    return path


def offsets_of(page):
    """Offsets of the pieces that are asked to be taken from now on."""
    found = []
    page.on("request", lambda request: found.extend(int(n) for n in re.findall(r"offset=(\d+)", request.url)))
    return found


def test_a_cut_in_the_middle_is_gone_on_with_by_itself(office, large, tree, someone):
    officer = someone(1280).sign_in("base_officer")
    go_to_sending(officer, tree.x)
    not_secret(officer)
    cuts = []

    def cut_twice(route):
        if "offset=0" not in route.request.url and len(cuts) < 2:
            cuts.append(route.request.url)
            return route.abort("internetdisconnected")
        return route.continue_()

    officer.page.route("**/ban-quet/tep/**", cut_twice)
    officer.page.set_input_files("input[name=scans_0]", large)
    expect(officer.page.locator(".scan-file")).to_contain_text("Mất mạng khi đã gửi được")
    look(officer, "cut_1280")
    wait_for_sent(officer, 1)
    assert len(cuts) == 2 and cuts[0] == cuts[1]
    officer.tap(officer.page.get_by_role("link", name="Xem các trang đã vào đâu"))
    sees(officer, "6 trang: 6 đã xếp")


def test_after_a_reload_the_same_file_goes_on_where_it_stopped(office, large, tree, someone):
    officer = someone(1280).sign_in("base_officer")
    officer.page.on("dialog", lambda dialog: dialog.accept())       # leaving with a file not sent is asked
    go_to_sending(officer, tree.x)
    not_secret(officer)
    officer.page.route("**/ban-quet/tep/**", lambda route: route.continue_() if "offset=0" in route.request.url else route.abort())
    officer.page.set_input_files("input[name=scans_0]", large)
    expect(officer.page.locator(".scan-file")).to_contain_text("Mất mạng")
    officer.page.unroute("**/ban-quet/tep/**")
    officer.page.reload()

    officer.reads("lớn.pdf")        # which files are to be chosen again
    look(officer, "again_1280")
    offsets = offsets_of(officer.page)
    not_secret(officer)
    officer.page.set_input_files("input[name=scans_0]", large)
    wait_for_sent(officer, 1)
    assert offsets[0] == 1024 * 1024 and 0 not in offsets
    officer.tap(officer.page.get_by_role("link", name="Xem các trang đã vào đâu"))
    sees(officer, "6 trang: 6 đã xếp")
    assert ScanFile.objects.count() == 1
