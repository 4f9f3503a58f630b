"""On what occasion rows change: a request, a job, a command, a tick. Kept beside each row of their histories."""
import contextlib
import uuid

import pghistory
from pghistory import runtime


@contextlib.contextmanager
def occasion(**metadata):
    """What is written within belongs to this occasion, not to the one around it (a job run by a command is the job's).

    pghistory itself only joins the one around it: the last words would then stand beside the first changes too.
    """
    around = getattr(runtime._tracker, "value", None)
    if around is None:
        with pghistory.context(**metadata):
            yield
        return
    runtime._tracker.value = runtime.Context(id=uuid.uuid4(), metadata=metadata)
    try:
        yield
    finally:
        runtime._tracker.value = around


def occasion_id():
    """The number of the occasion, under which pghistory keeps it; None outside of all."""
    around = getattr(runtime._tracker, "value", None)
    return around.id if around else None
