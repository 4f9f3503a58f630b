"""The code of a report: given with the copy to sign, the very same on what is issued, gone when the text changes."""
import datetime

import pytest
from django.urls import reverse

from documents.services.signing import agree_to, return_paper, send_for_signature
from lib.clock import at_hour
from reports.models import WeeklyReport
from reports.paper import payload_of
from reports.services import compile_weekly_report, edit_paragraph, issue_report, make_copy_to_sign
from reports.tests.recording import day

FRIDAY = at_hour(day(12), datetime.time(17))


@pytest.fixture(autouse=True)
def printing(settings, signer):
    settings.PORTAL_URL = "https://hoctap.example"
    signer.body.prints_code = True
    signer.body.save()


@pytest.fixture
def draft(campaign, week, signer):
    return compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=FRIDAY)


def copied(report, cast):
    return make_copy_to_sign(report=report, by=cast.officer, at=FRIDAY)


def standing(client, code):
    return client.get(reverse("documents:standing", args=[code])).content.decode()


def test_copy_and_issued_paper_bear_the_very_same(draft, cast, signer):
    assert "code" not in payload_of(draft)
    copy = copied(draft, cast)
    on_copy = payload_of(copy, copy_to_sign=True)["code"]
    assert on_copy["address"] == f"https://hoctap.example/documents/code/{copy.code}/"
    assert copied(draft, cast).code == copy.code

    issued = issue_report(report=copy, number=7, issued_on=day(12), signer=signer, by=cast.officer, at=FRIDAY, version=copy.version)
    assert (issued.document.code, issued.document.payload["code"]) == (copy.code, on_copy)


def test_a_print_of_a_text_that_was_changed_leads_nowhere(draft, cast, client):
    client.force_login(cast.officer)
    old = copied(draft, cast).code
    assert "Bản trình ký, chưa ban hành" in standing(client, old)

    lead = draft.paragraphs.get(key="lead")
    edit_paragraph(paragraph=lead, text="Lời khác.", version=lead.version, by=cast.officer)
    assert "Không có mã này" in standing(client, old)
    new = copied(draft, cast).code
    assert new != old and "Bản trình ký, chưa ban hành" in standing(client, new)


def test_a_leader_who_returns_it_calls_the_code_back(draft, cast):
    sent = send_for_signature(paper=draft, version=draft.version, by=cast.officer, at=FRIDAY)
    agree_to(paper=sent, version=sent.version, by=cast.leader, at=FRIDAY)
    assert copied(draft, cast).code
    current = WeeklyReport.objects.get(pk=draft.pk)
    return_paper(paper=current, version=current.version, remark="Sửa mục II", by=cast.leader, at=FRIDAY)
    assert WeeklyReport.objects.get(pk=draft.pk).code is None


@pytest.mark.parametrize(("who", "sees"), [
    ("officer", True), ("leader", True), ("inspector", True), ("base_officer", False), ("secretary_a", False), ("stranger", False),
])
def test_the_copy_is_seen_by_who_may_see_the_report(draft, cast, client, who, sees):
    code = copied(draft, cast).code
    client.force_login(getattr(cast, who))

    page = standing(client, code)
    assert ("Bản trình ký, chưa ban hành" in page, reverse("reports:show", args=[draft.pk]) in page) == (sees, sees)
    assert ("Không có mã này" in page) != sees


def test_a_cell_learns_how_the_report_of_its_base_stands(campaign, week, cast, client, tree, signer):
    signer.body.unit, signer.body.symbol = tree.x, "ĐU"
    signer.body.save()
    report = copied(compile_weekly_report(campaign=campaign, unit=tree.x, week=week, by=None, at=FRIDAY), cast)
    client.force_login(cast.secretary_a)
    assert "Không có mã này" in standing(client, report.code)

    issue_report(report=report, number=7, issued_on=day(12), signer=signer, by=None, at=FRIDAY, version=report.version)
    page = standing(client, report.code)
    assert "Đang có hiệu lực" in page and "07-BC/ĐU" in page
    assert reverse("documents:show", args=[WeeklyReport.objects.get(pk=report.pk).document_id]) not in page
    client.force_login(cast.secretary_z)
    assert "Không có mã này" in standing(client, report.code)


def test_none_where_the_letterhead_prints_none(draft, cast, signer):
    signer.body.prints_code = False
    signer.body.save()
    copy = copied(draft, cast)

    assert (copy.code, "code" in payload_of(copy, copy_to_sign=True)) == (None, False)
