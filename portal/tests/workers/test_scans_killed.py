"""Power cuts in the middle of a batch of scans: in the end every page is where it would be without them."""
import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile

from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.filing.totals import totals_of
from essays.models import Essay, FileState, ScanFile, ScanPage
from essays.services.scans import open_batch, take_whole
from essays.services.sheets import sheets_of_members
from essays.tests.scans import bytes_of, pdf_of
from essays.tests.scans import sheet as drawn
from jobs.models import Job
from lib import clock
from lib.clock import local_day
from portal.tests.workers.conftest import stands, wait_until


@pytest.fixture
def monday(settings, processes, tmp_path):
    """The clock of the campaign, and one place for files."""
    shift = int((NOW - clock.timezone.now()).total_seconds())
    settings.CLOCK_SHIFT_SECONDS = shift
    settings.MEDIA_ROOT = tmp_path / "var" / "files"
    processes.environment |= {"CLOCK_SHIFT_SECONDS": str(shift), "VAR_DIR": str(tmp_path / "var")}


def page_of(sheet, page, **options):
    return bytes_of(drawn(sheet.number, page, key=django_settings.SHEET_KEYS[0].encode(), **options))


def test_a_batch_ends_the_same_whenever_the_power_is_cut(processes, monday, campaign, members, tree):  # noqa: F811
    duties = [campaign.duties.get(unit=unit) for unit in (tree.xa, tree.xb)]
    sheets = [
        sheet for duty in duties
        for sheet in sheets_of_members(duty=duty, members=members[duty.unit.code], pages=8, by=None, at=NOW)
    ]
    places = [(sheet, page) for page in range(1, 9) for sheet in sheets]
    contents = [page_of(*place) for place in places]
    # After each ten pages one that no code says anything of; at the end the second page once more, scanned anew.
    for position in (40, 30, 20, 10):
        contents.insert(position, bytes_of(drawn(texts=["", ""], ink=position)))
    contents.append(page_of(*places[1], ink=60))
    expected = [("filed", "", sheet.member_id, page) for sheet, page in places]
    for position in (40, 30, 20, 10):
        expected.insert(position, ("queued", "no_code", None, None))
    expected.append(("queued", "slot_filled", None, None))

    batch = open_batch(campaign=campaign, unit=tree.x, on=local_day(NOW), by=None, at=NOW)
    take_whole(batch=batch, upload=ContentFile(pdf_of(contents), name="a.pdf"), upload_key="a", at=NOW)
    job = Job.objects.get()
    processes.scheduler()
    for least in (1, 21):
        worker = processes.worker()
        wait_until(lambda least=least: ScanPage.objects.count() >= least, seconds=120, what="a slice")
        processes.kill(worker)
        filed = ScanPage.objects.count()
        assert filed < len(contents), "the worker was killed too late"
        assert totals_of([batch])[batch.pk].unread == len(contents) - filed
    processes.worker()
    wait_until(stands(job, "done"), seconds=180)

    file = ScanFile.objects.get()
    assert (file.state, file.page_count) == (FileState.READ, len(contents))
    found = file.pages.order_by("number").values_list("number", "went", "reason", "member", "essay_page")
    assert [row[1:] for row in found] == expected
    assert [row[0] for row in found] == list(range(1, len(contents) + 1))
    assert sorted(Essay.objects.values_list("member", flat=True)) == sorted(sheet.member_id for sheet in sheets)
    assert totals_of([batch])[batch.pk].line == f"{len(contents)} trang: {len(places)} đã xếp, 5 chờ xử lý"
