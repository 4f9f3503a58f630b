"""A report whose paper was withdrawn: nothing builds on it, its week may be issued again, and every page says so."""
import datetime

import pytest
from django.urls import reverse

from documents.models import IssuingBody, Signer
from documents.services.withdraw import withdraw_paper
from lib.clock import at_hour
from reports.delta import delta_from
from reports.models import WeeklyReport
from reports.schedule import is_overtaken
from reports.services import compile_weekly_report, correct_report, issue_report
from reports.since_issued import since_issued
from reports.tests.recording import day, hold
from reports.weeks import Week

SATURDAY, MONDAY, FRIDAY = at_hour(day(13), datetime.time(8)), at_hour(day(15), datetime.time(9)), at_hour(day(19), datetime.time(16))
NEXT, AFTER = Week.parse("2018-W03"), Week.parse("2018-W04")
REASON = "Sai số liệu khối trường học"


@pytest.fixture
def issue(signer, cast):
    def issue(report, number, at, on, signer=signer):
        report.refresh_from_db()
        return issue_report(
            report=report, number=number, issued_on=on, signer=signer, by=cast.officer, at=at, version=report.version
        )

    return issue


@pytest.fixture
def compiled(campaign):
    def compiled(week, at, unit=None):
        return compile_weekly_report(campaign=campaign, unit=unit or campaign.unit, week=week, by=None, at=at)

    return compiled


@pytest.fixture
def first(compiled, issue, campaign, week, cut_off, tree):
    """The first week's report, issued."""
    hold(campaign, tree.ya, on=9)
    return issue(compiled(week, cut_off), 7, cut_off, day(12))


@pytest.fixture
def withdraw(cast):
    def withdraw(report, at):
        withdraw_paper(paper=report.document, reason=REASON, by=cast.officer, at=at)
        return WeeklyReport.objects.select_related("document").get(pk=report.pk)

    return withdraw


def test_the_next_draft_does_not_build_on_it(first, compiled, withdraw):
    before = compiled(NEXT, FRIDAY)
    assert delta_from(before.delta).paper == "07-BC/BTGHU"

    withdraw(first, FRIDAY)
    assert is_overtaken(WeeklyReport.objects.get(pk=before.pk), FRIDAY)
    assert compiled(NEXT, FRIDAY).delta is None


def test_the_next_draft_builds_on_the_paper_before_it(first, compiled, issue, withdraw):
    second = issue(compiled(NEXT, FRIDAY), 8, FRIDAY, day(19))
    withdraw(second, FRIDAY)

    draft = compiled(AFTER, at_hour(day(26), datetime.time(16)))
    assert delta_from(draft.delta).paper == "07-BC/BTGHU"


def test_the_week_is_issued_again_and_supersedes_nothing(first, issue, withdraw, cast, compiled, week):
    withdrawn = withdraw(first, SATURDAY)
    assert compiled(week, MONDAY) == withdrawn
    again = correct_report(report=withdrawn, by=cast.officer, at=MONDAY)
    assert (again.revision, again.delta) == (1, None)
    assert again.paragraphs.get(key="corrections").text == ""

    second = issue(again, 8, MONDAY, day(15))
    withdrawn.document.refresh_from_db()
    assert withdrawn.document.superseded_by is None
    assert list(WeeklyReport.objects.in_force()) == [second]


def test_issued_again_it_tells_the_progress_since_the_paper_before(first, compiled, issue, withdraw, cast, campaign, tree):
    hold(campaign, tree.z, on=16)
    second = withdraw(issue(compiled(NEXT, FRIDAY), 8, FRIDAY, day(19)), FRIDAY)

    delta = delta_from(correct_report(report=second, by=cast.officer, at=FRIDAY).delta)
    assert (delta.paper, delta.supersedes, [unit.code for unit in delta.held]) == ("07-BC/BTGHU", False, ["2"])


def test_a_correction_begun_before_is_issued_for_the_withdrawn_paper(first, issue, withdraw, cast):
    correction = correct_report(report=first, by=cast.officer, at=SATURDAY)
    assert delta_from(correction.delta).supersedes
    withdraw(first, SATURDAY)

    second = issue(correction, 8, MONDAY, day(15))
    first.document.refresh_from_db()
    assert (first.document.superseded_by, second.document.state) == (None, "issued")


def test_a_withdrawn_correction_does_not_bring_the_first_back(first, issue, withdraw, cast):
    second = issue(correct_report(report=first, by=cast.officer, at=SATURDAY), 8, SATURDAY, day(13))
    withdraw(second, MONDAY)
    assert list(WeeklyReport.objects.in_force()) == []

    third = issue(correct_report(report=second, by=cast.officer, at=MONDAY), 9, MONDAY, day(15))
    assert (third.revision, third.delta, list(WeeklyReport.objects.in_force())) == (2, None, [third])


def test_the_home_page_compares_with_papers_in_force(first, withdraw, campaign):
    def paper():
        reports = WeeklyReport.objects.filter(campaign=campaign, unit=campaign.unit)
        return since_issued(reports, campaign, campaign.unit, at=MONDAY)

    assert paper().report == first
    withdraw(first, MONDAY)
    assert paper() is None


def test_every_page_says_so(first, withdraw, client, cast, issue):
    withdraw(first, SATURDAY)
    client.force_login(cast.officer)
    show, correct = (reverse(f"reports:{name}", args=[first.pk]) for name in ("show", "correct"))

    page = client.get(show).content.decode()
    assert "Đã thu hồi" in page and REASON in page and "Ban hành lại báo cáo này" in page
    assert "07-BC/BTGHU đã bị thu hồi" in client.get(correct).content.decode()
    assert "Đã thu hồi" in client.get(reverse("reports:list")).content.decode()

    issue(correct_report(report=first, by=cast.officer, at=MONDAY), 8, MONDAY, day(15))
    page = client.get(show).content.decode()
    assert correct not in page and "08-BC/BTGHU" in page


def test_a_cell_reads_that_the_paper_of_its_base_is_withdrawn(compiled, issue, withdraw, client, cast, tree, week, cut_off):
    body = IssuingBody.objects.create(unit=tree.x, superior_name="Huyện uỷ", name="Đảng uỷ xã", symbol="ĐU", place="An Lạc")
    secretary = Signer.objects.create(body=body, authority="T/M ĐẢNG UỶ", post="BÍ THƯ", full_name="Nguyễn Văn B")
    withdraw(issue(compiled(week, cut_off, unit=tree.x), 7, cut_off, day(12), signer=secretary), SATURDAY)
    client.force_login(cast.secretary_a)

    assert "Đã thu hồi" in client.get(reverse("reports:issued")).content.decode()
