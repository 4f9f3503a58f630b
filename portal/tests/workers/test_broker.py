import time

from django.db import transaction

from jobs.models import Job
from jobs.submission import submit
from portal.tests.workers.conftest import effects, stands, wait_until


def ask(key):
    began = time.monotonic()
    with transaction.atomic():
        job = submit(kind="test.slices", key=key, args={"slices": 1})
    return job, time.monotonic() - began


def test_with_the_broker_away_for_a_while_jobs_wait_and_then_run(processes, broker):
    processes.worker()
    before, _seconds = ask("before")
    wait_until(stands(before, "done"))
    broker.stop()

    away, seconds = ask("away")
    assert seconds < 1
    assert Job.objects.get(key="away").state == "queued"

    processes.scheduler()
    time.sleep(2)
    broker.start()
    wait_until(stands(away, "done"), seconds=40)
    assert effects() == {("before", 0): 1, ("away", 0): 1}


def test_a_frozen_broker_holds_nobody_up(transactional_db, broker):
    broker.freeze()
    try:
        job, seconds = ask("frozen")
    finally:
        broker.thaw()

    assert job.state == "queued"
    assert seconds < 3


def test_a_broker_that_forgot_everything_loses_no_job(processes, broker):
    jobs = [ask(f"k{n}")[0] for n in range(3)]
    broker.client.flushall()
    processes.worker()
    processes.scheduler()

    wait_until(lambda: all(stands(job, "done")() for job in jobs))
    assert effects() == {(f"k{n}", 0): 1 for n in range(3)}
