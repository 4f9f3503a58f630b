"""What the home page says beside the last issued paper."""
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.services import ledger
from campaigns.services.sessions import withdraw_session
from documents.models import IssuingBody, Signer
from lib import clock
from lib.clock import at_hour
from reports.delta import delta_from
from reports.models import WeeklyReport
from reports.services import compile_weekly_report, correct_report, issue_report
from reports.since_issued import since_issued
from reports.tests.recording import day, hold

_UNITS = ("held", "late", "joined", "left", "had_held", "had_not_held")
MONDAY = at_hour(day(15), datetime.time(9))


@pytest.fixture
def issue(campaign, week, signer, cut_off):
    """Issues the week's report, of the committee or of a base."""
    def issue(unit=None, signer=signer):
        report = compile_weekly_report(campaign=campaign, unit=unit or campaign.unit, week=week, by=None, at=cut_off)
        return issue_report(
            report=report, number=7, issued_on=day(12), signer=signer, by=None, at=cut_off, version=report.version
        )

    return issue


def changes(campaign, above=None, at=MONDAY):
    unit = above.unit if above else campaign.unit
    return since_issued(WeeklyReport.objects.filter(campaign=campaign, unit=unit), campaign, unit, at=at)


def names(units):
    return [unit.code for unit in units]


def test_without_an_issued_report_there_is_nothing_to_compare(campaign, week, cut_off):
    compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)

    assert changes(campaign) is None


def test_units_that_have_held_since_are_named_with_those_whose_class_was_logged_late(campaign, tree, issue):
    issue()
    hold(campaign, tree.ya, on=13)
    hold(campaign, tree.z, on=11)

    since = changes(campaign)

    assert (since.not_held, since.units) == (3, 3)
    assert [names(units) for units in (since.delta.held, since.delta.had_held, since.delta.had_not_held)] == [["10"], ["2"], []]


def test_a_unit_whose_class_was_withdrawn_is_missing_and_not_on_the_paper(campaign, tree, issue, cast):
    session = hold(campaign, tree.z, on=11)
    issue()
    withdraw_session(session=session, reason="Ghi nhầm đơn vị", version=session.version, by=cast.officer, at=MONDAY)

    since = changes(campaign)

    assert (since.not_held, names(since.delta.held), names(since.delta.had_not_held)) == (2, [], ["2"])


def test_a_unit_that_owes_no_more_is_no_progress(campaign, tree, issue):
    issue()
    ledger.exempt_duty(campaign=campaign, unit=tree.z, on=day(13), reason="QĐ", by=None, at=MONDAY)

    assert [names(units) for units in (changes(campaign).delta.held, changes(campaign).delta.left)] == [[], ["2"]]


def test_the_home_page_and_the_next_draft_name_the_same_units(campaign, tree, issue, week):
    issue()
    hold(campaign, tree.ya, on=13)
    hold(campaign, tree.z, on=11)
    draft = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week.following, by=None, at=MONDAY)

    found, told = changes(campaign).delta, delta_from(draft.delta)
    assert {name: names(getattr(found, name)) for name in _UNITS} == {name: names(getattr(told, name)) for name in _UNITS}
    assert (names(told.held), names(told.had_held)) == (["10"], ["2"])


def test_it_takes_two_queries(campaign, tree, issue, django_assert_num_queries):
    issue()
    hold(campaign, tree.ya, on=13)
    hold(campaign, tree.z, on=11)

    with django_assert_num_queries(2):
        changes(campaign)


def test_a_correction_in_hand_leaves_the_issued_paper_standing(campaign, tree, issue, cast):
    issued = issue()
    correct_report(report=issued, by=cast.officer, at=MONDAY)

    assert changes(campaign).report == issued


def test_the_list_of_a_base_is_held_against_the_bases_own_report(campaign, tree, issue):
    issue()
    duty = campaign.duties.get(unit=tree.x)
    assert changes(campaign, above=duty) is None

    body = IssuingBody.objects.create(unit=tree.x, superior_name="Huyện uỷ", name="Đảng uỷ xã", symbol="ĐU", place="An Lạc")
    signer = Signer.objects.create(body=body, authority="T/M ĐẢNG UỶ", post="BÍ THƯ", full_name="Nguyễn Văn B")
    issue(unit=tree.x, signer=signer)
    hold(campaign, tree.xa, on=13)

    assert names(changes(campaign, above=duty).delta.held) == ["1-01"]


def test_the_home_page_names_them_beside_both_numbers(client, cast, campaign, tree, issue, settings):
    settings.CLOCK_SHIFT_SECONDS = (MONDAY - clock.timezone.now()).total_seconds()
    client.force_login(cast.officer)
    before = client.get("/").content.decode()
    issue()
    hold(campaign, tree.z, on=13)

    page = client.get("/").content.decode()

    assert "07-BC/BTGHU" not in before
    assert "còn 3/3 đơn vị chưa tổ chức; hiện nay còn <strong>2/3</strong>." in page
    assert "Thêm 1 đơn vị đã tổ chức từ báo cáo" in page
    assert (tree.z.name in page, "07-BC/BTGHU" in page) == (True, True)
    assert "07-BC/BTGHU" not in client.get("/", {"as_of": "2018-01-13T08:00"}).content.decode()


def test_the_home_page_asks_the_same_queries_for_one_change_and_for_two(client, cast, campaign, tree, issue, settings):
    settings.CLOCK_SHIFT_SECONDS = (MONDAY - clock.timezone.now()).total_seconds()
    client.force_login(cast.officer)
    issue()
    counts = []
    for unit in (tree.z, tree.ya):
        hold(campaign, unit, on=13)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
