"""A paper from its copy to sign to its end: issued, its signed sheet photographed, withdrawn; each time the code says how it stands."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import expect

from campaigns.models import Campaign
from documents.models import Document, IssuingBody, PaperCopy
from documents.services.copies import attach_edited
from documents.services.withdraw import withdraw_paper
from documents.storage import store_pdf
from documents.tests.sample import paper as sample
from files.tests import corpus, word_corpus
from jobs.models import Job
from jobs.runs import run_now
from portal.tests.browser.conftest import NOW
from portal.tests.wcag import broken_rules
from reports.models import WeeklyReport
from reports.services import compile_weekly_report
from reports.weeks import Week

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

_WIDE, _PHONE = 1280, 360


@pytest.fixture
def here(an_lac, settings, live_server, tmp_path):
    settings.PORTAL_URL, settings.MEDIA_ROOT = live_server.url, tmp_path


@pytest.fixture
def report(here):
    campaign = Campaign.objects.select_related("unit").get()
    return compile_weekly_report(campaign=campaign, unit=campaign.unit, week=Week.parse("2018-W02"), by=None, at=NOW)


def do(kind):
    """Do the job of this kind that waits, as a worker would."""
    assert run_now(Job.objects.filter(kind=kind, state="queued").latest("pk")).state == "done"


def code_says(person, code, words):
    person.go(f"/documents/code/{code}/")
    expect(person.page.locator(".standing-word")).to_have_text(words)
    assert person.page.evaluate("document.documentElement.scrollWidth") <= _PHONE


def test_from_the_copy_to_sign_to_its_withdrawal(report, someone):
    officer, leader = someone(_WIDE).sign_in("tuyengiao"), someone(_PHONE).sign_in("truongban")
    page = officer.page
    officer.go(f"/documents/letterheads/{IssuingBody.objects.get(unit=report.unit).pk}/change/")
    page.get_by_label("In mã tra cứu hiệu lực ở trang đầu").check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    officer.reads("có in ở trang đầu")

    officer.go(f"/bao-cao/{report.pk}/copy/make/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**/bao-cao/{report.pk}/copy/")
    code = WeeklyReport.objects.get().code
    code_says(leader, code, "Bản trình ký, chưa ban hành")

    officer.go(f"/bao-cao/{report.pk}/issue/")
    page.fill("input[name=number]", "7")
    page.fill("input[name=issued_on]", "2018-01-15")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/jobs/*/")
    do("reports.issue")
    paper = Document.objects.get()
    assert paper.code == code
    code_says(leader, code, "Đang có hiệu lực")
    leader.reads("07-BC/BTGHU")

    on_the_way = someone(_PHONE, has_touch=True, is_mobile=True).sign_in("tuyengiao")
    phone = on_the_way.page
    on_the_way.go(f"/bao-cao/{report.pk}/")
    on_the_way.tap(phone.get_by_role("link", name="Văn bản đã ban hành và các tệp"))
    on_the_way.tap(phone.get_by_role("link", name="Đính kèm bản đã ký"))
    phone.set_input_files("input[name=uploads_0]", {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": corpus.photo_of_a_telephone()})
    phone.check("input[name=uploads_1]")
    on_the_way.tap(phone.get_by_role("button", name="Đính kèm"))
    on_the_way.reads("IMG_0001.jpg")
    do("files.check")
    phone.reload()
    expect(phone.locator(".stored-file-thumb")).to_be_visible()
    assert PaperCopy.objects.get().kind == "signed"

    on_the_way.tap(phone.get_by_role("link", name="Thu hồi văn bản"))
    on_the_way.reads("không có cách hủy việc thu hồi")
    phone.fill("textarea[name=reason]", "Sai số liệu khối trường học")
    on_the_way.tap(phone.get_by_role("button", name="Thu hồi văn bản"))
    on_the_way.reads("Văn bản đã bị thu hồi")
    code_says(leader, code, "Đã thu hồi")
    leader.reads("Sai số liệu khối trường học")
    leader.go(f"/bao-cao/{report.pk}/")
    leader.reads("Đã thu hồi")


@pytest.mark.parametrize("width", [_WIDE, _PHONE])
def test_pages_keep_the_rules(here, someone, width):
    person = someone(width).sign_in("tuyengiao")
    found = []
    for path in _pages():
        person.go(path)
        found += [(path, rule) for rule in broken_rules(person.page)]
        assert person.page.evaluate("document.documentElement.scrollWidth") <= width, path

    assert found == []


def _pages():
    """Papers in each state, with copies good, waiting and refused, and what their pages lead to."""
    first, second, third = (_paper(number) for number in (1, 2, 3))
    Document.objects.filter(pk=first.pk).update(superseded_by=second)
    withdraw_paper(paper=third, reason="Sai số liệu khối trường học", by=None, at=NOW)
    files = [word_corpus.word(), word_corpus.BAD["a macro project"][1]]
    for place, content in enumerate(files):
        attach_edited(paper=second, upload=SimpleUploadedFile(f"báo cáo {place}.docx", content), by=None, at=NOW)
    for job in Job.objects.filter(kind="files.check", state="queued"):
        run_now(job)
    attach_edited(paper=second, upload=SimpleUploadedFile("đang chờ.docx", word_corpus.word("khác")), by=None, at=NOW)
    steps = ("", "withdraw/", "signed/", "edited/")
    return [
        "/documents/", *(f"/documents/{paper.pk}/" for paper in (first, third)), *(f"/documents/{second.pk}/{step}" for step in steps),
        f"/documents/copies/{second.copies.first().pk}/remove/", "/documents/check/", "/documents/code/",
        *(f"/documents/code/{paper.code}/" for paper in (first, second, third)), "/documents/code/ACDE/",
    ]


def _paper(number):
    body = IssuingBody.objects.first()
    return Document.objects.create(
        unit=body.unit, body=body, type_code="BC", number=number, symbol=body.symbol, issued_on=NOW.date(), signer_name="Nguyễn Văn A",
        title="tiến độ học tập, quán triệt các nghị quyết Hội nghị lần thứ sáu", layout="hd11", payload=sample(number=number),
        sha256=store_pdf(f"%PDF-1.7 {number}".encode()), issued_at=NOW, code="ACDEFHJKMNP" + "346"[number - 1],
    )
