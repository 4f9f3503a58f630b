"""The annex of proposals: only where one asked for it, as of the cut-off, and as signed."""
import datetime

import pytest
from django.urls import reverse

from campaigns.models import Duty
from essays.services.proposal_groups import answer_group, merge_proposals, send_up, take_back
from essays.services.proposals import note_proposal, withdraw_proposal
from reports.models import WeeklyReport
from reports.paper import payload_of
from reports.schedule import is_overtaken
from reports.services import (
    choose_extras, compile_weekly_report, correct_report, issue_report, make_copy_to_sign,
)
from reports.tests.recording import day

AN_HOUR = datetime.timedelta(hours=1)
TITLE = "Tổng hợp kiến nghị, đề xuất"


@pytest.fixture
def noted(campaign, cut_off):
    """`noted(code, text)`: a proposal of the unit, a large one, the day before the cut-off."""
    Duty.objects.filter(campaign=campaign, unit__code__in=["1-01", "10-01"]).update(heads=30)
    Duty.objects.filter(campaign=campaign, unit__code__in=["1-02", "1-031"]).update(heads=6)
    duties = {duty.unit.code: duty for duty in campaign.duties.select_related("unit")}
    return lambda code, text="Sửa đường": note_proposal(duty=duties[code], text=text, by=None, at=cut_off - 24 * AN_HOUR)


@pytest.fixture
def sent(campaign, tree, noted, cut_off):
    group = merge_proposals(
        campaign=campaign, unit=tree.x, proposals=[noted("1-01"), noted("1-02"), noted("1-01")], groups=[],
        text="Sửa đường liên thôn", by=None, at=cut_off - 3 * AN_HOUR,
    )
    return send_up(group=group, by=None, at=cut_off - 2 * AN_HOUR)


@pytest.fixture
def compiled(campaign, week, cut_off):
    return lambda unit, at=cut_off: compile_weekly_report(campaign=campaign, unit=unit, week=week, by=None, at=at)


def put_in(*, report, by, at):
    return choose_extras(report=report, version=report.version, codes=["proposals"], by=by, at=at)


def annex_of(report):
    found = [appendix for appendix in payload_of(report)["appendices"] if appendix["title"] == TITLE]
    return found[0] if found else None


def test_it_is_printed_only_where_one_asked_for_it(sent, compiled, tree, cut_off):
    report = compiled(tree.committee)
    assert annex_of(report) is None
    put_in(report=report, by=None, at=cut_off)
    report.refresh_from_db()

    assert annex_of(report)["rows"] == [[
        "1", "Sửa đường liên thôn", "Chi bộ khối Xã, thị trấn thuộc Chi bộ CANARY-1; Chi bộ CANARY-1-01", "3", "Chưa trả lời",
    ]]
    choose_extras(report=report, version=report.version, codes=[], by=None, at=cut_off)
    report.refresh_from_db()
    assert annex_of(report) is None


def test_nothing_sent_up_is_no_annex(campaign, noted, compiled, tree, cut_off):
    merge_proposals(campaign=campaign, unit=tree.x, proposals=[noted("1-01")], groups=[], text="Một", by=None, at=cut_off)
    report = put_in(report=compiled(tree.committee), by=None, at=cut_off)

    assert (report.proposals, annex_of(report)) == ([], None)


def test_what_happens_after_the_cut_off_is_for_the_next_week(sent, campaign, noted, compiled, tree, cut_off):
    later = merge_proposals(campaign=campaign, unit=tree.y, proposals=[noted("10-01")], groups=[], text="Sau", by=None, at=cut_off)
    send_up(group=later, by=None, at=cut_off + AN_HOUR)
    answer_group(group=sent, version=sent.version, answer="Đã rõ", by=None, at=cut_off + AN_HOUR)
    report = put_in(report=compiled(tree.committee), by=None, at=cut_off + 2 * AN_HOUR)

    assert [(row["text"], row["answered"]) for row in report.proposals] == [("Sửa đường liên thôn", "")]


def test_what_the_committee_took_up_is_said_once_and_in_the_bases_report_in_its_own_words(
    sent, campaign, noted, compiled, tree, cut_off
):
    whole = merge_proposals(
        campaign=campaign, unit=tree.committee, proposals=[noted("10-01")], groups=[sent], text="Chung", by=None, at=cut_off
    )
    answer_group(group=whole, version=whole.version, answer="Đã rõ", by=None, at=cut_off)
    reports = [put_in(report=compiled(unit), by=None, at=cut_off) for unit in (tree.committee, tree.x, tree.y)]

    rows = [[(row["text"], row["number"], row["answered"]) for row in report.proposals] for report in reports]
    assert rows == [[("Chung", 4, "12/01/2018")], [("Sửa đường liên thôn", 3, "12/01/2018")], []]


def test_a_draft_follows_and_the_issued_paper_stays(sent, compiled, signer, tree, cut_off):
    report = put_in(report=compiled(tree.committee), by=None, at=cut_off)
    withdraw_proposal(proposal=sent.proposals.filter(block=None).first(), by=None, at=cut_off)
    assert is_overtaken(WeeklyReport.objects.get(pk=report.pk), cut_off)
    report = compiled(tree.committee)
    assert annex_of(report)["total"] == ["", "Cộng", "", "2", ""]

    make_copy_to_sign(report=report, by=None, at=cut_off)
    take_back(group=sent, by=None)
    report.refresh_from_db()
    issued = issue_report(report=report, number=7, issued_on=day(12), signer=signer, by=None, at=cut_off, version=report.version)
    assert issued.document.payload["appendices"][-1]["total"] == ["", "Cộng", "", "2", ""]
    correction = correct_report(report=issued, by=None, at=cut_off)
    assert (correction.proposals, annex_of(correction)) == ([], None)


def test_it_is_put_in_by_a_page_and_makes_the_copy_to_sign_void(sent, compiled, cast, tree, cut_off, client):
    report = make_copy_to_sign(report=compiled(tree.committee), by=None, at=cut_off)
    client.force_login(cast.officer)
    url = reverse("reports:extras", args=[report.pk])
    form = client.get(url).context["form"]
    sent_form = {"codes": ["proposals"], "form_key": form["form_key"].value(), "version": form["version"].value()}
    answer = client.post(url, sent_form, follow=True)

    report.refresh_from_db()
    assert (len(report.proposals), report.copied_at) == (1, None)
    assert TITLE in answer.content.decode()
