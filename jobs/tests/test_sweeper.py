import pytest
from django.utils import timezone

from jobs import sweeper
from jobs.models import Job, database_time
from jobs.sweeper import job_left_waiting, sweep
from lib.tests.at_once import at_once


@pytest.fixture
def bells(monkeypatch):
    heard = []
    monkeypatch.setattr(sweeper, "ring_now", lambda job_id: heard.append(job_id) or True)
    return heard


def set_times(job, **seconds):
    Job.objects.filter(pk=job.pk).update(**{name: database_time(value) for name, value in seconds.items()})


def test_rings_for_old_queued_jobs_and_for_leases_that_ran_out(bells, make_job, abandon):
    fresh, old, pausing, done = make_job(), make_job(), make_job(), make_job(state="done")
    set_times(old, rung_at=-40, run_after=-40)
    set_times(pausing, rung_at=-40, run_after=+40)
    set_times(done, rung_at=-40)
    left = make_job(rung_at=None)
    abandon(left)

    sweep()
    sweep()

    assert bells == [old.pk, left.pk]
    assert fresh.state == "queued"


def test_a_poisoned_job_is_closed_with_a_reason(bells, make_job, abandon):
    job = abandon(make_job(), attempts=5)

    sweep()

    job.refresh_from_db()
    assert (job.state, job.error, bells) == ("failed", "WorkerLost", [])


def test_stops_at_the_first_bell_the_broker_does_not_take(monkeypatch, make_job):
    tried = []
    monkeypatch.setattr(sweeper, "ring_now", lambda job_id: tried.append(job_id))
    for _n in range(3):
        set_times(make_job(), rung_at=-40)

    assert (sweep(), len(tried)) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_two_sweepers_ring_once(bells, make_job):
    for _n in range(30):
        set_times(make_job(), rung_at=-40)

    at_once(*[sweep] * 4)

    assert sorted(bells) == sorted(Job.objects.values_list("pk", flat=True))


def test_the_scheduler_steps_in_for_the_job_that_waited_longest(make_job, abandon):
    assert job_left_waiting() is None
    make_job()
    later, first = make_job(), make_job()
    set_times(later, run_after=-200)
    set_times(first, run_after=-300)
    left = abandon(make_job(), seconds=400)

    assert job_left_waiting() == left.pk
    Job.objects.filter(pk=left.pk).delete()
    assert job_left_waiting() == first.pk
