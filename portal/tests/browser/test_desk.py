"""The marking desk: ten essays by keyboard, one returned, one written again, and the second look of the level above."""
import datetime

import pytest
from playwright.sync_api import expect

from campaigns.models import Campaign, Duty
from essays.models import Essay, EssayState, ReviewSample
from essays.services.register import hand_in_many, return_essay
from essays.services.scans import open_batch
from essays.services.sheets import sheets_of_members
from essays.tests.piles import lay_pile
from lib.clock import local_day
from portal.tests.browser.conftest import NOW
from units.models import Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = local_day(NOW)


@pytest.fixture
def cell(an_lac):
    """The cell whose secretary marks, and who of it writes."""
    unit = Unit.objects.get(code="403")
    return Duty.objects.select_related("unit", "campaign").get(unit=unit), list(unit.members.present().in_people_order())


@pytest.fixture
def desk(cell):
    return f"/thu-hoach/don-vi/{cell[0].pk}/ban-cham/"


def hand_in(cell, how_many):
    duty, members = cell
    hand_in_many(campaign=duty.campaign, members=members[:how_many], on=TODAY, by=None, at=NOW)


def at(person, number, of_all):
    expect(person.page.locator(".desk-top")).to_contain_text(f"Bài {number} trong {of_all}")


def test_ten_essays_are_marked_by_keyboard(cell, desk, someone):
    Essay.objects.all().delete()
    hand_in(cell, 10)
    secretary = someone(1280).sign_in("gachtantien")
    secretary.go(desk)

    for number in range(1, 9):
        at(secretary, number, 10)
        secretary.press("0", "d")
    # A second press of a digit says no.
    at(secretary, 9, 10)
    secretary.press("0", "2", "g")
    secretary.page.keyboard.type("Thiếu chữ ký")
    secretary.press("Escape", "c")
    at(secretary, 10, 10)
    secretary.press("t")
    secretary.page.keyboard.type("Viết tay lại trang 2")
    secretary.page.locator("[name=due_on]").fill("2018-01-22")
    secretary.tap(secretary.page.get_by_role("button", name="Trả lại", exact=True))
    secretary.reads("Không còn bài nào chưa chấm")

    states = list(Essay.objects.order_by("member__sort_key", "member__card_number").values_list("state", flat=True))
    assert states == [EssayState.PASSED] * 8 + [EssayState.NOT_PASSED, EssayState.RETURNED]
    ninth, tenth = Essay.objects.get(state=EssayState.NOT_PASSED), Essay.objects.get(state=EssayState.RETURNED)
    assert (ninth.note, ninth.names_writer, ninth.dated_and_signed) == ("Thiếu chữ ký", True, False)
    assert (tenth.return_reason, tenth.return_due_on) == ("Viết tay lại trang 2", datetime.date(2018, 1, 22))

    secretary.press("h")
    at(secretary, 10, 10)
    tenth.refresh_from_db()
    assert tenth.state == EssayState.HANDED_IN
    secretary.press("r")
    at(secretary, 9, 10)


def test_a_tick_typed_and_not_sent_is_not_lost_without_a_question(cell, desk, someone):
    Essay.objects.all().delete()
    hand_in(cell, 2)
    secretary = someone(1280).sign_in("gachtantien")
    secretary.go(desk)
    at(secretary, 1, 2)
    asked = []
    secretary.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    secretary.press("1", "s")

    secretary.page.wait_for_timeout(500)
    at(secretary, 1, 2)
    assert asked == ["beforeunload"]
    expect(secretary.page.locator("[data-digit='1'] input[value=yes]")).to_be_checked()


def lay_rewritten(cell):
    """The first member's essay: two pages, returned, and both written again."""
    duty, members = cell
    Essay.objects.all().delete()
    sheet = sheets_of_members(duty=duty, members=members[:1], pages=2, by=None, at=NOW)[0]
    batch = open_batch(campaign=duty.campaign, unit=duty.unit, on=TODAY, by=None, at=NOW)
    lay_pile(batch, [(sheet, 1), (sheet, 2)], at=NOW)
    return_essay(essay=Essay.objects.get(), reason="Viết lại trang 2", on=TODAY, by=None, at=NOW)
    lay_pile(batch, [(sheet, 1), (sheet, 2)], at=NOW)


def shown_pictures(person):
    return person.page.locator(".desk-paper img").evaluate_all("images => images.filter(one => one.naturalWidth > 0).length")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_rewritten_essay_lies_beside_the_earlier_one(cell, desk, someone, width, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    lay_rewritten(cell)
    secretary = someone(width, has_touch=width < 500).sign_in("gachtantien")
    secretary.go(desk)

    secretary.reads("Viết lại trang 2")
    columns = secretary.page.locator(".desk-writing")
    expect(columns).to_have_count(2)
    for picture in secretary.page.locator(".desk-paper figure img").all():
        picture.scroll_into_view_if_needed()
    secretary.page.wait_for_function("() => [...document.querySelectorAll('.desk-paper img')].every(one => one.naturalWidth > 0)")
    left, right = columns.nth(0).bounding_box(), columns.nth(1).bounding_box()
    assert (left["y"] == right["y"]) == (width == 1280)
    assert secretary.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    secretary.tap(secretary.page.get_by_role("button", name="Cho đạt"))
    secretary.reads("Không còn bài nào chưa chấm")
    assert (Essay.objects.get().state, Essay.objects.get().edition) == (EssayState.PASSED, 2)


def test_without_javascript_an_essay_is_ticked_returned_and_taken_back(cell, desk, someone):
    Essay.objects.all().delete()
    hand_in(cell, 2)
    secretary = someone(360, 640, java_script_enabled=False).sign_in("gachtantien")
    secretary.go(desk)
    page = secretary.page

    page.locator("input[name=names_writer][value=yes]").check()
    page.locator("summary", has_text="Trả lại để viết lại").click()
    page.fill("[name=reason]", "Thiếu ngày tháng")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    at(secretary, 2, 2)
    assert Essay.objects.get(state=EssayState.RETURNED).names_writer is True
    page.get_by_role("button", name="Hoàn tác").click()

    at(secretary, 1, 2)
    assert not Essay.objects.filter(state=EssayState.RETURNED).exists()


def test_an_officer_draws_a_sample_looks_again_and_the_cell_is_told(cell, desk, someone):
    Essay.objects.all().delete()
    hand_in(cell, 10)
    secretary = someone(1280).sign_in("gachtantien")
    secretary.go(f"/thu-hoach/don-vi/{cell[0].pk}/cham/")
    for box in secretary.page.locator("input[name=essays]").all():
        box.check()
    secretary.tap(secretary.page.get_by_role("button", name="Ghi kết quả các bài đã chọn"))
    officer = someone(1280).sign_in("tuyengiao")
    officer.go(f"/thu-hoach/dot/{Campaign.objects.get().pk}/xem-lai/")
    officer.tap(officer.page.get_by_role("button", name="Chọn ngẫu nhiên"))
    sample = ReviewSample.objects.get()
    officer.reads(str(sample.seed))

    officer.tap(officer.page.locator("tbody a").first)
    officer.page.get_by_label("có ý kiến khác").check()
    officer.page.fill("[name=note]", "Thiếu chữ ký")
    officer.tap(officer.page.get_by_role("button", name="Ghi kết quả xem lại"))
    officer.reads("1 bài xem lại: 0 nhất trí, 1 khác.")

    essay = sample.essays.get().essay
    secretary.go(f"/thu-hoach/{essay.pk}/")
    secretary.reads("Cấp trên xem lại và thấy khác")
    secretary.tap(secretary.page.get_by_role("link", name="Bỏ kết quả để chấm lại"))
    secretary.reads("Bỏ bước ghi cuối")
    assert Essay.objects.get(pk=essay.pk).state == EssayState.PASSED
