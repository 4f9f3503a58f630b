"""A batch from the file on the disk to the last page filed: the whole job, rows, essays and pictures included.

    bin/manage shell -c "from benchmarks.filing import main; main()"

Promise: pages a second at least 0.6 of the floor of `scans` (pdfium draws each page at 200 dpi, zxing-cpp looks once), on
one core and with two at hand. The pages are those of `scan_corpus`, so the database must not hold sheets of its own under
the same numbers. Everything is rolled back, the pictures lie in a folder of their own.
"""
import os
import tempfile
import time
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.test import override_settings

from benchmarks.committee import AT, make_campaign
from benchmarks.scan_corpus import KEY, PAGES_OF_A_SHEET, pdf_of_scans, worn_pages
from benchmarks.scans import bare
from essays.filing.job import request_reading
from essays.filing.totals import totals_of
from essays.models import Sheet, SheetKind
from essays.services.scans import open_batch, take_whole
from jobs.models import JobState
from jobs.runs import run_job
from lib.clock import local_day


def main(pages=200):
    """Print the pages a second of the job and of the floor, and their ratio."""
    with tempfile.TemporaryDirectory(prefix="filing-") as folder:
        path = Path(folder) / "scan.pdf"
        path.write_bytes(pdf_of_scans([content for content, _code, _wear in worn_pages(pages)]))
        for cores in range(1, min(2, os.cpu_count()) + 1):
            floor, filed = _timed(cores, lambda: bare(path)), _timed(cores, lambda: _file(path, folder, pages))
            print(
                f"{cores} core{'s' * (cores > 1)} at hand: filed {pages / filed:.1f} pages/s, floor {pages / floor:.1f}: "
                f"{floor / filed:.2f} (at least 0.6)", flush=True,
            )


def _timed(cores, work):
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, set(sorted(before)[:cores]))
    try:
        return work()
    finally:
        os.sched_setaffinity(0, before)


def _file(path, folder, pages):
    """Seconds of the job alone; the sending of the file and the printing of its sheets are not counted."""
    with override_settings(MEDIA_ROOT=folder, SHEET_KEYS=[KEY.decode()]), transaction.atomic():
        batch = _batch(-(-pages // PAGES_OF_A_SHEET))
        with open(path, "rb") as content:
            file = take_whole(batch=batch, upload=File(content, name="scan.pdf"), upload_key="a", at=AT)
        job = request_reading(file, by=None, bell=False)
        began = time.perf_counter()
        job = run_job(job.pk)
        took = time.perf_counter() - began
        assert job.state == JobState.DONE, job.error
        print(totals_of([batch])[batch.pk].line)
        transaction.set_rollback(True)
    return took


def _batch(sheets):
    """A batch of one cell, each of whose members holds one of the corpus's sheets."""
    campaign = make_campaign(1, cells=1, members=sheets)
    duty = campaign.duties.get(unit__code="B00000-00")
    Sheet.objects.bulk_create(
        Sheet(
            number=number, campaign=campaign, kind=SheetKind.ESSAY, unit=duty.unit, duty=duty, member=member,
            pages=PAGES_OF_A_SHEET, printed_at=AT,
        )
        for number, member in enumerate(duty.unit.members.in_people_order(), 10_000_001)
    )
    return open_batch(campaign=campaign, unit=campaign.unit, on=local_day(AT), by=None, at=AT)
