"""A broker of the test's own, workers and schedulers as processes of their own, on the test's database."""
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
import redis
from django.conf import settings as django_settings
from django.db import connection

from audit.models import Entry
from jobs.models import Job
from portal.celery import app
from portal.local_services.broker import program
from portal.tests.workers import kinds

# Short, so that a test need not wait for minutes; workers get the same by their environment.
QUICK = {"JOBS_LEASE_SECONDS": 2, "JOBS_SWEEP_SECONDS": 1, "JOBS_BACKOFF_SECONDS": 1, "JOBS_STAND_IN_SECONDS": 600}

assert kinds


def wait_until(true, *, seconds=30, what="it"):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"{what} did not happen within {seconds} s"
        time.sleep(0.05)


class Broker:
    """Valkey on a free port, which can be stopped, started again and frozen."""

    def __init__(self, folder):
        self.folder = folder
        self.process = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.client = redis.Redis.from_url(self.url, socket_timeout=1)

    def start(self):
        arguments = [
            "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", "",
            "--appendonly", "yes", "--maxmemory-policy", "noeviction",
        ]
        self.process = subprocess.Popen([program(), *arguments], stdout=subprocess.DEVNULL)
        wait_until(self.answers, what="the broker's start")

    def answers(self):
        try:
            return self.client.ping()
        except redis.RedisError:
            return False

    def stop(self):
        self.process.kill()
        self.process.wait()

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)


@pytest.fixture
def broker(tmp_path, monkeypatch):
    broker = Broker(tmp_path)
    broker.start()
    monkeypatch.setattr(app.conf, "broker_url", broker.url)
    yield broker
    broker.stop()


@pytest.fixture
def quick(settings):
    for name, value in QUICK.items():
        setattr(settings, name, value)


def database_url():
    values = connection.settings_dict
    host = f"{quote(values['HOST'], safe='')}:{values['PORT']}" if values["PORT"] else quote(values["HOST"], safe="")
    return f"postgres://{quote(values['USER'])}:{quote(values['PASSWORD'])}@{host}/{values['NAME']}"


def cut_database():
    """End everybody else's sessions on the test's database; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return cursor.fetchone()[0]


@pytest.fixture
def processes(transactional_db, broker, quick):
    """Starts workers and schedulers; what still lives at the end is killed."""
    keeper = Processes(broker)
    yield keeper
    for process in keeper.started:
        keeper.kill(process)
    # Their sessions outlive them by a moment and would stand in the way of emptying the tables.
    wait_until(lambda: cut_database() == 0, what="the end of the processes' sessions")


class Processes:
    def __init__(self, broker):
        self.started = []
        self.environment = {
            **os.environ, **{name: str(value) for name, value in QUICK.items()},
            "DATABASE_URL": database_url(), "DATABASE_OWNER_URL": database_url(),
            "REDIS_URL": broker.url, "PYTHONPATH": str(django_settings.BASE_DIR),
        }

    def worker(self, concurrency=1):
        arguments = ["-m", "celery", "-A", "portal.tests.workers.celery_app", "worker", "--without-gossip",
                     "--without-mingle", "--without-heartbeat", "--concurrency", str(concurrency), "-l", "WARNING"]
        return self._start(arguments)

    def scheduler(self, **environment):
        return self._start([str(Path(__file__).with_name("manage.py")), "run_scheduler"], environment)

    def _start(self, arguments, environment=None):
        # A session of its own, so that one signal reaches the worker and its children together.
        process = subprocess.Popen(
            [sys.executable, *arguments], env={**self.environment, **(environment or {})}, start_new_session=True,
            cwd=django_settings.BASE_DIR,
        )
        self.started.append(process)
        return process

    @staticmethod
    def signal(process, number):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            pass

    def kill(self, process):
        """As a power cut does it: everything at once, no good-bye."""
        self.signal(process, signal.SIGKILL)
        process.wait()


def children_of(process):
    """Process numbers of the worker's children."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*") if _parent_of(path) == process.pid]


def _parent_of(path):
    try:
        return int((path / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:         # it ended meanwhile
        return None


def stands(job, state):
    return lambda: Job.objects.filter(pk=job.pk, state=state).exists()


def effects():
    """How often each (key, slice) took effect."""
    return Counter((entry.details["key"], entry.details["n"]) for entry in Entry.objects.filter(action="test.effect"))
