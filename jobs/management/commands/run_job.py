import signal
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from jobs.runs import run_job


class Command(BaseCommand):
    help = "Do one job in this process, if nobody else does it."

    def add_arguments(self, parser):
        parser.add_argument("job_id", type=int)

    def handle(self, *, job_id, **options):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))      # so that the job goes back into the queue
        job = run_job(job_id, turn=settings.JOBS_TURN_SECONDS, limit=settings.JOBS_SLICE_SECONDS)
        self.stdout.write(f"{job_id} {job.state if job else '-'}")
