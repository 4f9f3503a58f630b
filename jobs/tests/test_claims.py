import datetime
import uuid

import pytest

from jobs import claims
from jobs.models import Job, database_time


def test_a_claim_is_given_once(make_job):
    job = make_job()

    claimed = claims.claim(job.pk)

    assert (claimed.state, claimed.attempts, claimed.token is None) == ("running", 1, False)
    assert claims.claim(job.pk) is None


def test_a_lease_that_ran_out_is_claimed_anew_and_the_late_worker_changes_nothing(make_job, abandon):
    late = abandon(make_job())
    mine = claims.claim(late.pk)

    assert mine.attempts == 2
    assert claims.finish(late.pk, late.token, result={"by": "late"}) is False
    assert claims.keep(late.pk, late.token, done=99) is False
    assert claims.fail(late, error="Late", final=True) is False
    assert claims.give_way(late.pk, late.token, advanced=True) is False
    assert claims.finish(mine.pk, mine.token, result={"by": "mine"}) is True
    assert Job.objects.values_list("state", "result", "done", "error").get() == ("done", {"by": "mine"}, 0, "")


def test_a_running_lease_is_nobody_elses(make_job):
    job = make_job()
    Job.objects.filter(pk=job.pk).update(
        state="running", token=uuid.uuid4(), lease_until=database_time(30)
    )

    assert claims.claim(job.pk) is None


def test_a_job_that_pauses_is_not_claimed_before_its_time(make_job):
    job = make_job()
    Job.objects.filter(pk=job.pk).update(run_after=database_time(30))
    assert claims.claim(job.pk) is None

    claims.hasten(job.pk)

    assert claims.claim(job.pk).pk == job.pk


@pytest.mark.parametrize("attempts, state, pause", [(0, "queued", 10), (1, "queued", 20), (3, "queued", 80), (4, "failed", None)])
def test_a_failure_pauses_longer_each_time_and_the_fifth_is_the_last(make_job, attempts, state, pause):
    job = make_job(attempts=attempts)
    claimed = claims.claim(job.pk)

    claims.fail(claimed, error="KeyError", final=False)

    job.refresh_from_db()
    assert (job.state, job.error, job.token, job.lease_until) == (state, "KeyError", None, None)
    if pause:
        assert round((job.run_after - job.started_at) / datetime.timedelta(seconds=1)) == pause


def test_a_final_failure_is_not_tried_again(make_job):
    claimed = claims.claim(make_job().pk)

    claims.fail(claimed, error="broken", final=True)

    assert Job.objects.get().state == "failed"


def test_giving_way_after_an_advance_spends_no_attempt(make_job):
    claimed = claims.claim(make_job(attempts=3).pk)

    claims.give_way(claimed.pk, claimed.token, advanced=True, done=5)

    assert Job.objects.values_list("state", "attempts", "done").get() == ("queued", 0, 5)
