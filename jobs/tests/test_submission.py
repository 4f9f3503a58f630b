import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from audit.models import Entry
from jobs import submission
from jobs.models import Job, JobState
from jobs.submission import run_again, submit


def test_one_key_is_one_job(user):
    first = submit(kind="report", key="report:TW6-XII:2018-W02", args={"week": "2018-W02"}, by=user, unit_path="0001")
    second = submit(kind="report", key="report:TW6-XII:2018-W02", args={"week": "other"}, by=None)

    assert (first.pk, first.args) == (second.pk, second.args)
    assert [(job.state, job.owner, job.unit_path) for job in Job.objects.all()] == [("queued", user, "0001")]


def test_a_key_of_another_kind_is_a_mistake_of_the_program(db):
    submit(kind="report", key="k", args={})

    with pytest.raises(ValueError):
        submit(kind="import", key="k", args={})


def test_a_job_vanishes_with_the_transaction_that_asked_for_it(db):
    with pytest.raises(RuntimeError), transaction.atomic():
        submit(kind="report", key="k", args={})
        raise RuntimeError

    assert Job.objects.count() == 0


@pytest.fixture
def bells(monkeypatch):
    heard = []
    monkeypatch.setattr("jobs.bell.ring_now", heard.append)
    return heard


def test_the_bell_rings_after_the_commit_with_the_id_alone(bells, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = submit(kind="report", key="k", args={})
        assert bells == []

    assert bells == [job.pk]


def test_no_bell_for_a_job_that_is_done(bells, make_job, django_capture_on_commit_callbacks):
    make_job(key="k", kind="report", state=JobState.DONE)
    with django_capture_on_commit_callbacks(execute=True):
        submit(kind="report", key="k", args={})
        submit(kind="report", key="quiet", args={}, bell=False)

    assert bells == []


def test_a_failed_job_is_queued_again_and_the_entry_says_who_did_it(make_job, user):
    job = make_job(state=JobState.FAILED, attempts=5, error="KeyError", mark=7)

    run_again(job=job, by=user)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.mark) == ("queued", 0, 7)
    assert Entry.objects.values_list("action", "actor_id").get() == ("jobs.job.run_again", user.pk)


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.DONE])
def test_only_failed_jobs_are_run_again(state, make_job, user):
    with pytest.raises(ValidationError):
        run_again(job=make_job(state=state), by=user)

    assert Entry.objects.count() == 0
    assert submission.Job.objects.get().state == state
