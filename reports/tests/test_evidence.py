"""Why this number? Each leads to its rows; what changed since the paper is said beside them."""
import io

import python_calamine
import pytest
from django.urls import reverse

from audit.models import Entry
from campaigns.services.sessions import withdraw_session
from reports.models import ReportBasis
from reports.services import compile_weekly_report
from reports.tests.recording import LATER, hold


@pytest.fixture
def report(campaign, week, cut_off, tree, members):
    hold(campaign, tree.xa, tree.xb, on=8)
    hold(campaign, tree.xs1, on=9, absent=members[tree.xs1.code][:1])
    hold(campaign, tree.ya, on=9)
    return compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)


@pytest.fixture
def get(client, cast):
    def get(who, name, *args, **data):
        client.force_login(getattr(cast, who))
        return client.get(reverse(f"reports:{name}", args=args), data)

    return get


def _number_of(page):
    """What the rows of the page make: their number, or the sum at the foot."""
    total = page.context["total"]
    return total[-1] if total else str(page.context["state"].total)


def test_every_number_in_the_tables_leads_to_a_page_whose_rows_make_it_up(get, client, report):
    tables = get("inspector", "show", report.pk).context["tables"]
    linked = [cell for table in tables for row in [*table["rows"], table["total"]] for cell in row if cell.url]
    wrong = []
    for cell in {cell.label: cell for cell in linked}.values():        # that all add up is asked without pages elsewhere
        page = client.get(cell.url)
        if page.status_code != 200 or page.context["answer"].differs:
            wrong.append(cell)
        elif cell.label != "Tình trạng" and _number_of(page) != cell.text:
            wrong.append((cell, _number_of(page)))

    numbers = [cell for row in [*tables[0]["rows"], tables[0]["total"]] for cell in row[2:]]
    assert wrong == []
    assert [cell for cell in numbers if not cell.url] == []
    assert {cell.label for cell in linked} >= {"Số đảng viên phải học", "Quá hạn (ngày)", "Số lần đôn đốc"}


def test_what_changed_since_the_paper_is_said_with_its_rows(get, campaign, tree, report):
    session = campaign.sessions.get(attendances__unit=tree.ya)
    withdraw_session(session=session, reason="Ghi nhầm", by=None, at=LATER, version=session.version)
    page = get("officer", "evidence", report.pk, "tham-gia", "tong")

    assert (_number_of(page), page.context["answer"].words) == (page.context["answer"].words, page.context["answer"].words)
    assert page.context["figure"].rule in page.content.decode()
    assert page.context["answer"].differs
    assert [(then, now) for _name, then, now in page.context["differences"]] == [("3", "không tính")]
    assert f"tại cùng thời điểm: {page.context['now']}." in page.content.decode()

    ReportBasis.objects.all().delete()          # of a paper from before the rows were kept
    page = get("officer", "evidence", report.pk, "tham-gia", "tong")
    assert page.context["answer"].differs
    assert page.context["differences"] == []


def test_a_base_sees_its_own_rows_and_nobody_a_name(get, campaign, tree, report, members):
    base = get("base_officer", "campaign_evidence", campaign.pk, "tham-gia", "tong")
    whole = get("inspector", "campaign_evidence", campaign.pk, "tham-gia", "tong", as_of="2018-01-12T16:00")

    names = [row["texts"][1][1] for row in base.context["rows"]]
    assert names == [unit.name for unit in (tree.xa, tree.xb, tree.xs1)]
    assert len(whole.context["rows"]) == len(names) + (1 if whole.context["answer"].selection.has(whole.context["answer"].basis, "") else 0)
    assert [m.full_name for found in members.values() for m in found if m.full_name in base.content.decode() + whole.content.decode()] == []
    assert get("base_officer", "evidence", report.pk, "tham-gia", "tong").status_code == 404
    for line, of in (("khoi", ""), ("khoi", "Không có"), ("tong", "x"), ("don-vi", "không-có"), ("gi-do", "")):
        assert get("officer", "evidence", report.pk, "da-to-chuc", line, of=of).status_code == 404


def test_the_rows_go_into_a_workbook_with_their_sum_and_that_is_recorded(get, report):
    answer = get("officer", "evidence_xlsx", report.pk, "tham-gia", "tong")

    rows = python_calamine.load_workbook(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[-1][-1] == sum(row[-1] for row in rows[1:-1]) == report.figures["total"]["counts"]["attended"]
    assert Entry.objects.get(action="reports.evidence.exported").details == {"figure": "Tham gia", "rows": len(rows) - 2}


@pytest.mark.parametrize("classes", [1, 3])
def test_a_page_asks_the_same_whatever_the_number_of_rows(get, campaign, week, cut_off, tree, classes, django_assert_num_queries):
    for unit in [tree.xa, tree.xb, tree.xs1][:classes]:
        hold(campaign, unit, on=8)
    report = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)
    get("officer", "evidence", report.pk, "toan-dang-bo-da-hoc", "tong")

    with django_assert_num_queries(28):
        page = get("officer", "evidence", report.pk, "toan-dang-bo-da-hoc", "tong")
    assert len(page.context["rows"]) == classes
