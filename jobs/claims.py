"""Who does a job: taken, kept, given back and finished by single statements on the database's clock.

A claim makes a fresh token; every later statement names it, so a worker that comes too late changes nothing.
"""
import uuid

from django.conf import settings
from django.db.models import F

from jobs.models import Job, JobState, database_time


def claim(job_id):
    """The job, now running under a fresh token; None where it is done, waits for later or is somebody's."""
    token = uuid.uuid4()
    taken = Job.objects.claimable().filter(pk=job_id).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        token=token,
        lease_until=database_time(settings.JOBS_LEASE_SECONDS),
        started_at=database_time(),
        rung_at=None,
        error="",
    )
    return Job.objects.select_related("owner").get(pk=job_id) if taken else None


def hasten(job_id):
    """Make a job that pauses after a failure due now."""
    Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(run_after=database_time())


def keep(job_id, token, **values):
    """Renew the lease and write `values`; False where the job is no longer held under the token."""
    held = Job.objects.filter(pk=job_id).held_under(token)
    return bool(held.update(lease_until=database_time(settings.JOBS_LEASE_SECONDS), **values))


def finish(job_id, token, *, result, **values):
    """Done, once and for all; False for a late worker."""
    return _let_go(job_id, token, state=JobState.DONE, result=result, finished_at=database_time(), error="", **values)


def give_way(job_id, token, *, advanced, **values):
    """Back into the queue after a turn, so that other jobs get theirs; a job that advanced has spent no attempt."""
    attempts = {"attempts": 0} if advanced else {}
    return _let_go(job_id, token, state=JobState.QUEUED, run_after=database_time(), **attempts, **values)


def fail(job, *, error, final, **values):
    """Queued again after a pause that doubles, or failed for good; False for a late worker."""
    if final or job.attempts >= settings.JOBS_MAX_ATTEMPTS:
        return _let_go(job.pk, job.token, state=JobState.FAILED, error=error, finished_at=database_time(), **values)
    pause = settings.JOBS_BACKOFF_SECONDS * 2 ** (job.attempts - 1)
    return _let_go(job.pk, job.token, state=JobState.QUEUED, error=error, run_after=database_time(pause), **values)


def _let_go(job_id, token, **values):
    held = Job.objects.filter(pk=job_id).held_under(token)
    return bool(held.update(token=None, lease_until=None, rung_at=None, **values))
