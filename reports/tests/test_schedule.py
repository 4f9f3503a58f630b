"""What the scheduler asks for: everything that is missing, once, and nothing else."""
import datetime

import pytest

from campaigns.services.campaigns import close_campaign
from jobs.models import Job, JobState
from jobs.runs import run_now
from lib.clock import at_hour, now
from reports.models import WeeklyReport
from reports.schedule import ensure_weekly_reports, is_overtaken
from reports.services import compile_weekly_report, make_copy_to_sign
from reports.tests.recording import day, hold

_MONDAY = at_hour(day(15), datetime.time(9))


def _asked():
    return sorted(Job.objects.values_list("key", flat=True))


def _tick(at):
    ensure_weekly_reports(at=at)
    for job in Job.objects.filter(state=JobState.QUEUED):
        assert run_now(job).state == JobState.DONE


def test_a_server_that_slept_catches_up_and_a_second_tick_asks_for_nothing(campaign):
    _tick(_MONDAY)
    asked = _asked()
    _tick(_MONDAY)

    assert asked == ["report:TW6-XII:AL:2018-W01", "report:TW6-XII:AL:2018-W02"]
    assert _asked() == asked
    assert [report.week.name for report in WeeklyReport.objects.order_by("week_start")] == ["2018-W01", "2018-W02"]


def test_a_job_run_twice_makes_one_report(campaign):
    ensure_weekly_reports(at=at_hour(day(5), datetime.time(16)))
    job = Job.objects.get()
    run_now(job)
    run_now(job)

    assert WeeklyReport.objects.get().compilations == 1


@pytest.mark.parametrize(("hour", "number"), [(15, 0), (16, 1)])
def test_nothing_is_asked_before_the_cut_off(campaign, hour, number):
    ensure_weekly_reports(at=at_hour(day(5), datetime.time(hour)))

    assert Job.objects.count() == number


def test_weeks_from_before_the_entry_and_closed_campaigns_are_left_alone(campaign):
    campaign.created_at = at_hour(day(12), datetime.time(17))
    campaign.save()
    ensure_weekly_reports(at=_MONDAY)
    assert _asked() == []

    close_campaign(campaign=campaign, by=None, at=_MONDAY)
    ensure_weekly_reports(at=at_hour(day(31), datetime.time(9)))
    assert _asked() == []


def test_a_base_with_an_officer_has_its_own_report(campaign, cast):
    ensure_weekly_reports(at=at_hour(day(5), datetime.time(16)))

    assert _asked() == ["report:TW6-XII:1:2018-W01", "report:TW6-XII:AL:2018-W01"]


@pytest.fixture
def draft(campaign, week):
    return compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=now())


def test_a_draft_is_compiled_again_when_records_overtake_it(campaign, tree, draft):
    _tick(now())
    quiet = draft.compilations
    hold(campaign, tree.z, on=11)
    assert is_overtaken(draft, now())
    _tick(now())
    _tick(now())

    draft.refresh_from_db()
    assert (quiet, draft.compilations, draft.figures["total"]["held"]) == (1, 2, 1)
    assert not is_overtaken(draft, now())


def test_what_changes_no_figure_compiles_nothing(campaign, tree, draft):
    hold(campaign, tree.z, on=13)
    _tick(now())

    draft.refresh_from_db()
    assert draft.compilations == 1


def test_a_draft_whose_copy_is_being_signed_stays_as_it_is(campaign, tree, draft):
    make_copy_to_sign(report=draft, by=None, at=now())
    hold(campaign, tree.z, on=11)
    _tick(now())

    draft.refresh_from_db()
    assert draft.compilations == 1
