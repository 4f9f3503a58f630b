"""A job in words: what a list, a page and a polled fragment show of it."""
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from jobs.kinds import label_of, result_url_of
from jobs.models import JobState
from jobs.reasons import reason_of
from lib.dates import format_moment
from units.scope import paths_permitted
from units.screens.lists import figure


@dataclass(frozen=True)
class JobRow:
    url: str
    title: str
    kind: str
    state: str
    words: str
    done: int
    total: int
    is_open: bool
    reason: str
    asked_by: str
    asked_at: str
    ended_at: str
    result_url: str
    progress_url: str
    run_again_url: str


def rows_of(jobs, user):
    """The jobs in words, as the user may see and touch them."""
    again_within = paths_permitted(user, "jobs.run_again")
    return [_row_of(job, user, again_within) for job in jobs]


def may_run_again(job, user, again_within):
    """True for who asked for it and for who keeps the jobs of its unit."""
    return job.owner_id == user.pk or (job.unit_path and any(job.unit_path.startswith(path) for path in again_within))


def _row_of(job, user, again_within):
    failed = job.state == JobState.FAILED
    return JobRow(
        url=reverse("jobs:show", args=[job.pk]),
        title=job.title or label_of(job),
        kind=label_of(job),
        state=job.state,
        words=progress_words(job),
        done=job.done,
        total=job.total,
        is_open=job.is_open,
        reason=reason_of(job),
        asked_by=job.owner.full_name if job.owner else _("the portal itself"),
        asked_at=_moment(job.created_at),
        ended_at=_moment(job.finished_at),
        result_url=result_url_of(job) if job.state == JobState.DONE else "",
        progress_url=reverse("jobs:progress", args=[job.pk]),
        run_again_url=reverse("jobs:run_again", args=[job.pk]) if failed and may_run_again(job, user, again_within) else "",
    )


def progress_words(job):
    """How far it is, counted in things; for a job that waits, why it does."""
    if job.state == JobState.QUEUED and job.error:
        return _("It did not succeed at attempt %(number)s and is tried again soon.") % {"number": job.attempts}
    if job.state == JobState.QUEUED and not job.done:
        return _("It waits for its turn. You may leave this page.")
    if not job.total:
        return _("It is being worked on. You may leave this page.") if job.is_open else ""
    values = {
        "done": figure(job.done), "total": figure(job.total), "things": _(job.word) if job.word else "",
        "problems": figure(job.problems),
    }
    if job.problems:
        return _("%(done)s/%(total)s %(things)s, %(problems)s need attention") % values
    return (_("%(done)s/%(total)s %(things)s") % values).strip()


def _moment(at):
    return format_moment(at) if at else ""
