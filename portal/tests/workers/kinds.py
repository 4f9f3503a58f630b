"""Kinds of work for workers in processes of their own. What they did is counted in the audit's entries."""
import os
import signal
import time

from audit.record import record
from jobs.kinds import register_kind


def slices(run):
    """`slices` effects, each in its own commit, each taking `seconds`."""
    for n in range(run.mark or 0, run.args["slices"]):
        time.sleep(run.args.get("seconds", 0))
        with run.effect(mark=n + 1):
            record("test.effect", key=run.job.key, n=n)
        run.progress(n + 1, run.args["slices"], "pages")
        yield
    return {"slices": run.args["slices"]}


def dies_in_its_effect(run):
    """Vanishes inside the transaction at the first attempt."""
    with run.effect(last=True) as result:
        record("test.effect", key=run.job.key, n=0)
        if run.job.attempts == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        result["attempt"] = run.job.attempts


def poison(run):
    os.kill(os.getpid(), signal.SIGKILL)


def slow_effect(run):
    """At the first attempt lingers inside the transaction, until after the lease where it is stopped."""
    with run.effect(last=True) as result:
        record("test.effect", key=run.job.key, n=0)
        if run.job.attempts == 1:
            time.sleep(run.args["seconds"])
        result["attempt"] = run.job.attempts


for work in (slices, dies_in_its_effect, poison, slow_effect):
    register_kind(f"test.{work.__name__}", work=work, label=work.__name__)
