"""One run of a job: claim, work, finish. The same path for a worker, the scheduler and a command."""
import contextlib
import inspect
import logging
import time
import traceback

from django.db import connection, transaction

from audit.context import occasion
from jobs import claims
from jobs.kinds import kind_of
from jobs.leases import LeaseKeeper
from jobs.models import Job, JobState
from jobs.reasons import LeaseLost, NoAdvance, Refused, error_code

log = logging.getLogger(__name__)


class JobRun:
    """What the work is handed: its arguments, where it stands, and the ways to report and to commit."""

    def __init__(self, job):
        self.job = job
        self.args = job.args
        self.by = job.owner
        self.mark = job.mark
        self.keeper = None
        self.finished = False
        self.slice_began = time.monotonic()
        self._progress = {"done": job.done, "total": job.total, "word": job.word, "problems": job.problems}

    def progress(self, done, total, word="", problems=0):
        """Say how far the work is: `word` is the msgid of the things counted. Cheap, to be called for every thing."""
        self._progress = {"done": done, "total": total, "word": word, "problems": problems}
        if self.keeper and self.keeper.lost:
            raise LeaseLost(self.job.key)

    def shown(self):
        return self._progress

    @contextlib.contextmanager
    def effect(self, *, mark=None, last=False):
        """A transaction that commits only while the job is still this run's.

        `mark` (any JSON) is kept with it and is `run.mark` of the next run; with `last` the job is finished by the
        same commit, with what the body put into the yielded dict as its result.
        """
        result = {}
        with transaction.atomic():
            yield result
            self._seal(mark=self.mark if mark is None else mark, result=result, last=last)
        self.finished = last
        self.mark = self.mark if mark is None else mark

    def _seal(self, *, mark, result, last):
        # At the end, not at the start: it holds the row's lock, and the keeper must get by until then.
        if last:
            held = claims.finish(self.job.pk, self.job.token, mark=mark, result=result, **self.shown())
        else:
            held = claims.keep(self.job.pk, self.job.token, mark=mark)
        if not held:
            raise LeaseLost(self.job.key)


def run_job(job_id, *, turn=None, limit=None):
    """Do the job if nobody else does; the row afterwards, or None where there was nothing to claim.

    `turn` seconds bound the slices done before others get theirs, `limit` seconds one slice.
    """
    job = claims.claim(job_id)
    if job is None:
        return None
    run = JobRun(job)
    try:
        with occasion(job=job.pk, kind=job.kind, user=job.owner_id), _lease_kept(run, limit):
            _work(run, turn)
    except LeaseLost:
        log.warning("job %s: attempt %s came too late, nothing of it counts", job.pk, job.attempts)
    except BaseException as error:
        _record_failure(run, error)
        if isinstance(error, (SystemExit, KeyboardInterrupt)):
            raise
    return Job.objects.get(pk=job_id)


def run_now(job, *, patience=600):
    """Do the job here and now, for a command; where a worker has it already, wait for the worker.

    One attempt: where it fails the row comes back queued or failed, with its error.
    """
    claims.hasten(job.pk)
    deadline = time.monotonic() + patience
    while True:
        row = run_job(job.pk) or Job.objects.get(pk=job.pk)
        if row.state != JobState.RUNNING or time.monotonic() > deadline:
            return row
        time.sleep(0.2)


@contextlib.contextmanager
def _lease_kept(run, limit):
    # Inside a transaction nobody else sees the claim, so there is no lease to keep (a service's test does so).
    if connection.in_atomic_block:
        yield
        return
    with LeaseKeeper(run, limit=limit) as run.keeper:
        yield


def _work(run, turn):
    result = kind_of(run.job).work(run)
    if inspect.isgenerator(result):
        result = _do_slices(run, result, turn)
    if not run.finished:
        _expect(claims.finish(run.job.pk, run.job.token, result=result or {}, **run.shown()), run)


def _do_slices(run, slices, turn):
    """Draw the generator on, a slice at each step; its return value, or None after giving way."""
    began, first_mark = time.monotonic(), run.mark
    while True:
        try:
            next(slices)
        except StopIteration as stop:
            return stop.value
        run.slice_began = time.monotonic()
        if turn is not None and time.monotonic() - began >= turn:
            slices.close()
            if run.mark == first_mark:
                raise NoAdvance(run.job.key)
            _expect(claims.give_way(run.job.pk, run.job.token, advanced=True, **run.shown()), run)
            run.finished = True
            return None


def _expect(held, run):
    if not held:
        raise LeaseLost(run.job.key)


def _record_failure(run, error):
    # Only the class and the places: a message may hold what people typed.
    places = "".join(traceback.format_tb(error.__traceback__))
    log.error("job %s: attempt %s: %s\n%s", run.job.pk, run.job.attempts, type(error).__name__, places)
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
    claims.fail(run.job, error=error_code(error), final=isinstance(error, Refused), **run.shown())
