import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _


class DatabaseClock(models.Func):
    """The database's clock. Leases are compared by it alone: workers' own clocks may differ."""

    function = "CLOCK_TIMESTAMP"
    output_field = models.DateTimeField()


def database_time(seconds=0):
    """The database's now, moved by so many seconds."""
    return DatabaseClock() + datetime.timedelta(seconds=seconds)


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class JobQuerySet(models.QuerySet):
    def unclaimed(self):
        """Jobs that somebody should be doing: due in the queue, or left by a worker whose lease ran out."""
        return self.filter(
            Q(state=JobState.QUEUED, run_after__lte=database_time())
            | Q(state=JobState.RUNNING, lease_until__lt=database_time())
        )

    def claimable(self):
        return self.unclaimed().filter(attempts__lt=settings.JOBS_MAX_ATTEMPTS)

    def held_under(self, token):
        """The job while the token is the one of its last claim."""
        return self.filter(token=token, state=JobState.RUNNING)

    def waiting_longest_first(self):
        return self.order_by(Coalesce("lease_until", "run_after"), "pk")


class Job(models.Model):
    """Work to be done once; the row is the truth, the queue only rings a bell."""

    key = models.CharField(max_length=200, unique=True, db_collation="C")
    kind = models.CharField(max_length=60)
    # Ids and plain values: read again when the job runs, and never a person's data.
    args = models.JSONField(default=dict)
    title = models.CharField(_("what"), max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Path of the unit the job works for, so that one prefix test scopes it.
    unit_path = models.CharField(max_length=255, blank=True, db_collation="C", db_index=True)

    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    token = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    run_after = models.DateTimeField(db_default=Now(), editable=False)
    rung_at = models.DateTimeField(null=True, db_default=Now(), editable=False)

    # Where a job in slices goes on; written with the slice's rows in one transaction. `done` is for the eye only.
    mark = models.JSONField(null=True, editable=False)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    word = models.CharField(max_length=60, blank=True)
    problems = models.PositiveIntegerField(default=0)

    # Class of the last error or code of a refusal; words for it are in jobs/reasons.py. No personal data.
    error = models.CharField(max_length=120, blank=True)
    result = models.JSONField(default=dict)

    created_at = models.DateTimeField(_("asked at"), db_default=Now())
    started_at = models.DateTimeField(_("begun at"), null=True)
    finished_at = models.DateTimeField(_("ended at"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        indexes = [
            models.Index(
                fields=["run_after"], name="jobs_open", condition=Q(state__in=["queued", "running"])
            ),
            models.Index(fields=["owner", "-created_at"], name="jobs_of_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                name="job_runs_under_a_token",
                condition=~Q(state="running") | Q(token__isnull=False, lease_until__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title or self.key

    @property
    def is_open(self):
        """True while something is still to come of it."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def percent(self):
        return min(100, self.done * 100 // self.total) if self.total else 0
