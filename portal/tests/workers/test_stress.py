"""A hundred jobs, each asked for twice, under faults of every kind: none lost, none done twice."""
import os
import random
import signal
import time

from django.db import transaction

from jobs.models import Job
from jobs.submission import submit
from portal.tests.workers.conftest import children_of, cut_database, effects, wait_until

_JOBS, _SLICES, _SECONDS_OF_FAULTS = 100, 2, 15


class Faults:
    def __init__(self, processes, broker, seed):
        self.processes, self.broker, self.random = processes, broker, random.Random(seed)
        self.workers = [processes.worker(concurrency=2)]
        self.struck = 0

    def strike(self):
        self.random.choice([self.kill_child, self.kill_worker, self.empty_broker, self.freeze_broker, cut_database])()
        self.struck += 1

    def kill_child(self):
        children = children_of(self.workers[0])
        if children:
            os.kill(self.random.choice(children), signal.SIGKILL)

    def kill_worker(self):
        self.processes.kill(self.workers.pop())
        self.workers.append(self.processes.worker(concurrency=2))

    def empty_broker(self):
        self.broker.client.flushall()

    def freeze_broker(self):
        self.broker.freeze()
        time.sleep(0.5)
        self.broker.thaw()


def test_no_job_is_lost_and_none_is_done_twice(processes, broker):
    faults = Faults(processes, broker, seed=20180112)
    processes.scheduler()
    for n in [*range(_JOBS), *range(_JOBS)]:
        with transaction.atomic():
            submit(kind="test.slices", key=f"k{n}", args={"slices": _SLICES, "seconds": 0.1})

    end = time.monotonic() + _SECONDS_OF_FAULTS
    while time.monotonic() < end:
        time.sleep(faults.random.uniform(0.3, 1.2))
        faults.strike()

    wait_until(lambda: not Job.objects.exclude(state__in=["done", "failed"]).exists(), seconds=60)
    assert Job.objects.filter(state="failed").count() == 0
    assert effects() == {(f"k{n}", i): 1 for n in range(_JOBS) for i in range(_SLICES)}
    assert faults.struck >= 10
