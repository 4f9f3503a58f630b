import contextlib
import time

import pytest
from django.db import connection, transaction

from audit.models import Entry
from audit.record import record
from jobs import claims
from jobs.models import Job, database_time
from jobs.reasons import Refused
from jobs.runs import run_job, run_now
from jobs.submission import submit

_ALL = ("state", "attempts", "error", "result")


def stand(job):
    return Job.objects.values_list(*_ALL).get(pk=job.pk)


def test_the_work_gets_its_arguments_and_leaves_its_result(make_job, register, user):
    register(lambda run: {"sum": sum(run.args["numbers"]), "by": run.by.username})
    job = make_job(args={"numbers": [1, 2]}, owner=user)

    run_now(job)

    assert stand(job) == ("done", 1, "", {"sum": 3, "by": "asker"})


def test_a_second_delivery_does_nothing(make_job, register):
    register(lambda run: record("test.effect") and None)
    job = make_job()

    assert run_job(job.pk).state == "done"
    assert run_job(job.pk) is None
    assert Entry.objects.count() == 1


@pytest.mark.asvs("16.2.5", "16.5.1")
def test_an_error_keeps_its_class_and_no_word_of_its_message(make_job, register, caplog):
    typed = "Nguyễn Văn A"

    def work(run):
        raise KeyError(typed)

    register(work)
    job = make_job()

    run_job(job.pk)

    assert stand(job) == ("queued", 1, "KeyError", {})
    assert "Nguyễn" not in caplog.text


def test_a_base_exception_is_a_failure_too(make_job, register):
    class Fatal(BaseException):
        pass

    def work(run):
        raise Fatal

    register(work)
    job = make_job(attempts=4)

    run_job(job.pk)

    assert stand(job) == ("failed", 5, "Fatal", {})


def test_a_refusal_is_final(make_job, register):
    def work(run):
        raise Refused("workbook.broken")

    register(work)
    job = make_job()

    run_job(job.pk)

    assert stand(job) == ("failed", 1, "workbook.broken", {})


def test_an_unknown_kind_is_a_failure(make_job):
    job = make_job(kind="nobody.knows")

    run_job(job.pk)

    assert stand(job) == ("queued", 1, "UnknownKind", {})


def slices_of(number, *, dies_before=None):
    def work(run):
        for n in range(run.mark or 0, number):
            if n == dies_before and run.job.attempts == 1:
                raise ConnectionError
            with run.effect(mark=n + 1):
                record("test.effect", n=n)
            run.progress(n + 1, number, "pages")
            yield
        return {"slices": number}

    return work


def effects():
    return sorted(entry.details["n"] for entry in Entry.objects.filter(action="test.effect"))


def test_a_job_in_slices_goes_on_where_it_stopped(make_job, register):
    register(slices_of(4, dies_before=2))
    job = make_job()

    run_job(job.pk)
    assert (stand(job)[:2], effects()) == (("queued", 1), [0, 1])
    run_now(job)

    assert (stand(job), effects()) == (("done", 2, "", {"slices": 4}), [0, 1, 2, 3])
    assert Job.objects.values_list("done", "total", "word").get() == (4, 4, "pages")


def test_a_long_job_gives_way_after_its_turn(make_job, register):
    register(slices_of(3))
    job = make_job()

    states = [run_job(job.pk, turn=0).state for _ in range(3)]

    assert states == ["queued", "queued", "queued"]
    assert run_job(job.pk, turn=0).state == "done"
    assert (stand(job), effects()) == (("done", 1, "", {"slices": 3}), [0, 1, 2])


def test_a_turn_without_an_advance_is_a_failure(make_job, register):
    def work(run):
        yield

    register(work)
    job = make_job()

    run_job(job.pk, turn=0)

    assert stand(job)[:3] == ("queued", 1, "NoAdvance")


@pytest.mark.asvs("2.3.3", "16.5.3")
def test_an_effect_of_a_lost_job_is_rolled_back(make_job, register):
    def work(run):
        with run.effect():
            record("test.effect", n=1)
            Job.objects.filter(pk=run.job.pk).update(lease_until=database_time(-1))
            assert claims.claim(run.job.pk)

    register(work)
    job = make_job()

    run_job(job.pk)

    assert (effects(), stand(job)[:2]) == ([], ("running", 1))


def test_the_last_effect_and_the_end_are_one_commit(make_job, register):
    def work(run):
        with run.effect(last=True) as result:
            record("test.effect", n=1)
            result["rows"] = 1

    register(work)
    job = make_job()

    run_job(job.pk)

    assert (effects(), stand(job)) == ([1], ("done", 1, "", {"rows": 1}))


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_work_is_in_a_transaction(make_job, register, settings):
    settings.JOBS_LEASE_SECONDS = 1
    seen = []

    def work(run):
        with run.effect(last=True):
            run.progress(142, 310, "pages", problems=3)
            record("test.effect", n=1)
            time.sleep(1.5)                          # longer than the lease: the keeper must have renewed it
            seen.append(_on_another_connection(run.job.pk))

    register(work)
    job = make_job()

    run_job(job.pk)

    assert seen == [(142, 310, "pages", 3, True)]
    assert (stand(job)[0], effects()) == ("done", [1])


def _on_another_connection(pk):
    with contextlib.closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute(
            "SELECT done, total, word, problems, lease_until > clock_timestamp() FROM jobs_job WHERE id = %s", [pk]
        )
        return cursor.fetchone()


@pytest.mark.django_db(transaction=True)
def test_a_stuck_slice_loses_its_lease(make_job, register, settings):
    settings.JOBS_LEASE_SECONDS = 1

    def work(run):
        time.sleep(1.6)
        run.progress(1, 1)

    register(work)
    job = make_job()

    run_job(job.pk, limit=0.2)

    assert stand(job)[0] == "running"
    assert claims.claim(job.pk).attempts == 2


@pytest.mark.django_db(transaction=True)
def test_a_command_waits_for_the_worker_that_has_the_job(make_job, register):
    register(lambda run: {})
    job = make_job()
    claimed = claims.claim(job.pk)

    assert run_now(job, patience=0.3).state == "running"
    claims.finish(job.pk, claimed.token, result={"by": "worker"})
    assert run_now(job).result == {"by": "worker"}


def test_a_job_asked_for_and_run_by_a_command(register, user):
    register(lambda run: {"ok": True})

    with transaction.atomic():
        job = submit(kind="test.kind", key="k", args={}, by=user, bell=False)

    assert run_now(job).result == {"ok": True}
