import logging
import signal
import subprocess
import sys
import threading

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from jobs.schedule import ensure_all
from jobs.sweeper import job_left_waiting, sweep
from lib.clock import now

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Tick: ensure what should exist, ring for what waits, do a job where nobody else does. Run any number."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="one tick, then end")

    def handle(self, *, once, **options):
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        stand_in = StandIn()
        while not stop.is_set():
            tick(stand_in)
            if once or stop.wait(settings.JOBS_SWEEP_SECONDS):
                break
        stand_in.end(wait=once)


def tick(stand_in):
    """One round; with the database away the next one will do."""
    close_old_connections()
    try:
        ensure_all(at=now())
        sweep()
        stand_in.tend()
    except (DatabaseError, InterfaceError) as error:
        log.warning("tick: %s", type(error).__name__)
        connection.close()


class StandIn:
    """Does the job that waited too long, in a process of its own: the ticks go on, a stuck job can be ended."""

    def __init__(self):
        self.process = None

    def tend(self):
        if self.process and self.process.poll() is None:
            return
        job_id = job_left_waiting()
        if job_id is None:
            return
        log.warning("job %s has waited for more than %s s: no worker?", job_id, settings.JOBS_STAND_IN_SECONDS)
        self.process = subprocess.Popen([sys.executable, sys.argv[0], "run_job", str(job_id)])  # noqa: S603 a number of ours

    def end(self, *, wait):
        if self.process and self.process.poll() is None:
            if not wait:
                self.process.terminate()
            self.process.wait()
