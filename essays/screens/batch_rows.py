"""How it stands with the files and pages of a batch, in words for whoever looks at it."""
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from essays.filing.job import PERMISSION
from essays.filing.reasons import words_of
from essays.filing.storage import received
from essays.models import FileState, ScanFile, ScanPage, Went
from essays.reading.reasons import ScanRefused
from jobs.models import Job, JobState
from jobs.reasons import reason_of
from units.scope import may


@dataclass(frozen=True)
class FileRow:
    """A file: `state` as units/screens/statuses.py knows it, `words` why, `again` the batch that held the same bytes."""

    file: ScanFile
    state: str
    label: str
    words: str = ""
    # Still to be read, by itself.
    is_open: bool = False
    job: Job | None = None
    percent: int = 0
    again: object = None


def file_rows(batch, user):
    """A FileRow for each file of the batch; two queries, however many files."""
    files = list(batch.files.select_related("same_as__batch__unit"))
    keys = {f"scan:{file.pk}": file for file in files if file.state == FileState.WAITING}
    jobs = {job.key: job for job in Job.objects.filter(key__in=keys)} if keys else {}
    return [_file_row(file, jobs.get(f"scan:{file.pk}"), user) for file in files]


def _file_row(file, job, user):
    row = {"file": file, "label": file.get_state_display()}
    if file.same_as and may(user, PERMISSION, file.same_as.batch.unit):
        row["again"] = file.same_as.batch
    if file.state == FileState.COMING:
        return FileRow(**row, state="in_progress", percent=received(file.pk) * 100 // max(1, file.size))
    if file.state == FileState.REFUSED:
        return FileRow(**row, state="refused", words=ScanRefused(file.reason).words)
    if file.state == FileState.READ:
        return FileRow(**row, state="done")
    if job and job.state == JobState.FAILED:
        return FileRow(**{**row, "label": FileState.REFUSED.label}, state="failed", words=reason_of(job), job=job)
    return FileRow(**row, state="queued", is_open=True)


@dataclass(frozen=True)
class PageRow:
    """A page: `words` where it went, `url` where that is; neither name nor picture where it lies outside one's reach."""

    page: ScanPage
    words: str
    url: str = ""
    has_picture: bool = False

    @property
    def state(self):
        return f"page_{self.page.went}"


def page_rows(pages, user):
    return [_page_row(page, user) for page in pages]


def _page_row(page, user):
    has_picture = bool(page.picture) and not page.erased_at
    if page.went != Went.FILED:
        words = f"{words_of(page)} {page.remark}".strip()
        return PageRow(page, words, has_picture=has_picture)
    if not may(user, PERMISSION, page.unit):
        return PageRow(page, _("Filed to another unit."))
    if page.session:
        words = _("The attendance list of the class %(code)s.") % {"code": page.session.code}
        return PageRow(page, words, reverse("campaigns:session", args=[page.session_id]), has_picture)
    words = _("%(name)s, page %(page)d") % {"name": page.member.full_name, "page": page.essay_page}
    return PageRow(page, words, reverse("essays:essay", args=[page.essay_id]), has_picture)
