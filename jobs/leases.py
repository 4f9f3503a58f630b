"""Keeps a lease while the work goes on, and carries the progress to the row so that the work need not."""
import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from jobs.claims import keep

log = logging.getLogger(__name__)


class LeaseKeeper(threading.Thread):
    """Writes lease and progress on a connection of its own: seen at once, whatever transaction the work is in.

    It stops renewing when one slice takes longer than `limit`: a stuck worker must lose its job.
    """

    def __init__(self, run, *, limit):
        super().__init__(name=f"lease of job {run.job.pk}", daemon=True)
        self.job_run = run
        self.limit = limit
        self.lost = False
        self._stopped = threading.Event()
        self._renewed = time.monotonic()
        self._written = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self._stopped.set()
        self.join()

    def run(self):
        pause = min(1, settings.JOBS_LEASE_SECONDS / 6)
        try:
            while not (self._stopped.wait(pause) or self.lost):
                self._tend()
        finally:
            connection.close()

    def _tend(self):
        if self.limit and time.monotonic() - self.job_run.slice_began > self.limit:
            log.error("job %s: a slice exceeds %s s, its lease is let go", self.job_run.job.pk, self.limit)
            self.lost = True
            return
        progress = self.job_run.shown()
        due = time.monotonic() - self._renewed > settings.JOBS_LEASE_SECONDS / 3
        if not due and progress == self._written:
            return
        try:
            self.lost = not keep(self.job_run.job.pk, self.job_run.job.token, **progress)
        except (DatabaseError, InterfaceError) as error:
            log.warning("job %s: lease not renewed: %s", self.job_run.job.pk, type(error).__name__)
            connection.close()
            return
        self._renewed, self._written = time.monotonic(), progress
