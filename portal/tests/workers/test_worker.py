import os
import signal
import time

import pytest
from django.db import transaction

from jobs.bell import ring_now
from jobs.models import Job
from jobs.submission import submit
from lib.tests.at_once import at_once
from portal.tests.workers.conftest import children_of, effects, stands, wait_until


def ask(key, kind="test.slices", bell=True, **args):
    with transaction.atomic():
        return submit(kind=kind, key=key, args=args, bell=bell)


def test_many_askers_and_many_bells_are_one_job(processes, broker):
    at_once(*[lambda: ring_now(ask("k", slices=2).pk)] * 8)
    job = Job.objects.get()
    processes.worker(concurrency=2)

    wait_until(stands(job, "done"))
    ring_now(job.pk)
    wait_until(lambda: broker.client.llen("jobs") == 0)
    assert effects() == {("k", 0): 1, ("k", 1): 1}


@pytest.mark.parametrize("whole", [True, False], ids=["the whole worker", "the child alone"])
def test_killed_in_the_middle_it_goes_on_elsewhere(processes, whole):
    worker = processes.worker()
    job = ask("k", slices=6, seconds=0.3)
    wait_until(lambda: len(effects()) == 2)

    if whole:
        processes.kill(worker)
        processes.worker()
    else:
        for pid in children_of(worker):
            os.kill(pid, signal.SIGKILL)
    processes.scheduler()

    wait_until(stands(job, "done"))
    job.refresh_from_db()
    assert effects() == {("k", n): 1 for n in range(6)}
    assert (job.attempts, job.result) == (2, {"slices": 6})


def test_killed_inside_its_transaction_it_leaves_nothing_half_written(processes):
    processes.worker()
    processes.scheduler()
    job = ask("k", kind="test.dies_in_its_effect")

    wait_until(stands(job, "done"))
    job.refresh_from_db()
    assert (effects(), job.result) == ({("k", 0): 1}, {"attempt": 2})


def test_a_poisoned_job_fails_after_five_workers_and_the_others_are_done(processes):
    processes.worker()
    processes.scheduler()
    poisoned, healthy = ask("p", kind="test.poison"), ask("k", slices=1)

    wait_until(stands(healthy, "done"))
    wait_until(stands(poisoned, "failed"), seconds=60)
    poisoned.refresh_from_db()
    assert (poisoned.attempts, poisoned.error, effects()) == (5, "WorkerLost", {("k", 0): 1})


def test_a_worker_that_comes_too_late_changes_nothing(processes):
    late = processes.worker()
    job = ask("k", kind="test.slow_effect", seconds=0.5)
    wait_until(stands(job, "running"))
    processes.signal(late, signal.SIGSTOP)
    processes.worker()
    processes.scheduler()
    wait_until(stands(job, "done"))

    processes.signal(late, signal.SIGCONT)
    time.sleep(1.5)

    job.refresh_from_db()
    assert (effects(), job.result, job.attempts) == ({("k", 0): 1}, {"attempt": 2}, 2)


def test_without_any_worker_the_schedulers_do_the_work_once(processes):
    jobs = [ask(f"k{n}", slices=2) for n in range(3)]
    for _n in range(2):
        processes.scheduler(JOBS_STAND_IN_SECONDS="0")

    wait_until(lambda: all(stands(job, "done")() for job in jobs), seconds=40)
    assert effects() == {(f"k{n}", i): 1 for n in range(3) for i in range(2)}
