"""A reminder letter from the filter of the desk to its number: drafted, edited, agreed to on a telephone, signed, issued, counted."""
import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from campaigns.chasing import desk_duties
from campaigns.models import Campaign, LetterRound, Reminder
from jobs.models import Job
from jobs.runs import run_now
from lib.clock import now
from reports.appendices import units_table
from reports.figures import figures_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REQUEST = "Đề nghị cấp uỷ đơn vị học xong trước ngày 22/01/2018.\n\nKết quả báo về Ban Tuyên giáo Huyện uỷ."


def do_waiting_jobs():
    for job in Job.objects.filter(state="queued"):
        run_now(job)


def text_of_pdf(person, path):
    answer = person.page.request.get(person.address + path)
    assert answer.headers["content-type"] == "application/pdf"
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages))


def text_between(text, first, last):
    return text[text.index(first) : text.index(last)]


def reminders_in_appendix(campaign):
    return sum(int(row[-1] or 0) for row in units_table(figures_of(campaign, unit=campaign.unit, at=now()))["rows"])


def test_a_letter_from_the_desk_to_its_number(an_lac, someone):
    campaign = Campaign.objects.select_related("unit").get()
    outstanding = {duty.unit.name for duty in desk_duties(campaign, at=now()).select_related("unit")}
    before = reminders_in_appendix(campaign)
    officer = someone(1280).sign_in("tuyengiao")
    officer.tap("a:has-text('Bàn đôn đốc')")
    officer.tap("a:has-text('Tất cả chưa tổ chức')")
    officer.tap("a:text-is('Công văn đôn đốc')")
    officer.tap("button:has-text('Lập công văn')")
    officer.page.wait_for_url("**/cong-van-don-doc/*/")
    round_ = LetterRound.objects.get()
    home = f"/cong-van-don-doc/{round_.pk}/"

    # The officer's words, in the letter and kept.
    officer.tap("a:has-text('Sửa lời văn')")
    officer.page.fill("textarea[name=request]", REQUEST)
    officer.tap("button:has-text('Lưu lời văn')")
    officer.reads("Kết quả báo về Ban Tuyên giáo Huyện uỷ.")
    officer.tap("a:text-is('Trình ký')")
    officer.tap("main button:has-text('Trình ký')")
    officer.reads("Đã trình ký")

    # The leader finds one entry at home, reads the whole text on a telephone, and agrees.
    leader = someone(360).sign_in("truongban")
    leader.tap("a:has-text('Công văn đôn đốc lập ngày')")
    for words in (*REQUEST.split("\n\n"), "Như trên", *outstanding):
        leader.reads(words)
    assert leader.page.evaluate("document.documentElement.scrollWidth") <= 360
    leader.tap("label:has-text('Đồng ý')")
    leader.tap("button:has-text('Gửi trả lời')")
    leader.reads("Đã nhất trí")

    # The copy to sign has room for number and day, and is that very text.
    officer.go("/")
    officer.tap("a:has-text('Công văn đôn đốc lập ngày')")
    officer.tap("a:text-is('Bản trình ký')")
    officer.tap("button:has-text('In bản trình ký')")
    do_waiting_jobs()
    copy = text_of_pdf(officer, f"{home}ban-trinh-ky/")
    assert ("Số -CV/BTGHU" in copy, "Dự thảo" in copy, "Kết quả báo về Ban Tuyên giáo Huyện uỷ" in copy) == (True, False, True)

    officer.go(home)
    officer.tap("a:text-is('Ban hành')")
    expect(officer.page.locator("input[name=number]")).to_have_value(re.compile(r"^\d+$"))
    officer.page.fill("input[name=number]", "7")
    officer.tap("main button:has-text('Ban hành')")
    do_waiting_jobs()
    officer.go(home)
    officer.reads("07-CV/BTGHU")
    letter = round_.letters.get()
    issued = text_of_pdf(officer, officer.page.locator("a[aria-label$='(PDF)']").get_attribute("href"))
    assert "Số 07-CV/BTGHU" in issued
    assert text_between(issued, "Kính gửi", "PHỤ LỤC") == text_between(copy, "Kính gửi", "PHỤ LỤC")
    assert {row[1] for row in letter.document.payload["appendices"][0]["rows"]} == outstanding

    # The reminders stand on the desk and in the appendix of the report.
    officer.go(f"/dot-hoc-tap/{campaign.pk}/don-doc/?place=all&size=100")
    expect(officer.page.locator(".desk-unit", has_text="công văn 07-CV/BTGHU")).to_have_count(len(outstanding))
    assert Reminder.objects.filter(letter=letter).count() == len(outstanding)
    assert reminders_in_appendix(campaign) == before + len(outstanding)
