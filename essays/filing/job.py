"""The job that reads one file of a batch: pages are filed twenty at a time, and a stop in between loses none."""
import itertools

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from essays.filing.placing import place_pages
from essays.filing.storage import keep_pictures
from essays.models import FileState, ScanFile
from essays.reading.reasons import ScanRefused
from essays.reading.scans import count_pages, kind_of_scan, read_scan
from files.storage import original_path
from jobs.kinds import register_kind
from jobs.reasons import Refused, register_reasons
from jobs.submission import submit
from lib.clock import now
from units.scope import may

KIND = "essays.read_scan"
PERMISSION = "essays.mark"
_AT_ONCE = 20
_PAGES = gettext_noop("pages")


def request_reading(file, *, by, bell=True):
    """Have the file read; however often it is asked for, it is read once."""
    return submit(
        kind=KIND, key=f"scan:{file.pk}", args={"file": file.pk}, by=by, unit_path=file.batch.unit.path,
        title=_("Scans of %(unit)s") % {"unit": file.batch.unit.name}, bell=bell,
    )


def read_file(run):
    """A generator: some pages at each step; run.mark is the last page that has its row."""
    file = ScanFile.objects.select_related("batch__unit", "batch__by").get(pk=run.args["file"])
    if file.state != FileState.WAITING:
        return {}
    if run.by and not may(run.by, PERMISSION, file.batch.unit):
        raise Refused("essays.filing_not_permitted")
    try:
        yield from _read_pages(run, file)
    except ScanRefused as error:
        _settle(run, file, FileState.REFUSED, error.reason)
    else:
        _settle(run, file, FileState.READ)
    return {}


def _read_pages(run, file):
    path, first = original_path(file.sha256), (run.mark or 0) + 1
    if file.page_count is None:
        is_pile = kind_of_scan(file.name, path) in ("pdf", "zip")
        file.page_count = count_pages(path, name=file.name) if is_pile else 1
        file.save(update_fields=["page_count"])
    keys = [key.encode() for key in settings.SHEET_KEYS]
    reading = read_scan(path, name=file.name, keys=keys, first=first)
    while pages := list(itertools.islice(reading, _AT_ONCE)):
        for read in pages:
            keep_pictures(read)
        with run.effect(mark=pages[-1].page):
            place_pages(file, pages, at=now())
        run.progress(pages[-1].page, file.page_count, _PAGES)
        yield


def _settle(run, file, state, reason=""):
    unit = file.batch.unit
    with run.effect(last=True) as result:
        file.state, file.reason = state, reason
        file.save(update_fields=["state", "reason"])
        if state == FileState.READ:
            record("essays.scan.read", file, unit=unit, by=file.batch.by, of=unit.name, pages=file.page_count)
        else:
            record("essays.scan.refused", file, unit=unit, by=file.batch.by, of=unit.name, reason=reason)
        result["pages"] = file.page_count or 0


def register():
    register_kind(KIND, work=read_file, label=_("Read scans of essays"))
    register_reasons({"essays.filing_not_permitted": _("Whoever sent the scans may not file essays of this unit any more.")})
