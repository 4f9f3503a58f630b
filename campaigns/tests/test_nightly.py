import datetime

from campaigns.nightly import KIND, ensure_check
from campaigns.tests.test_sessions import campaign, held  # noqa: F401 (a fixture)
from jobs.models import Job
from jobs.runs import run_now
from lib.clock import at_hour

NIGHT = at_hour(datetime.date(2018, 1, 13), datetime.time(2, 30))


def test_one_recount_a_night_however_often_it_is_asked_for(campaign):  # noqa: F811
    for minutes in (0, 1, 600):
        ensure_check(at=NIGHT + datetime.timedelta(minutes=minutes))

    assert list(Job.objects.filter(kind=KIND).values_list("key", flat=True)) == ["check_progress:2018-01-13"]


def test_before_two_nothing_is_counted(campaign):  # noqa: F811
    ensure_check(at=NIGHT - datetime.timedelta(hours=1))

    assert Job.objects.count() == 0


def test_a_difference_is_a_failed_job(campaign, tree):  # noqa: F811
    held(campaign, [tree.z])
    ensure_check(at=NIGHT)
    assert run_now(Job.objects.get(kind=KIND)).state == "done"

    campaign.duties.filter(unit=tree.z).update(held_at=None)
    ensure_check(at=NIGHT + datetime.timedelta(days=1))
    job = run_now(Job.objects.get(key="check_progress:2018-01-14"))
    assert (job.state, job.error) == ("failed", "campaigns.progress_differs")
