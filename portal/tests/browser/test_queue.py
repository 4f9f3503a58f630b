"""The fix queue as it is used: a pile of odd pages by keyboard alone, by touch on a telephone, and without scripts."""
import datetime

import pytest
from playwright.sync_api import expect

from accounts.services.users import change_password
from campaigns.tests.test_sessions import campaign  # noqa: F401 (a fixture)
from essays.filing.totals import totals_of
from essays.models import PageStep, Went
from essays.services.scans import open_batch
from essays.services.sheets import sheets_of_members
from essays.tests.piles import LOST, lay_pile
from essays.tests.scans import sheet as drawn
from lib.clock import local_day, now
from portal.tests.browser.conftest import PASSWORD
from portal.tests.wcag import broken_rules
from units.services.derived import member_derived

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAMES = {
    "1-01": ["Nguyễn Văn Bình", "Trần Thị Hoa", "Lê Quang Đạo"], "1-02": ["Đỗ Thị Ánh", "Phạm Văn Ước", "Nguyễn Văn Bình"],
}


@pytest.fixture
def batch(campaign, tree, members, cast, settings, tmp_path):  # noqa: F811
    """Of two cells, sent for their base: pages without a code in five places, one page twice, one of nobody's sheet."""
    settings.MEDIA_ROOT = tmp_path
    change_password(user=cast.base_officer, password=PASSWORD, at=now() - datetime.timedelta(minutes=1))
    sheets = {}
    for unit in (tree.xa, tree.xb):
        for member, name in zip(members[unit.code], NAMES[unit.code], strict=True):
            type(member).objects.filter(pk=member.pk).update(full_name=name, **member_derived(full_name=name, card_number=member.card_number))
        duty = campaign.duties.get(unit=unit)
        sheets[unit.code] = sheets_of_members(duty=duty, members=members[unit.code], pages=4, by=None, at=now())
    (a, b, _c), (d, _e, _f) = sheets["1-01"], sheets["1-02"]
    batch = open_batch(campaign=campaign, unit=tree.x, on=local_day(now()), by=None, at=now())
    papers = [(a, 1), (a, 2), LOST, (a, 4), (b, 1), LOST, (b, 3), (b, 4), (b, 1), LOST, LOST, (d, 1)]
    lay_pile(batch, papers, name="chong-bai-thu-hoach.pdf", at=now(), picture_of=lambda number: drawn(texts=["", ""], ink=20 + number))
    return batch


@pytest.fixture
def at_the_queue(someone, batch):
    """`at_the_queue(width, **options)`: the officer of the base before the first page that waits."""

    def sit_down(width, **options):
        person = someone(width, **options).sign_in("base_officer")
        person.go(f"/thu-hoach/ban-quet/{batch.pk}/hang-cho/")
        return person

    return sit_down


def where(batch, number):
    page = batch.files.get().pages.select_related("member").get(number=number)
    return (page.went, page.member.full_name if page.member else page.reason, page.essay_page)


def test_a_pile_of_odd_pages_is_fixed_by_keyboard_alone(at_the_queue, batch):
    person = at_the_queue(1280, height=800)
    page, press = person.page, person.press
    failures = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    chosen = page.locator("[name=choice]:checked")

    def comes(text):
        """The next page is there, and takes keys."""
        person.reads(text)
        expect(page.locator(".queue :focus, .queue:focus")).to_have_count(1)

    # The gap in the pile is proposed, and Enter takes it.
    comes("thiếu trang 3")
    expect(chosen).to_be_focused()
    press("Enter")
    comes("Trang 6 của chong-bai-thu-hoach.pdf")
    assert where(batch, 3) == (Went.FILED, "Nguyễn Văn Bình", 3)

    # Wrongly chosen by digit, taken back, chosen by arrow.
    press("2")
    press("Enter")
    comes("Trang 9 của chong-bai-thu-hoach.pdf")
    assert where(batch, 6)[1] != "Trần Thị Hoa"
    press("h")
    comes("Trang 6 của chong-bai-thu-hoach.pdf")
    assert where(batch, 6) == (Went.QUEUED, "no_code", None)
    press("ArrowDown")
    press("ArrowUp")
    press("q")
    comes("đã xoay")
    press("Enter")
    comes("Trang 9 của chong-bai-thu-hoach.pdf")
    assert where(batch, 6) == (Went.FILED, "Trần Thị Hoa", 2)

    # Its place is taken: both pictures, and the first is kept.
    press("Enter")
    expect(page.locator(".queue-both img")).to_have_count(2)
    press("1")
    comes("Trang 10 của chong-bai-thu-hoach.pdf")
    assert where(batch, 9) == (Went.SET_ASIDE, "keep_first", None)

    # Set aside with a reason.
    press("g")
    press("4")
    comes("Trang 11 của chong-bai-thu-hoach.pdf")
    assert where(batch, 10) == (Went.SET_ASIDE, "unreadable", None)

    # Searched without marks: letters are letters while one types, and the page of the essay is changed by arrow.
    press("t")
    page.keyboard.type("do thi anh")
    press("Enter")
    expect(chosen).to_be_focused()
    press("ArrowRight")
    press("Enter")
    person.reads("Không còn trang nào chờ xử lý")
    assert where(batch, 11) == (Went.FILED, "Đỗ Thị Ánh", 3)
    person.reads(totals_of([batch])[batch.pk].line)
    assert failures == []


def test_a_key_held_down_files_one_page(at_the_queue, batch):
    person = at_the_queue(1280)
    person.page.keyboard.down("Enter")
    person.reads("Trang 6 của chong-bai-thu-hoach.pdf")
    for _repeat in range(5):
        person.page.keyboard.down("Enter")
    person.reads("Trang 6 của chong-bai-thu-hoach.pdf")
    assert PageStep.objects.count() == 1


def test_keys_are_letters_outside_of_the_queue(at_the_queue):
    person = at_the_queue(1280)
    person.page.locator("header summary").focus()
    for key in ("h", "b", "g", "1"):
        person.press(key)
    person.reads("Trang 3 của chong-bai-thu-hoach.pdf")
    assert not PageStep.objects.exists()


def test_the_page_is_enlarged_where_one_points(at_the_queue):
    page = at_the_queue(1280).page
    paper = page.locator("[data-paper]")
    before = paper.evaluate("paper => paper.scrollWidth")
    paper.click(position={"x": 500, "y": 300})
    width, left = paper.evaluate("paper => [paper.scrollWidth, paper.scrollLeft]")
    assert width == 2 * before and abs(left - 500) < 3
    page.keyboard.press("p")
    assert paper.evaluate("paper => [paper.scrollWidth, paper.scrollLeft]") == [before, 0]


@pytest.mark.parametrize("script", [True, False])
def test_on_a_telephone_by_touch_with_scripts_and_without(at_the_queue, batch, script):
    person = at_the_queue(360, height=740, has_touch=True, is_mobile=True, java_script_enabled=script)
    page = person.page
    assert page.locator(".queue-keys").is_hidden()
    page.get_by_role("button", name="Xếp và sang trang sau").tap()
    person.reads("Trang 6 của chong-bai-thu-hoach.pdf")
    page.locator("details.fold summary").tap()
    page.get_by_text("Không đọc được; sẽ quét lại.").tap()
    person.reads("Trang 9 của chong-bai-thu-hoach.pdf")
    page.get_by_role("button", name="Hoàn tác").tap()
    person.reads("Trang 6 của chong-bai-thu-hoach.pdf")
    page.fill("[name=q]", "ánh")
    page.locator(".queue-search button").tap()
    page.locator(".queue-list label").tap()
    page.get_by_role("button", name="Xếp và sang trang sau").tap()
    person.reads("Trang 9 của chong-bai-thu-hoach.pdf")
    page.get_by_role("button", name="Xếp và sang trang sau").tap()
    page.get_by_role("button", name="Giữ cả hai").tap()
    person.reads("Trang 10 của chong-bai-thu-hoach.pdf")
    assert where(batch, 3) == (Went.FILED, "Nguyễn Văn Bình", 3)
    assert where(batch, 6) == (Went.FILED, "Đỗ Thị Ánh", 2)
    assert where(batch, 9) == (Went.FILED, "Trần Thị Hoa", 1)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_sideways(at_the_queue, batch, width):
    person = at_the_queue(width)
    for path in ("hang-cho/", "de-rieng/"):
        person.go(f"/thu-hoach/ban-quet/{batch.pk}/{path}")
        assert (path, person.page.evaluate("document.documentElement.scrollWidth")) == (path, width)


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_the_queue_keeps_the_rules(at_the_queue, batch, width):
    # As high as the page: nothing lies under the bar of a telephone.
    person, address = at_the_queue(width, height=3000), f"/thu-hoach/ban-quet/{batch.pk}/hang-cho/"
    page, pages = person.page, batch.files.get().pages
    found = {"queue": broken_rules(page)}
    page.locator("details.fold summary").click()
    found["set aside"] = broken_rules(page)
    page.fill("[name=q]", "binh")
    page.locator(".queue-search button").click()
    person.reads("Tìm thấy 2 đồng chí")
    found["search"] = broken_rules(page)
    person.go(f"{address}?page={pages.get(number=9).pk}")
    page.get_by_role("button", name="Xếp và sang trang sau").click()
    person.reads("Chỗ này đã có trang")
    found["taken"] = broken_rules(page)
    person.go(f"/thu-hoach/ban-quet/trang/{pages.get(number=1).pk}/chuyen-lai/")
    found["send back"] = broken_rules(page)
    pages.filter(went=Went.QUEUED).update(went=Went.SET_ASIDE, reason="blank")
    for path in (address, f"/thu-hoach/ban-quet/{batch.pk}/de-rieng/"):
        person.go(path)
        found[path] = broken_rules(page)
    assert {name: rules for name, rules in found.items() if rules} == {}
