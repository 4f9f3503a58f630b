from celery import shared_task
from django.conf import settings

from jobs.runs import run_job


@shared_task(name="jobs.run", ignore_result=True, max_retries=4, default_retry_delay=65)
def run(job_id):
    """Answer the bell: the id is all it says, a second ring for the same job does nothing."""
    run_job(job_id, turn=settings.JOBS_TURN_SECONDS, limit=settings.JOBS_SLICE_SECONDS)
