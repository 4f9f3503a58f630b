"""The pages of reports: who sees what, and the way from draft to paper."""
import datetime
import uuid

import pytest
from django.urls import reverse

from documents.models import IssuingBody, Signer
from documents.signing import PaperState
from jobs.models import Job, JobState
from jobs.runs import run_now
from lib.clock import today
from reports.models import Paragraph, WeeklyReport
from reports.screens.words import moment_words, week_words
from reports.services import compile_weekly_report, issue_report, make_copy_to_sign
from reports.tests.recording import day, hold
from reports.weeks import Week


@pytest.fixture
def report(campaign, week, cut_off):
    return compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)


@pytest.fixture
def base_report(campaign, week, cut_off, tree):
    return compile_weekly_report(campaign=campaign, unit=tree.x, week=week, by=None, at=cut_off)


@pytest.fixture
def issued(report, signer, cut_off):
    return issue_report(
        report=report, number=7, issued_on=day(12), signer=signer, by=None, at=cut_off, version=report.version
    )


@pytest.fixture
def as_user(client):
    def as_user(user):
        client.force_login(user)
        return client

    return as_user


def _post(client, url, **data):
    return client.post(url, {"form_key": str(uuid.uuid4()), **data})


def _statuses(client, report):
    names = ["show", "draft", "compile_again", "copy_make", "issue"]
    paragraph = report.paragraphs.get(key="lead")
    pages = [client.get(reverse(f"reports:{name}", args=[report.pk])).status_code for name in names]
    return [*pages, client.get(reverse("reports:paragraph", args=[paragraph.pk])).status_code]


def test_each_role_has_the_pages_it_may_have(as_user, cast, report, base_report):
    statuses = {
        name: (_statuses(as_user(getattr(cast, name)), report), _statuses(as_user(getattr(cast, name)), base_report))
        for name in ("officer", "leader", "inspector", "base_officer", "secretary_a", "stranger")
    }

    everything, reading, nothing = [200] * 6, [200, 200, 403, 403, 403, 403], [404] * 6
    assert statuses == {
        "officer": (everything, everything),
        "leader": (reading, reading),
        "inspector": (reading, reading),
        "base_officer": (nothing, everything),
        "secretary_a": ([403] * 6, [403] * 6),
        "stranger": (nothing, nothing),
    }


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_questions(as_user, cast, campaign, cut_off, number, django_assert_num_queries):
    for i in range(number):
        WeeklyReport.objects.create(
            campaign=campaign, unit=campaign.unit, week_start=Week.of(day(8)).monday, revision=i, cut_off=cut_off,
            figures={"total": {"held": i, "units": 3}},
        )
    client = as_user(cast.officer)
    client.get(reverse("reports:list"))

    with django_assert_num_queries(6):
        response = client.get(reverse("reports:list"))
    assert [row.held for row in response.context["rows"]] == [f"{i}/3" for i in reversed(range(number))]


def test_the_list_shows_weeks_by_their_days(as_user, cast, report):
    rows = as_user(cast.leader).get(reverse("reports:list")).context["rows"]

    assert [(row.week, row.held, row.state) for row in rows] == [("08/01 – 14/01/2018", "0/3", "draft")]
    assert week_words(Week.parse("2018-W01")) == "01/01 – 07/01/2018"
    assert week_words(Week.parse("2019-W01")) == "31/12/2018 – 06/01/2019"


def test_moments_are_those_of_the_office(cut_off):
    assert moment_words(cut_off.astimezone(datetime.UTC)) == "16:00 12/01/2018"


def test_a_report_page_asks_the_same_whatever_its_length(as_user, cast, campaign, tree, report, django_assert_max_num_queries):
    client = as_user(cast.officer)
    client.get(reverse("reports:show", args=[report.pk]))

    with django_assert_max_num_queries(22):
        response = client.get(reverse("reports:show", args=[report.pk]))
    assert [table["title"] for table in response.context["tables"]] == [
        "Thống kê kết quả học tập, quán triệt theo khối", "Danh sách đơn vị chưa tổ chức học tập, quán triệt",
    ]


def test_an_officer_compiles_a_week(as_user, cast, campaign, tree):
    client = as_user(cast.officer)
    form = client.get(reverse("reports:compile")).context["form"]
    assert [unit.code for unit in form.fields["unit"].queryset] == ["AL", "1", "1-03", "10"]
    assert form.initial["week"] == form.fields["week"].choices[0][0]

    response = _post(client, reverse("reports:compile"), unit=tree.committee.pk, week="2018-W02")

    report = WeeklyReport.objects.get()
    assert response["Location"] == reverse("reports:show", args=[report.pk])
    assert (report.unit, report.week.name) == (tree.committee, "2018-W02")


def test_an_officer_of_a_base_compiles_only_his_own(as_user, cast, campaign, tree):
    client = as_user(cast.base_officer)

    refused = _post(client, reverse("reports:compile"), unit=tree.committee.pk, week="2018-W02")
    done = _post(client, reverse("reports:compile"), unit=tree.x.pk, week="2018-W02")

    assert (refused.status_code, done.status_code) == (200, 302)
    assert [report.unit for report in WeeklyReport.objects.all()] == [tree.x]


def test_a_paragraph_is_edited_in_place_or_on_its_own_page_and_restored(as_user, cast, report):
    client, paragraph = as_user(cast.officer), report.paragraphs.get(key="lead")
    url = reverse("reports:paragraph", args=[paragraph.pk])

    fragment = client.get(url, headers={"HX-Request": "true"})
    assert fragment.templates[0].name == "reports/_paragraph_form.html"
    response = _post(client, url, text="Lời dẫn riêng.", version=paragraph.version)
    assert response["Location"] == f"{reverse('reports:show', args=[report.pk])}#lead"
    paragraph.refresh_from_db()
    assert paragraph.text == "Lời dẫn riêng."

    _post(client, reverse("reports:paragraph_restore", args=[paragraph.pk]), version=paragraph.version)
    paragraph.refresh_from_db()
    assert paragraph.edited is None


def test_the_second_of_two_editors_sees_both_texts(as_user, cast, report):
    client, paragraph = as_user(cast.officer), report.paragraphs.get(key="lead")
    url = reverse("reports:paragraph", args=[paragraph.pk])
    _post(client, url, text="Một", version=paragraph.version)

    response = _post(client, url, text="Hai", version=paragraph.version)

    assert response.status_code == 409
    assert [row.theirs for row in response.context["rows"]] == ["Một"]
    assert Paragraph.objects.get(pk=paragraph.pk).text == "Một"


def test_the_draft_is_drawn_by_a_job_and_kept(as_user, cast, report):
    client, url = as_user(cast.leader), reverse("reports:draft", args=[report.pk])

    assert client.get(url)["Content-Type"].startswith("text/html")
    assert run_now(Job.objects.get(kind="reports.render")).state == JobState.DONE
    paper = client.get(url)

    assert (paper["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")
    assert Job.objects.filter(kind="reports.render").count() == 1


def test_the_copy_to_sign_is_there_once_it_was_made(as_user, cast, report):
    client, url = as_user(cast.officer), reverse("reports:copy", args=[report.pk])
    assert client.get(url).status_code == 404

    _post(client, reverse("reports:copy_make", args=[report.pk]))
    run_now(Job.objects.get(kind="reports.render"))

    assert client.get(url)["Content-Type"] == "application/pdf"


def test_a_link_to_the_draft_of_an_issued_report_leads_to_the_report(as_user, cast, issued):
    WeeklyReport.objects.filter(pk=issued.pk).update(copied_at=issued.cut_off)
    shown = reverse("reports:show", args=[issued.pk])

    for name in ("draft", "copy"):
        assert as_user(cast.officer).get(reverse(f"reports:{name}", args=[issued.pk])).headers["Location"] == shown


def test_the_officer_issues_what_was_signed(as_user, cast, report, signer):
    client, url = as_user(cast.officer), reverse("reports:issue", args=[report.pk])
    form = client.get(url).context["form"]
    assert (form.initial["number"], form.initial["issued_on"]) == (1, today())

    response = _post(client, url, number="7", issued_on="2018-01-12", signer=signer.pk, version=report.version)
    job = run_now(Job.objects.get(kind="reports.issue"))

    assert response["Location"] == reverse("jobs:show", args=[job.pk])
    report.refresh_from_db()
    assert (job.state, report.state, str(report.document)) == (JobState.DONE, PaperState.ISSUED, "07-BC/BTGHU")
    page = client.get(reverse("reports:show", args=[report.pk]))
    assert page.context["corrects"] and report.document.sha256 in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"), [({"number": "7"}, "number"), ({"issued_on": "2018-01-11"}, "issued_on"), ({"number": ""}, "number")]
)
def test_a_wrong_number_or_day_is_said_at_its_field(as_user, cast, campaign, issued, signer, changes, field):
    correction = WeeklyReport.objects.create(
        campaign=campaign, unit=campaign.unit, week_start=issued.week_start, revision=1, cut_off=issued.cut_off,
        figures=issued.figures,
    )
    data = {"number": "8", "issued_on": "2018-01-12", "signer": signer.pk, "version": correction.version, **changes}

    response = _post(as_user(cast.officer), reverse("reports:issue", args=[correction.pk]), **data)

    assert (response.status_code, list(response.context["form"].errors)) == (200, [field])


def test_a_number_out_of_the_order_of_days_is_told_and_issued_all_the_same_by_who_means_it(as_user, cast, campaign, issued, signer):
    correction = WeeklyReport.objects.create(
        campaign=campaign, unit=campaign.unit, week_start=issued.week_start, revision=1, cut_off=issued.cut_off,
        figures=issued.figures,
    )
    client, url = as_user(cast.officer), reverse("reports:issue", args=[correction.pk])
    # A smaller number on a later day than that of number 7.
    data = {"number": "6", "issued_on": "2018-01-13", "signer": signer.pk, "version": correction.version}
    assert 'type="checkbox"' not in client.get(url).content.decode()

    told = _post(client, url, **data)

    assert list(told.context["form"].errors) == ["accept_order"]
    assert [words in told.content.decode() for words in ("07-BC/BTGHU (12/01/2018)", 'type="checkbox"')] == [True, True]
    assert not Job.objects.filter(kind="reports.issue").exists()
    assert _post(client, url, **data, accept_order="on").status_code == 302
    assert Job.objects.filter(kind="reports.issue").count() == 1


def test_a_draft_changed_meanwhile_is_not_issued(as_user, cast, report, signer):
    data = {"number": "8", "issued_on": "2018-01-12", "signer": signer.pk, "version": report.version - 1}

    response = _post(as_user(cast.officer), reverse("reports:issue", args=[report.pk]), **data)

    assert list(response.context["form"].errors) == ["__all__"]
    assert not Job.objects.exists()


def test_a_correction_begins_from_the_issued_report(as_user, cast, issued):
    response = _post(as_user(cast.officer), reverse("reports:correct", args=[issued.pk]))

    correction = WeeklyReport.objects.get(revision=1)
    assert response["Location"] == reverse("reports:show", args=[correction.pk])


def test_the_page_says_when_records_overtook_the_draft(as_user, cast, campaign, tree, report, cut_off):
    client, url = as_user(cast.officer), reverse("reports:show", args=[report.pk])
    make_copy_to_sign(report=report, by=None, at=cut_off)
    quiet = client.get(url).context["overtaken"]
    hold(campaign, tree.z, on=11)

    assert (quiet, client.get(url).context["overtaken"]) == (False, True)


def test_without_a_letterhead_the_issue_page_leads_there(as_user, cast, report):
    page = as_user(cast.officer).get(reverse("reports:issue", args=[report.pk]))

    assert reverse("documents:bodies") in page.content.decode()


def test_a_secretary_reads_what_his_own_base_issued_and_nothing_else(as_user, cast, base_report, issued, cut_off, tree):
    body = IssuingBody.objects.create(
        unit=tree.x, superior_name="Đảng bộ huyện", name="Đảng uỷ xã", symbol="ĐU", place="Xã Một", recipients="Lưu"
    )
    signer = Signer.objects.create(body=body, authority="T/M ĐẢNG UỶ", post="BÍ THƯ", full_name="Trần Thị B")
    client = as_user(cast.secretary_a)
    assert client.get(reverse("reports:issued_paper", args=[base_report.pk])).status_code == 404
    issue_report(
        report=base_report, number=3, issued_on=day(12), signer=signer, by=None, at=cut_off, version=base_report.version
    )

    rows = client.get(reverse("reports:issued")).context["rows"]
    assert [(row.paper, row.unit) for row in rows] == [("03-BC/ĐU", tree.x.name)]
    assert client.get(rows[0].url)["Content-Type"] == "application/pdf"
    assert client.get(reverse("reports:issued_paper", args=[issued.pk])).status_code == 404
    outsiders = [as_user(user).get(rows[0].url).status_code for user in (cast.secretary_z, cast.stranger_secretary, cast.leader)]
    assert outsiders == [404, 404, 403]


def test_an_issued_report_bears_its_number_and_its_columns_theirs(as_user, cast, issued):
    response = as_user(cast.officer).get(reverse("reports:show", args=[issued.pk]))
    by_block, missing = response.context["tables"]

    assert f"{issued.document}, 12/01/2018 <span" in response.content.decode()
    assert [cell.text for cell in by_block["numbers"][:2]] == ["(1)", "(2)"]
    assert (len(by_block["numbers"]), missing["numbers"]) == (len(by_block["columns"]), [])
