"""The bell: tells a worker that a job waits. It may fail to ring; the sweeper rings again."""
import logging

from celery import current_app
from django.db import transaction

log = logging.getLogger(__name__)

# A connection of its own with short timeouts: a frozen broker must not hold up a request. A worker's connection
# must not have them, since an acknowledgement that times out keeps its prefetch slot for ever.
_IMPATIENT = {
    "socket_timeout": 1, "socket_connect_timeout": 1, "retry_on_timeout": False,
    "max_retries": 0, "connect_retries_timeout": 1,
}


def ring(job):
    """Ring for the job once the transaction around has committed; with the broker away nothing is lost."""
    transaction.on_commit(lambda: ring_now(job.pk), robust=True)


def ring_now(job_id):
    """Send the id and nothing else; False where the broker did not take it."""
    try:
        with current_app.connection_for_write(connect_timeout=1, transport_options=_IMPATIENT) as connection:
            current_app.send_task("jobs.run", args=[job_id], connection=connection, retry=False, ignore_result=True)
    except Exception as error:  # whatever the broker's client throws: the row is there, the sweeper will ring
        log.warning("no bell for job %s: %s", job_id, type(error).__name__)
        return False
    return True
