"""Another cut-off for one week: proposed where the usual one falls on a day off, decided by a person, kept in order."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaigns.models import DayOff, WeekCutOff
from campaigns.services.campaigns import close_campaign
from jobs.models import Job
from lib.clock import at_hour
from lib.conflict import StaleVersion
from reports.cut_offs import questions_of
from reports.models import WeeklyReport
from reports.schedule import ensure_weekly_reports
from reports.services import compile_weekly_report, issue_report, make_copy_to_sign
from reports.services.cut_offs import decide_cut_off
from reports.tests.making import at
from reports.tests.recording import LATER, day, hold
from reports.weeks import Week, closed_weeks, last_week
from units.screens.forms import KeyedForm

BEFORE = at("08/01/2018 09:00")
SECOND, THIRD = Week.parse("2018-W02"), Week.parse("2018-W03")


@pytest.fixture
def off(tree):
    """Days of January on which the committee is closed."""
    def enter(first, last=None, kind="off"):
        return DayOff.objects.create(
            unit=tree.committee, starts_on=day(first), ends_on=day(last or first), name="Nghỉ bù", kind=kind
        )
    return enter


@pytest.fixture
def decide(campaign, cast):
    def decide(moment, week=SECOND, version=0, now=BEFORE):
        return decide_cut_off(
            campaign=campaign, week=week, moment=moment and at(moment), version=version, by=cast.officer, at=now, reason="Nghỉ bù"
        )
    return decide


@pytest.fixture
def compile_of(campaign, tree):
    """The report of a week, by a campaign read anew."""
    def compile_of(week, now=LATER):
        again = type(campaign).objects.get(pk=campaign.pk)
        return compile_weekly_report(campaign=again, unit=tree.committee, week=week, by=None, at=now)
    return compile_of


@pytest.mark.parametrize(
    ("closed", "proposal"),
    [
        ([(12, 12)], "11/01/2018 16:00"),
        ([(11, 13)], "10/01/2018 16:00"),
        # The whole week: the first day on which one works again; not a Sunday, but a Saturday worked in exchange.
        ([(8, 12)], "15/01/2018 16:00"),
        ([(8, 12), (13, 13, "working")], "13/01/2018 16:00"),
        # None is left before the next cut-off.
        ([(8, 18)], None),
    ],
)
def test_a_cut_off_on_a_day_off_is_asked_about_with_a_proposal(campaign, off, closed, proposal):
    for days in closed:
        off(*days)

    question = questions_of(campaign, at=BEFORE)[0]

    assert (question.week, question.occasion, question.proposal) == (SECOND, "Nghỉ bù", proposal and at(proposal))


def test_only_what_is_to_come_and_near_is_asked(campaign, off):
    assert questions_of(campaign, at=BEFORE) == []
    off(12)
    off(26)
    asked = lambda **said: [one.week.name for one in questions_of(campaign, **said)]  # noqa: E731

    assert asked(at=BEFORE) == ["2018-W02", "2018-W04"]
    assert asked(at=BEFORE, within=datetime.timedelta(days=7)) == ["2018-W02"]
    assert asked(at=at("12/01/2018 16:00")) == ["2018-W04"]


@pytest.mark.parametrize(
    ("moment", "second", "third"),
    # A class of Thursday evening, one of Saturday morning.
    [(None, 1, 2), ("11/01/2018 16:00", 0, 2), ("13/01/2018 16:00", 2, 2), ("15/01/2018 16:00", 2, 2)],
)
def test_the_week_counts_to_the_moment_and_the_next_one_from_it(campaign, tree, decide, compile_of, moment, second, third):
    decide(moment)
    hold(campaign, tree.z, on=11, part="evening")
    hold(campaign, tree.ya, on=13)

    figures, following = compile_of(SECOND).figures, compile_of(THIRD).figures

    assert (figures["total"]["held"], following["total"]["held"]) == (second, third)
    assert following["before"]["held"] == second
    assert WeeklyReport.objects.get(week_start=SECOND.monday).cut_off == at(moment or "12/01/2018 16:00")


def test_a_draft_is_counted_anew_with_the_decision(campaign, tree, decide, compile_of):
    hold(campaign, tree.z, on=11, part="evening")
    assert compile_of(SECOND, at("12/01/2018 17:00")).figures["total"]["held"] == 1

    decide("11/01/2018 16:00", now=at("12/01/2018 17:00"))
    assert WeeklyReport.objects.get().figures["total"]["held"] == 0
    decide("15/01/2018 16:00", version=1, now=at("12/01/2018 17:00"))

    draft = WeeklyReport.objects.get()
    # The week is open again until then: nothing can be signed.
    assert (draft.figures["total"]["held"], draft.figures["closed"], draft.cut_off) == (1, False, at("15/01/2018 16:00"))
    row = WeekCutOff.objects.get()
    assert (row.version, row.decided_by.username, row.events.count()) == (2, "officer", 3)


def test_the_scheduler_waits_for_the_moment_decided(campaign, decide):
    decide("15/01/2018 16:00")
    keys = lambda: sorted({key.rsplit(":", 1)[1] for key in Job.objects.values_list("key", flat=True)})  # noqa: E731

    ensure_weekly_reports(at=at("15/01/2018 15:00"))
    assert keys() == ["2018-W01"]
    ensure_weekly_reports(at=at("15/01/2018 16:00"))
    assert keys() == ["2018-W01", "2018-W02"]


@pytest.mark.parametrize(
    "moment", ["05/01/2018 16:00", "04/01/2018 09:00", "07/01/2018 09:00", "19/01/2018 16:00", "20/01/2018 09:00"]
)
def test_the_cut_offs_of_the_weeks_keep_their_order(decide, moment):
    with pytest.raises(ValidationError):
        decide(moment)
    assert not WeekCutOff.objects.exists()


def test_what_was_decided_about_a_neighbour_counts(decide):
    decide("16/01/2018 16:00")

    with pytest.raises(ValidationError) as refused:
        decide("16/01/2018 15:00", week=THIRD)

    assert "16:00 16/01/2018" in str(refused.value)


def test_a_week_reported_on_stays_as_it_is_and_so_does_the_one_before(campaign, tree, cast, signer, decide, compile_of):
    report = compile_of(SECOND)
    make_copy_to_sign(report=report, by=cast.officer, at=LATER)
    with pytest.raises(ValidationError, match="trình ký"):
        decide("11/01/2018 16:00")
    issue_report(report=report, number=7, issued_on=day(12), signer=signer, version=WeeklyReport.objects.get().version, by=cast.officer, at=LATER)

    for week, moment in ((SECOND, "11/01/2018 16:00"), (Week.parse("2018-W01"), "04/01/2018 16:00")):
        with pytest.raises(ValidationError, match="ban hành"):
            decide(moment, week=week)
    decide("18/01/2018 16:00", week=THIRD)


def test_two_who_decide_at_once_a_closed_campaign_and_a_strange_week_are_refused(campaign, decide):
    decide("11/01/2018 16:00")
    with pytest.raises(StaleVersion):
        decide("10/01/2018 16:00")
    with pytest.raises(ValidationError):
        decide("25/12/2017 16:00", week=Week.parse("2017-W52"))
    close_campaign(campaign=campaign, by=None, at=LATER)
    with pytest.raises(ValidationError):
        decide("10/01/2018 16:00", version=1)


def test_a_decision_holds_no_more_where_the_weekly_cut_off_is_changed(campaign, decide):
    decide("11/01/2018 16:00")
    campaign.cut_off_weekday = 4

    assert SECOND.cut_off(campaign) == at_hour(day(11), datetime.time(16))
    campaign.cut_off_hour = datetime.time(15)
    assert SECOND.cut_off(campaign) == at("11/01/2018 15:00")


def test_the_last_week_is_that_of_the_first_cut_off_after_all_deadlines(campaign, tree, cast):
    # The 31st is a Wednesday: Friday, the 2nd, is the last cut-off.
    assert last_week(campaign).name == "2018-W05"
    week = Week.parse("2018-W04")
    decide_cut_off(campaign=campaign, week=week, moment=at("01/02/2018 16:00"), version=0, by=None, at=BEFORE)

    again = type(campaign).objects.get(pk=campaign.pk)
    assert last_week(again) == week
    assert closed_weeks(again, at("01/02/2018 16:00"))[-1] == week


def test_an_officer_decides_on_the_page(client, cast, campaign, off, monkeypatch):
    off(12)
    monkeypatch.setattr("portal.screens.home.now", lambda: BEFORE)
    monkeypatch.setattr("reports.screens.cut_offs.now", lambda: BEFORE)
    client.force_login(cast.officer)
    url = reverse("reports:cut_off", args=[campaign.pk, "2018-W02"])
    question = "hạn chốt 16:00 12/01/2018 rơi vào ngày nghỉ (Nghỉ bù); chốt vào 16:00 11/01/2018?"
    pages = [client.get(address).content.decode() for address in (reverse("home"), reverse("reports:cut_offs", args=[campaign.pk]), url)]
    assert [question in page for page in pages] == [True] * 3

    sent = {"form_key": str(KeyedForm().fields["form_key"].initial()), "version": 0, "choice": "other", "reason": "Nghỉ bù"}
    assert "Mời nhập ngày và giờ." in client.post(url, sent).content.decode()
    page = client.post(url, {**sent, "day": "11/01/2018", "hour": "11:00"}, follow=True).content.decode()

    assert "11:00 11/01/2018" in page
    assert question not in client.get(reverse("home")).content.decode()
    assert "11:00 11/01/2018" in client.get(reverse("campaigns:detail", args=[campaign.pk])).content.decode()
    assert client.get(reverse("reports:cut_off", args=[campaign.pk, "2019-W02"])).status_code == 404
    client.force_login(cast.leader)
    assert client.get(url).status_code == 403
