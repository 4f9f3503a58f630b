from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.record import record
from jobs.bell import ring
from jobs.models import Job, JobState


@transaction.atomic
def submit(*, kind, key, args, by=None, unit_path="", title="", bell=True):
    """The one job of this key: written now with the caller's rows, or found as it stands.

    A second caller waits for the first one's transaction. `bell=False` leaves the ringing to the sweeper, for a
    command that runs the job itself.
    """
    job = Job(kind=kind, key=key, args=args, owner=by, unit_path=unit_path, title=title)
    Job.objects.bulk_create([job], ignore_conflicts=True)
    job = Job.objects.get(key=key)
    if job.kind != kind:
        raise ValueError(f"job {key} is of kind {job.kind}, not {kind}")
    if bell and job.state == JobState.QUEUED:
        ring(job)
    return job


@transaction.atomic
def run_again(*, job, by):
    """Queue a failed job once more, with all its attempts; a job in slices goes on at its mark."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if job.state != JobState.FAILED:
        raise ValidationError(_("Only work that failed can be run again."))
    job.state = JobState.QUEUED
    job.attempts = 0
    job.finished_at = None
    job.run_after = job.rung_at = Now()
    job.save(update_fields=["state", "attempts", "finished_at", "run_after", "rung_at"])
    record("jobs.job.run_again", job, by=by, key=job.key)
    ring(job)
    return job
