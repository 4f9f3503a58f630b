"""Days at the desk, moved by the clock; after each step the units on the desk are those of Appendix 2, both read from pages."""
import datetime
import re

import pytest
from playwright.sync_api import expect

from campaigns.models import Campaign, Duty
from campaigns.services.attendance import AttendanceRow
from campaigns.services.sessions import record_session
from jobs.models import Job
from jobs.runs import run_now
from jobs.schedule import ensure_all
from lib.clock import local_day, now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
APPENDIX_2 = "Danh sách đơn vị chưa tổ chức học tập, quán triệt"
DAY = 24 * 3600


class DayAtTheDesk:
    def __init__(self, officer, settings):
        self.officer, self.page, self.settings = officer, officer.page, settings
        self.campaign = Campaign.objects.select_related("unit").get()
        self.desk = f"/dot-hoc-tap/{self.campaign.pk}/don-doc/"

    def days_later(self, days):
        """The scheduler ticks and its jobs are done, as they would be on the morning of that day."""
        self.settings.CLOCK_SHIFT_SECONDS += days * DAY
        ensure_all(at=now())
        for job in Job.objects.filter(state="queued", kind="campaigns.step_ladders"):
            run_now(job)

    def names(self, query):
        self.officer.go(f"{self.desk}?{query}&size=100")
        return self.page.locator(".desk-unit header h2").all_inner_texts()

    def in_appendix(self):
        """Appendix 2 of the report of the running week, compiled by hand on its page before its cut-off."""
        self.officer.go("/bao-cao/compile/")
        week = self.page.locator("select[name=week] option").last.get_attribute("value")
        self.page.select_option("select[name=week]", week)
        self.officer.tap("main form button[type=submit]")
        self.page.wait_for_url(re.compile(r"/bao-cao/\d+/"))
        table = self.page.locator("table", has=self.page.locator("caption", has_text=APPENDIX_2))
        return [row.locator("td").nth(1).inner_text() for row in table.locator("tbody tr").all()]

    def agrees(self):
        """One set on the desk, in its three places and in the appendix; the desk, without a filter, afterwards."""
        everywhere = self.names("place=all")
        apart = [name for place in ("to_call", "snoozed", "reached") for name in self.names(f"place={place}")]
        assert len(everywhere) == len(set(everywhere)) > 0
        assert sorted(apart) == sorted(everywhere) == sorted(self.in_appendix())
        self.officer.go(self.desk)
        return set(everywhere)

    def unit(self, name):
        return self.page.locator(".desk-unit", has=self.page.locator("h2", has_text=re.compile(rf"^\s*{re.escape(name)}\s*$")))

    def promise(self, name, day):
        unit = self.unit(name)
        unit.locator("input[name=promised_on]").fill(day.isoformat() if unit.locator("input[type=date]").count() else f"{day:%d/%m/%Y}")
        self.officer.tap(unit.locator("button[value=reached]"))
        expect(self.page.locator(".desk-done")).to_contain_text(f"{day:%d/%m}")


def test_the_desk_is_the_appendix_from_the_first_call_to_the_class(an_lac, someone, settings):
    desk = DayAtTheDesk(someone(1280).sign_in("tuyengiao"), settings)
    officer, page = desk.officer, desk.page
    desk.days_later(0)
    missing = desk.agrees()

    # A call that reaches nobody leaves the unit where it is; one that does, until tomorrow; a promise, until its day.
    # The workbook knows of classes of the days to come; these units hold none.
    never = set(desk.campaign.duties.filter(held_at=None).values_list("unit__name", flat=True))
    first, second, third = [name for name in page.locator(".desk-unit header h2").all_inner_texts() if name in never][:3]
    officer.tap(desk.unit(third).locator("button[value=not_reached]"))
    expect(page.locator(".desk-done")).to_contain_text("Đã ghi")
    officer.go(desk.desk)
    officer.tap(desk.unit(second).locator("button[value=reached]"))
    expect(page.locator(".desk-done")).to_contain_text("Đã ghi")
    officer.go(desk.desk)
    promised = local_day(now()) + datetime.timedelta(days=2)
    desk.promise(first, promised)
    assert desk.agrees() == missing
    assert [name in desk.names("place=to_call") for name in (first, second, third)] == [False, False, True]
    assert (first in desk.names("place=snoozed"), second in desk.names("place=reached")) == (True, True)

    # The next day the one reached is to be called again; on the day promised, the other too, and marked.
    desk.days_later(1)
    assert {first, second, third} <= desk.agrees() <= missing
    assert [name in desk.names("place=to_call") for name in (first, second)] == [False, True]
    desk.days_later(1)
    assert {first, second, third} <= desk.agrees() < missing
    expect(desk.unit(first)).to_contain_text(f"Đã hứa {promised:%d/%m}, chưa tổ chức")

    # The ladder climbs by itself; what it proposes is answered by a person.
    desk.days_later(5)
    missing = desk.agrees()
    step = desk.unit(first).locator(".desk-step", has_text="Báo Thường trực")
    expect(step).to_contain_text(f"{promised:%d/%m}")
    officer.tap(step.locator("a"))
    officer.tap("main form button[type=submit]")
    expect(page.locator("body")).to_contain_text("Đã ghi nhận: việc được đề xuất đã thực hiện.")
    officer.go(desk.desk)
    expect(desk.unit(first).locator(".desk-step", has_text="Báo Thường trực")).to_have_count(0)
    assert desk.agrees() == missing

    # The call sheet holds whom to call; a text sent to a group is a contact of that day.
    to_call = desk.names("place=to_call")
    officer.go(f"{desk.desk}phieu-goi/")
    sheet = page.locator(".call-sheet tbody tr")
    assert sheet.count() == len(to_call)
    assert all(name in page.locator(".call-sheet").inner_text() for name in to_call)
    officer.go(f"{desk.desk}tin-nhan/")
    texts = page.locator("section.desk-unit")
    told = texts.first.locator("h2").inner_text()
    assert "Kính gửi" in texts.first.locator("textarea").input_value()
    officer.tap(texts.first.locator("button[value=messaged]"))
    assert desk.agrees() == missing
    assert told in desk.names("place=reached")

    # A class logged takes the unit off the desk and out of the appendix.
    duty = Duty.objects.select_related("unit").get(campaign=desk.campaign, unit__name=first)
    record_session(
        campaign=desk.campaign, host=duty.unit, held_on=local_day(now()) - datetime.timedelta(days=1), part="morning",
        rows=[AttendanceRow(unit=duty.unit, summoned=duty.heads, present=duty.heads)], resolutions=[], by=None, at=now(),
    )
    assert desk.agrees() == missing - {first}
