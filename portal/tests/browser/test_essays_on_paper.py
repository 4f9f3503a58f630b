"""From the printed sheets of one base of An Lạc, through a copier, back to the figures of the weekly report."""
import random

import numpy as np
import pypdfium2 as pdfium
import pytest
from django.core.management import call_command
from PIL import Image
from playwright.sync_api import expect

from campaigns.models import Campaign, Duty
from essays.models import Essay, EssayState, ScanPage, Sheet, Went
from essays.pages_of import pages_of
from essays.tests.scans import KEY, bytes_of, pdf_of
from essays.tests.scans import sheet as drawn
from lib.clock import local_day, now
from reports.figures import figures_of
from units.models import Unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = 2


@pytest.fixture
def printed(an_lac, tmp_path, settings, processes):
    """The folder with the sheets of the base 101, a PDF for each of its cells; a worker is at hand."""
    settings.MEDIA_ROOT = tmp_path / "var" / "files"
    processes.environment |= {"VAR_DIR": str(tmp_path / "var"), "CLOCK_SHIFT_SECONDS": str(settings.CLOCK_SHIFT_SECONDS)}
    processes.worker()
    processes.scheduler()
    call_command("print_sheets", campaign="TW6-XII", unit="101", output=tmp_path / "sheets", pages=PAGES)
    return tmp_path / "sheets"


def copied(pdf, page, chance):
    """A page as a copier gives it back: 150 dpi, grey, grained, written on, a little askew, now and then upside-down."""
    picture = pdf[page].render(scale=150 / 72).to_pil().convert("L")
    level = np.asarray(picture, np.float32) * 0.8 + np.random.default_rng(page).normal(20, 6, (picture.height, picture.width))
    for line in range(chance.randint(6, 20)):
        top, left = 420 + line * 50, chance.randint(180, 400)
        level[top:top + 3, left:left + chance.randint(200, 700)] = 40
    worn = Image.fromarray(np.clip(level, 0, 255).astype(np.uint8))
    worn = worn.rotate(chance.uniform(-1.5, 1.5), Image.Resampling.BILINEAR, fillcolor=230)
    return bytes_of(worn.rotate(180) if chance.random() < 0.3 else worn)


def writers_of(code, count):
    """Who stands first in the printed file of the cell."""
    sheets = Sheet.objects.filter(unit__code=code).select_related("member")
    return [sheet.member for sheet in sheets.order_by("member__sort_key", "member__card_number")[:count]]


def test_printed_copied_filed_fixed_marked_and_reported(printed, someone, tmp_path):
    chance, campaign = random.Random(3), Campaign.objects.get(code="TW6-XII")
    pile = []
    for code, count in (("101-01", 3), ("101-02", 3)):
        pdf = pdfium.PdfDocument(next(printed.rglob(f"{code} *.pdf")))
        pile += [copied(pdf, page, chance) for page in range(count * PAGES)]
    first = writers_of("101-01", 3)
    pile.pop(1)                                                   # the first writer's second page is lost
    repeated = copied(pdfium.PdfDocument(next(printed.rglob("101-02 *.pdf"))), 4, chance)
    foreign = bytes_of(drawn(10_000_023, 1, key=KEY))
    pile += [repeated, foreign]
    chance.shuffle(pile)
    (tmp_path / "tap.pdf").write_bytes(pdf_of(pile))
    # Nobody of the second cell has handed in but by what is in the pile.
    second = writers_of("101-02", 3)
    Essay.objects.filter(unit__code="101-02", member__in=second).delete()
    Essay.objects.filter(unit__code="101-01", member__in=first).delete()
    before = figures_of(campaign, unit=Unit.objects.get(code="101"), at=now()).total.counts

    officer = someone(1280).sign_in("tuyengiao")
    officer.go(f"/thu-hoach/don-vi/{Duty.objects.get(campaign=campaign, unit__code='101').pk}/")
    officer.tap(officer.page.get_by_role("link", name="Gửi bản quét"))
    officer.tap(".upload-not-secret label")
    officer.page.set_input_files("input[name=scans_0]", str(tmp_path / "tap.pdf"))
    expect(officer.page.locator("[data-all-sent]")).to_contain_text("Đã gửi 1 tệp", timeout=30_000)
    officer.tap(officer.page.get_by_role("link", name="Xem các trang đã vào đâu"))
    expect(officer.page.locator(".stat")).to_have_text("13 trang: 11 đã xếp, 2 chờ xử lý", timeout=90_000)

    # The odd ones by keyboard: whichever comes first.
    officer.tap(".page-actions a.btn-primary")
    for _page in range(2):
        expect(officer.page.locator(".queue :focus, .queue:focus")).to_have_count(1)
        waiting = ScanPage.objects.filter(went=Went.QUEUED).order_by("file", "number").first()
        if waiting.reason == "foreign_code":
            officer.press("g", "5")
        else:
            assert waiting.reason == "slot_filled"
            officer.press("Enter")
            expect(officer.page.locator(".queue-both img")).to_have_count(2)
            officer.press("1")
        expect(officer.page.locator(".queue-file", has_text=f"Trang {waiting.number} ")).to_have_count(0)
    officer.reads("13 trang: 11 đã xếp, 2 để riêng")

    # Complete but for the page that was lost, and that one is named.
    for members, lacks in ((second, [()] * 3), (first, [(2,), (), ()])):
        pages = pages_of(campaign, members)
        assert [pages[member.pk].lacks for member in members] == lacks
    officer.go(f"/thu-hoach/don-vi/{Duty.objects.get(campaign=campaign, unit__code='101-01').pk}/")
    officer.reads("thiếu trang 2")

    # Marked at the desk, the figures of the report follow.
    officer.go(f"/thu-hoach/don-vi/{Duty.objects.get(campaign=campaign, unit__code='101-02').pk}/ban-cham/")
    for member in second:
        expect(officer.page.locator("h1")).to_contain_text(member.full_name)
        officer.press("0", "d")
    expect(officer.page.locator("h1")).not_to_contain_text(second[-1].full_name)
    marked = Essay.objects.filter(member__in=second, state=EssayState.PASSED, marked_on=local_day(now()))
    assert marked.count() == 3
    after = figures_of(campaign, unit=Unit.objects.get(code="101"), at=now()).total.counts
    assert after.essay_submitted - before.essay_submitted == 6
    assert after.essay_passed - before.essay_passed == 3
