"""file_scan FILE… --campaign CODE --unit CODE --json FILE [--day YYYY-MM-DD]"""
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from essays.filing.job import request_reading
from essays.filing.reasons import words_of
from essays.filing.totals import totals_of
from essays.management.named import campaign_and_duty, day_of
from essays.models import FileState, ScanFile, ScanPage
from essays.reading.reasons import ScanRefused
from essays.services.scans import open_batch, take_whole
from jobs.runs import run_now
from lib.clock import local_day, now


class Command(BaseCommand):
    help = "Files scans of essays as the page does: by the codes on them, what is doubtful into the queue of the unit."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="PDF, ZIP of pictures, JPEG, PNG, WebP or HEIC")
        parser.add_argument("--campaign", required=True, help="code of the campaign")
        parser.add_argument("--unit", required=True, help="code of the unit they are of, or of the committee")
        parser.add_argument("--json", required=True, type=Path, help="where to write what became of each page")
        parser.add_argument("--day", type=day_of, help="day the essays count as handed in (YYYY-MM-DD), today if not given")

    def handle(self, *, files, campaign, unit, json, day, **options):
        at = now()
        missing = [str(path) for path in files if not path.is_file()]
        if missing:
            raise CommandError("; ".join(missing))
        campaign, duty = campaign_and_duty(campaign, unit)
        try:
            batch = open_batch(
                campaign=campaign, unit=duty.unit if duty else campaign.unit, on=day or local_day(at), by=None, at=at
            )
            for position, path in enumerate(files):
                self._take(batch, path, key=str(position), at=at)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self._write(batch, json)
        self.stdout.write(totals_of([batch])[batch.pk].line)

    def _take(self, batch, path, *, key, at):
        with open(path, "rb") as content, transaction.atomic():
            file = take_whole(batch=batch, upload=File(content, name=path.name), upload_key=key, at=at)
            job = request_reading(file, by=None, bell=False)
        run_now(job)
        file.refresh_from_db()
        if file.state == FileState.REFUSED:
            self.stderr.write(f"{path.name}: {ScanRefused(file.reason).words}")
        elif file.state != FileState.READ:
            raise CommandError(f"{path.name}: {file.get_state_display()}")

    def _write(self, batch, path):
        pages = ScanPage.objects.filter(file__batch=batch).select_related("file", "sheet").order_by("file", "number")
        totals = totals_of([batch])[batch.pk]
        said = {
            "pages": [_said(page) for page in pages],
            "totals": {
                "in": totals.pages_in, "filed": totals.filed, "queued": totals.queued,
                "set_aside": totals.blank + totals.set_aside,
            },
        }
        refused = ScanFile.objects.filter(batch=batch, state=FileState.REFUSED)
        if refused:
            said["refused"] = [{"file": file.name, "reason": ScanRefused(file.reason).words} for file in refused]
        path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _said(page):
    said = {"file": page.file.name, "page": page.number, "went": page.went}
    if page.sheet:
        said |= {"card": str(page.sheet.number), "sheet_page": page.sheet_page}
    return said | ({"reason": words_of(page)} if page.reason else {})
