"""The scanned pages of an essay as they are read: at a desk by keyboard, on a telephone, without scripts, by an inspector."""
import datetime
import os

import pytest
from playwright.sync_api import expect

from accounts.services.users import change_password
from audit.models import Entry
from campaigns.tests.test_sessions import campaign  # noqa: F401 (a fixture)
from essays.models import Essay, PageGrant, ScanPage
from essays.services.grants import grant_pages
from essays.services.pages import KEEP_BOTH, assign_page
from essays.services.register import return_essay
from essays.services.scans import open_batch
from essays.services.sheets import sheets_of_members
from essays.tests.piles import lay_pile
from essays.tests.scans import sheet as drawn
from lib.clock import local_day, now
from portal.tests.browser.conftest import PASSWORD
from portal.tests.wcag import broken_rules
from units.services.derived import member_derived

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Where somebody wants to look at the pages himself.
SHOTS = os.environ.get("SHOTS")


@pytest.fixture
def essay(campaign, tree, members, cast, settings, tmp_path):  # noqa: F811
    """Written twice; of the second writing pages 1, 2 and 4 of four are here, page 2 in two pictures."""
    settings.MEDIA_ROOT = tmp_path
    for user in (cast.officer, cast.secretary_a, cast.inspector):
        change_password(user=user, password=PASSWORD, at=now() - datetime.timedelta(minutes=1))
    member = members[tree.xa.code][0]
    type(member).objects.filter(pk=member.pk).update(
        full_name="Nguyễn Thị Thanh Huyền", **member_derived(full_name="Nguyễn Thị Thanh Huyền", card_number=member.card_number)
    )
    [sheet] = sheets_of_members(duty=campaign.duties.get(unit=tree.xa), members=[member], pages=4, by=None, at=now())
    batch = open_batch(campaign=campaign, unit=tree.xa, on=local_day(now()), by=None, at=now())
    lay_pile(batch, [(sheet, 1), (sheet, 2)], at=now(), picture_of=lambda number: drawn(texts=["", ""], ink=90 + number))
    essay = Essay.objects.get()
    return_essay(essay=essay, reason="Viết tay trên giấy A4.", on=local_day(now()), by=None, at=now())
    file = lay_pile(
        batch, [(sheet, 1), (sheet, 2), (sheet, 4), "no_code"], name="lan-hai.pdf", at=now(),
        picture_of=lambda number: drawn(texts=["", ""], ink=20 + number),
    )
    assign_page(page=file.pages.get(number=4), campaign=campaign, member=member, essay_page=2, by=cast.officer, at=now(), instead=KEEP_BOTH)
    ScanPage.objects.filter(file=file, number=1).update(suggestions=[["faint", 31.5, 55]])
    return Essay.objects.get()


def see(person, name, selector="main"):
    if SHOTS:
        person.page.wait_for_timeout(400)
        person.page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def page_shown(page, label):
    expect(page.locator(".viewer-sheet figcaption").first).to_contain_text(label)
    picture = page.locator(".viewer-paper img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


def test_an_officer_looks_zooms_and_turns_by_keyboard(someone, essay, cast):
    person = someone(1280).sign_in("officer")
    person.go(f"/thu-hoach/{essay.pk}/")
    page, press = person.page, person.press
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    person.reads("Thiếu trang 3")
    page_shown(page, "Trang 1")
    see(person, "essay-1280")
    press("ArrowRight")
    page_shown(page, "Trang 2")
    press("ArrowLeft")
    page_shown(page, "Trang 1")
    paper, wide = page.locator("[data-paper]"), page.locator("[data-paper] img").bounding_box()["width"]
    press("+")
    expect(page.locator("[data-zoom-now]")).to_have_text("150 %")
    assert page.locator("[data-paper] img").bounding_box()["width"] > 1.4 * wide
    # In an enlarged page the arrows move it.
    paper.focus()
    press("ArrowRight")
    page_shown(page, "Trang 1")
    press("-")
    expect(page.locator("[data-zoom-now]")).to_have_text("100 %")
    press("q")
    expect(page.locator(".viewer-paper img")).to_have_attribute("src", f"/thu-hoach/ban-quet/trang/{essay.scanned_pages.get(edition=2, essay_page=1).pk}/anh/?90")
    page_shown(page, "Trang 1")
    see(person, "essay-turned-1280")
    page.get_by_text("Các lần viết trước và bản khác").click()
    page.get_by_text("Trang 1, lần viết 1: đặt cạnh để so sánh").click()
    expect(page.locator(".viewer-sheet")).to_have_count(2)
    see(person, "essay-beside-1280")
    page.get_by_role("link", name="đóng").click()
    expect(page.locator(".viewer-sheet")).to_have_count(1)
    page.locator("summary", has_text="Ai đã xem").click()
    person.reads(cast.officer.full_name)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert download.value.suggested_filename == "Bài thu hoạch Nguyễn Thị Thanh Huyền.pdf"
    if SHOTS:
        download.value.save_as(f"{SHOTS}/essay.pdf")
    opened = Entry.objects.filter(action="essays.page.read", actor_id=cast.officer.pk)
    assert {entry.details["page"] for entry in opened} == {1, 2} and not failures


@pytest.mark.parametrize("script", [True, False])
def test_a_secretary_on_a_telephone_with_scripts_and_without(someone, essay, script):
    person = someone(360, height=740, has_touch=True, is_mobile=True, java_script_enabled=script).sign_in("secretary_a")
    person.go(f"/thu-hoach/{essay.pk}/")
    page = person.page
    person.reads("Thiếu trang 3")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    see(person, f"essay-360-{script}")
    page.get_by_role("link", name="Trang sau").tap()
    expect(page.locator(".viewer-sheet figcaption")).to_contain_text("Trang 2")
    page.get_by_role("button", name="Xoay", exact=True).tap()
    expect(page.locator(".viewer-paper img")).to_have_attribute("src", f"/thu-hoach/ban-quet/trang/{essay.scanned_pages.get(edition=2, essay_page=2, copy=1).pk}/anh/?90")
    page.get_by_text("Bài có số trang khác").tap()
    page.fill("[name=pages]", "2")
    page.locator(".papers-said-form button").tap()
    person.reads("Đã ghi số trang của bài.")
    person.reads("Thiếu trang 3")        # for the fourth is here
    page.get_by_text("Không phải của người này").tap()
    person.reads("Chuyển trang về hàng chờ")


def test_an_inspector_with_and_without_an_assignment(someone, essay, cast, tree):
    person = someone(1280).sign_in("inspector")
    person.go("/thu-hoach/kiem-tra/")
    person.reads("chưa được giao kiểm tra")
    assert person.go(f"/thu-hoach/kiem-tra/bai/{essay.pk}/").status == 404
    grant_pages(
        campaign=essay.campaign, unit=tree.x, inspector=cast.inspector, decision="QĐ 15-QĐ/UBKT, 3/11/2026",
        valid_from=local_day(now()), valid_to=local_day(now()) + datetime.timedelta(days=7), by=cast.officer, at=now(),
    )
    person.go("/thu-hoach/kiem-tra/")
    see(person, "inspections-1280")
    person.page.get_by_role("link", name=tree.x.name).click()
    see(person, "inspection-1280")
    person.page.get_by_role("link", name="Nguyễn Thị Thanh Huyền").click()
    page_shown(person.page, "Trang 1")
    see(person, "inspected-1280")
    person.press("ArrowRight")
    page_shown(person.page, "Trang 2")
    assert set(Entry.objects.filter(action="essays.page.inspected_read").values_list("details__page", flat=True)) == {1, 2}
    assert person.page.get_by_role("button", name="Xoay").count() == 0
    PageGrant.objects.update(withdrawn_at=now())
    assert person.page.reload().status == 404


def test_an_officer_assigns_an_inspection_and_erases(someone, essay, cast, campaign, tree):  # noqa: F811
    person = someone(1280).sign_in("officer")
    page, duty = person.page, campaign.duties.get(unit=tree.xa)
    person.go(f"/thu-hoach/don-vi/{duty.pk}/")
    person.reads("3/4 trang, thiếu trang 3")
    see(person, "register-1280")
    page.get_by_role("link", name="Giao kiểm tra").click()
    page.select_option("[name=inspector]", label=cast.inspector.full_name)
    page.fill("[name=decision]", "QĐ 15-QĐ/UBKT, 3/11/2026")
    page.fill("[name=valid_to]", str(local_day(now()) + datetime.timedelta(days=3)))
    see(person, "grant-form-1280")
    page.get_by_role("button", name="Giao", exact=True).click()
    person.reads("Đang hiệu lực")
    see(person, "grant-1280")
    person.go(f"/thu-hoach/{essay.pk}/xoa-anh/")
    see(person, "erase-1280")
    page.get_by_role("button", name="Xóa hẳn").click()
    person.reads("Đã xóa ảnh quét và ghi chú của bài.")
    see(person, "erased-1280")
    assert not essay.scanned_pages.filter(erased_at=None).exists()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_keep_the_rules(someone, essay, cast, campaign, tree, width):  # noqa: F811
    duty = campaign.duties.get(unit=tree.xa)
    grant_pages(
        campaign=campaign, unit=tree.x, inspector=cast.inspector, decision="QĐ 15", valid_from=local_day(now()),
        valid_to=local_day(now()), by=cast.officer, at=now(),
    )
    found = {}
    for username, paths in {
        "officer": (f"{essay.pk}/", f"{essay.pk}/xoa-anh/", f"don-vi/{duty.pk}/giao-kiem-tra/", "giao-kiem-tra/"),
        "inspector": ("kiem-tra/", f"kiem-tra/{PageGrant.objects.get().pk}/", f"kiem-tra/bai/{essay.pk}/"),
    }.items():
        person = someone(width, height=3000).sign_in(username)
        for path in paths:
            person.go(f"/thu-hoach/{path}")
            found[path] = broken_rules(person.page)
            assert (path, person.page.evaluate("document.documentElement.scrollWidth")) == (path, width)
            see(person, f"rules-{width}-{path.strip('/').replace('/', '_')}")
    assert found == dict.fromkeys(found, found[f"{essay.pk}/"][:0])
