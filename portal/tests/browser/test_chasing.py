"""The officer works the chasing desk for a day, moved by the clock: call, promise, return, ladder, call sheet, letter."""
import datetime

import pytest
from playwright.sync_api import expect

from campaigns.chasing import Place, desk_duties
from campaigns.models import Campaign, EscalationStep, Reminder, ReminderLetter
from campaigns.services.escalation import step_ladder
from lib.clock import local_day, now
from portal.tests.browser.conftest import NOW
from reports.appendices import units_table
from reports.figures import figures_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PROMISED = datetime.date(2018, 1, 16)


def names_of_appendix(campaign):
    return {row[1] for row in units_table(figures_of(campaign, unit=campaign.unit, at=now()))["rows"]}


def names_of_desk(campaign):
    return {duty.unit.name for duty in desk_duties(campaign, at=now()).select_related("unit")}


def test_a_day_at_the_chasing_desk(an_lac, someone, settings):
    campaign = Campaign.objects.select_related("unit").get()
    assert names_of_desk(campaign) == names_of_appendix(campaign)
    step_ladder(campaign=campaign, at=now())
    officer = someone(1280).sign_in("tuyengiao")
    officer.tap("a:has-text('Bàn đôn đốc')")
    unit = officer.page.locator(".desk-unit").first
    name = unit.locator("h2").inner_text()
    expect(unit).to_contain_text("Đề xuất: Nhắc")

    # One press logs the call in its row; the promise takes the unit away.
    unit.locator("input[name=promised_on]").fill("2018-01-16" if unit.locator("input[type=date]").count() else "16/01/2018")
    officer.tap(unit.locator("button[value=reached]"))
    expect(officer.page.locator(".desk-done")).to_contain_text("đã hứa 16/01")
    officer.page.reload()
    expect(officer.page.locator("h2", has_text=name)).to_have_count(0)
    assert Reminder.objects.get(promised_on=PROMISED).duty.unit.name == name
    assert names_of_desk(campaign) == names_of_appendix(campaign)

    # The next day it is back, and nobody is asked twice for what the call answered.
    settings.CLOCK_SHIFT_SECONDS += 24 * 3600
    officer.page.reload()
    back = officer.page.locator(".desk-unit.is-back", has=officer.page.locator("h2", has_text=name))
    expect(back).to_contain_text("Đã hứa 16/01, chưa tổ chức")
    assert names_of_desk(campaign) == names_of_appendix(campaign)

    # Days later the ladder has climbed.
    settings.CLOCK_SHIFT_SECONDS += 4 * 24 * 3600
    step_ladder(campaign=campaign, at=now())
    officer.page.reload()
    expect(officer.page.locator(".desk-unit", has=officer.page.locator("h2", has_text=name))).to_contain_text("Báo Thường trực")

    officer.tap("a:has-text('Phiếu gọi điện')")
    assert officer.page.locator(".call-sheet tbody tr").count() == desk_duties(campaign, at=now()).filter(place=Place.TO_CALL).count()
    officer.go(f"/dot-hoc-tap/{campaign.pk}/don-doc/cong-van/?place=all")
    officer.tap("button:has-text('Lập công văn')")
    officer.page.wait_for_url("**/cong-van-don-doc/*/")
    letter = ReminderLetter.objects.get()
    assert {row[1] for row in letter.payload["appendices"][0]["rows"]} == names_of_appendix(campaign) == names_of_desk(campaign)
    assert local_day(NOW) < local_day(now()) and EscalationStep.objects.filter(rung="committee").exists()
