import datetime
import uuid

import pytest

from accounts.models import User
from jobs import kinds
from jobs.models import Job, database_time


@pytest.fixture
def user(db):
    return User.objects.create(username="asker", full_name="Người nhờ việc")


@pytest.fixture
def register(monkeypatch):
    """Register a kind for the length of one test."""

    def register(work, name="test.kind", result_url=None):
        monkeypatch.setitem(kinds._kinds, name, kinds.Kind(name, work, f"label of {name}", result_url))
        return name

    return register


@pytest.fixture
def make_job(db):
    """A row as it stands in the queue, without a bell."""

    def make_job(kind="test.kind", key=None, **fields):
        job = Job(kind=kind, key=key or str(uuid.uuid4()), **fields)
        job.save()
        return Job.objects.get(pk=job.pk)

    return make_job


@pytest.fixture
def abandon():
    """Leave the job as a vanished worker does: running, its lease run out."""

    def abandon(job, *, attempts=1, seconds=1):
        Job.objects.filter(pk=job.pk).update(
            state="running", token=uuid.uuid4(), attempts=attempts, lease_until=database_time(-seconds)
        )
        return Job.objects.get(pk=job.pk)

    return abandon


@pytest.fixture
def later():
    return lambda job: job.run_after - job.created_at > datetime.timedelta(seconds=5)
