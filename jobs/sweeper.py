"""Rings again for what nobody does, and closes what nobody will. Any number of sweepers may run."""
import logging

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from jobs.bell import ring_now
from jobs.models import Job, JobState, database_time
from jobs.reasons import WORKER_LOST

log = logging.getLogger(__name__)

# An arbitrary number of our own: one sweeper at a time holds it.
_SWEEPER_LOCK = 7_205_001
_AT_ONCE = 200


def sweep():
    """Close poisoned jobs and ring for the unclaimed ones; how many bells were heard."""
    heard = 0
    for job_id in _bells_due():
        if not ring_now(job_id):
            break           # the broker is away: each further try would only wait
        heard += 1
    return heard


@transaction.atomic
def _bells_due():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_SWEEPER_LOCK])
        if not cursor.fetchone()[0]:
            return []
    _close_poisoned()
    silent = Q(rung_at=None) | Q(rung_at__lte=database_time(-settings.JOBS_SWEEP_SECONDS))
    due = Job.objects.claimable().filter(silent).waiting_longest_first().select_for_update(skip_locked=True)
    ids = list(due.values_list("pk", flat=True)[:_AT_ONCE])
    Job.objects.filter(pk__in=ids).update(rung_at=database_time())
    return ids


def _close_poisoned():
    """A job whose every worker vanished is not offered a sixth time."""
    spent = Job.objects.filter(
        state=JobState.RUNNING, lease_until__lt=database_time(), attempts__gte=settings.JOBS_MAX_ATTEMPTS
    )
    ids = list(spent.select_for_update(skip_locked=True).values_list("pk", flat=True))
    closed = Job.objects.filter(pk__in=ids).update(
        state=JobState.FAILED, error=WORKER_LOST, token=None, lease_until=None, finished_at=database_time()
    )
    if closed:
        log.error("%s jobs failed: their workers vanished %s times", closed, settings.JOBS_MAX_ATTEMPTS)


def job_left_waiting():
    """Id of the job that has waited longest beyond the stand-in time, or None: the broker or the workers are away."""
    since = database_time(-settings.JOBS_STAND_IN_SECONDS)
    late = Job.objects.claimable().filter(
        Q(state=JobState.QUEUED, run_after__lt=since) | Q(state=JobState.RUNNING, lease_until__lt=since)
    )
    return late.waiting_longest_first().values_list("pk", flat=True).first()
