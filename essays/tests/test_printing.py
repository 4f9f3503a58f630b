"""The job that draws sheets, its file, and the pages around it."""
import datetime
import io
import os
import re
import zipfile

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings as django_settings
from django.urls import reverse
from pypdf import PdfReader

from audit.models import Entry
from campaigns.models import StudyPlan
from campaigns.tests.test_sessions import NOW, campaign, held  # noqa: F401 (a fixture)
from essays.models import Sheet
from essays.printing.attendance import AttendanceRoll, draw_attendance_lists, pages_of
from essays.printing.job import print_sheets, request_printing
from essays.printing.storage import KEPT, result_of
from essays.services.sheets import add_blank_sheets
from jobs.claims import claim
from jobs.models import Job, JobState
from jobs.runs import JobRun, run_now
from jobs.tests.over import drop_over
from lib.signed_codes import read_code
from units.models import Appointment


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def duties(campaign):  # noqa: F811
    return {duty.unit.code: duty for duty in campaign.duties.select_related("unit")}


def printed(campaign, cast, *, duty=None, what="essays", **wanted):  # noqa: F811
    wanted = {"members": None, "pages": 2} | wanted
    by = cast.officer
    return run_now(request_printing(campaign=campaign, duty=duty, what=what, by=by, at=NOW, **wanted))


def test_a_campaign_becomes_one_archive_with_a_file_for_each_cell(campaign, cast):  # noqa: F811
    job = printed(campaign, cast)
    assert (job.state, job.done, job.total, job.result) == (JobState.DONE, 15, 15, {"sheets": 15})
    with zipfile.ZipFile(result_of(job.pk)) as archive:
        names = archive.namelist()
        pages = [len(PdfReader(io.BytesIO(archive.read(name))).pages) for name in names]
    assert [name.rpartition("/")[2].split()[0].removesuffix(".pdf") for name in names] == ["1-01", "1-02", "1-031", "10-01", "2"]
    assert pages == [6] * 5
    assert Entry.objects.filter(action="essays.sheets.exported").count() == 5


def test_broken_off_in_the_middle_it_goes_on_and_no_number_changes(campaign, cast, duties):  # noqa: F811
    job = request_printing(campaign=campaign, duty=None, what="essays", by=cast.officer, at=NOW, members=None, pages=1)
    slices = print_sheets(JobRun(claim(job.pk)))
    next(slices), next(slices)
    slices.close()
    numbers = set(Sheet.objects.values_list("number", flat=True))
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED, token=None, lease_until=None)

    assert run_now(job).state == JobState.DONE
    assert len(numbers) == 6 and numbers < set(Sheet.objects.values_list("number", flat=True))
    assert (Sheet.objects.count(), len(zipfile.ZipFile(result_of(job.pk)).namelist())) == (15, 5)


def test_blank_and_further_pages_are_one_pdf_each(campaign, cast, duties):  # noqa: F811
    blank = printed(campaign, cast, duty=duties["1-01"], what="blank", count=3)
    assert len(PdfReader(result_of(blank.pk)).pages) == 6
    printed(campaign, cast, duty=duties["1-01"])
    job = request_printing(
        campaign=campaign, duty=duties["1-01"], what="more", by=cast.secretary_a, at=NOW, members=None, pages=1
    )
    run_now(job)
    texts = [page.extract_text() for page in PdfReader(result_of(job.pk)).pages]
    assert ["Trang 3/3" in text for text in texts] == [True] * 3


def test_who_lost_his_office_meanwhile_gets_no_names(campaign, cast, duties):  # noqa: F811
    job = request_printing(
        campaign=campaign, duty=duties["1-01"], what="essays", by=cast.secretary_a, at=NOW, members=None, pages=1
    )
    Appointment.objects.filter(user=cast.secretary_a).update(valid_to=datetime.date(2016, 1, 1))
    assert (run_now(job).error, result_of(job.pk), Sheet.objects.count()) == ("essays.printing_not_permitted", None, 0)


def test_the_file_is_gone_after_a_day(campaign, cast, duties):  # noqa: F811
    job = printed(campaign, cast, duty=duties["2"])
    moment = NOW.timestamp()
    os.utime(result_of(job.pk).parent, (moment, moment))
    drop_over("essays.printed", at=NOW + KEPT - datetime.timedelta(seconds=1))
    assert result_of(job.pk) is not None
    drop_over("essays.printed", at=NOW + KEPT)
    assert result_of(job.pk) is None


def test_a_secretary_prints_for_whom_she_ticked(campaign, cast, duties, members, client):  # noqa: F811
    client.force_login(cast.secretary_a)
    page = client.get(reverse("essays:print", args=[duties["1-01"].pk]))
    assert {member.pk for member in members["1-01"]} == set(page.context["form"].initial["members"])
    data = {"form_key": page.context["form"]["form_key"].value(), "members": [members["1-01"][0].pk], "pages": "3"}
    sent = [client.post(reverse("essays:print", args=[duties["1-01"].pk]), data) for _twice in range(2)]
    assert sent[0].url == sent[1].url

    job = run_now(Job.objects.get())
    file = client.get(reverse("essays:sheets_file", args=[job.pk]))
    content = b"".join(file.streaming_content)
    assert len(PdfReader(io.BytesIO(content)).pages) == 3 and "attachment" in file["Content-Disposition"]
    assert client.get(sent[0].url).status_code == 200
    # The page that watches its job is drawn anew at its end; a list of jobs is not.
    progress = reverse("jobs:progress", args=[job.pk])
    assert client.get(progress, headers={"HX-Current-URL": f"http://testserver{sent[0].url}"})["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(progress, headers={"HX-Current-URL": "http://testserver/jobs/"})
    client.force_login(cast.secretary_b)
    assert client.get(reverse("essays:sheets_file", args=[job.pk])).status_code == 404


def test_a_member_of_another_cell_cannot_be_ticked(campaign, cast, duties, members, client):  # noqa: F811
    client.force_login(cast.secretary_a)
    page = client.get(reverse("essays:print", args=[duties["1-01"].pk]))
    data = {"form_key": page.context["form"]["form_key"].value(), "members": [members["1-02"][0].pk], "pages": "3"}
    assert client.post(reverse("essays:print", args=[duties["1-01"].pk]), data).status_code == 200
    assert not Job.objects.exists()


def test_a_blank_sheet_is_noted_on_its_page(campaign, cast, duties, members, client):  # noqa: F811
    [sheet] = add_blank_sheets(duty=duties["1-01"], count=1, pages=1, by=None, at=NOW)
    client.force_login(cast.secretary_a)
    url = reverse("essays:blank_assign", args=[sheet.pk])
    data = {"form_key": client.get(url).context["form"]["form_key"].value(), "member": members["1-01"][0].pk}
    page = client.post(url, data, follow=True).content.decode()
    assert members["1-01"][0].full_name in page and str(sheet.number) in page
    again = client.get(url)
    assert again.context["form"].initial["member"] == members["1-01"][0].pk
    assert f"{members['1-01'][0].full_name} nhận phiếu này từ ngày" in again.content.decode()


def test_a_blank_sheet_of_a_base_is_given_to_a_member_of_a_named_cell(campaign, cast, duties, members, client):  # noqa: F811
    [sheet] = add_blank_sheets(duty=duties["1"], count=1, pages=1, by=None, at=NOW)
    client.force_login(cast.base_officer)
    page = client.get(reverse("essays:blank_assign", args=[sheet.pk])).content.decode()
    for code in ("1-01", "1-02", "1-031"):
        assert f"{members[code][0].full_name} – {duties[code].unit.name}" in page


def test_the_list_of_a_class_names_it_by_its_code(campaign, cast, tree, client):  # noqa: F811
    session = held(campaign, [tree.xa, tree.xb])
    client.force_login(cast.base_officer)
    url = reverse("essays:attendance_list", args=[session.pk])
    key = client.get(url).context["form"]["form_key"].value()
    contents = [client.post(url, {"form_key": key}).content for _twice in range(2)]
    assert contents[0] == contents[1]

    document = pypdfium2.PdfDocument(contents[0])
    codes = [{one.text for one in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())} for page in document]
    keys = [key.encode() for key in django_settings.SHEET_KEYS]
    sheets = Sheet.objects.filter(session=session).order_by("unit__path")
    assert [[read_code(code, keys=keys) for code in page] for page in codes] == [[(sheet.number, 1)] for sheet in sheets]
    assert [sheet.unit for sheet in sheets] == [tree.xa, tree.xb]


def test_the_list_of_a_planned_class_names_who_comes_and_bears_no_code(campaign, cast, tree, duties, members, client):  # noqa: F811
    for code, place in (("1-01", "Nhà văn hoá"), ("1-02", "nhà văn hóa"), ("1-031", "Trường học")):
        StudyPlan.objects.create(duty=duties[code], planned_on=NOW.date(), part="evening", place=place)
    url = reverse("essays:planned_list", args=[duties["1-01"].pk])
    client.force_login(cast.base_officer)
    page = client.get(url)
    assert page.context["form"].initial["units"] == [tree.xa.pk, tree.xb.pk]

    key = page.context["form"]["form_key"].value()
    content = client.post(url, {"form_key": key, "units": [tree.xa.pk, tree.xb.pk]}).content

    document = pypdfium2.PdfDocument(content)
    assert [zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil()) for page in document] == [[], []]
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    names = [[member.full_name in text for code in ("1-01", "1-02", "1-031") for member in members[code]] for text in texts]
    assert names == [[True] * 3 + [False] * 6, [False] * 3 + [True] * 3 + [False] * 3]
    assert all(words in texts[0] for words in ("Nhà văn hoá", "xin chụp lại")) and not Sheet.objects.exists()
    assert Entry.objects.filter(action="essays.attendance_list.planned_exported").count() == 2
    # A secretary of one of them takes out the names of her own cell alone; without a planned day there is no list.
    client.force_login(cast.secretary_a)
    assert [value for value, _label in client.get(url).context["form"].fields["units"].choices] == [tree.xa.pk]
    assert client.post(url, {"form_key": key, "units": [tree.xb.pk]}).status_code == 200
    StudyPlan.objects.update(planned_on=None)
    assert "Chưa có ngày dự kiến" in client.get(url).content.decode()


def test_a_secretary_takes_out_her_own_list_of_a_joint_class(campaign, cast, tree, client):  # noqa: F811
    session = held(campaign, [tree.xa, tree.xb])
    client.force_login(cast.secretary_b)
    url = reverse("essays:attendance_list", args=[session.pk])
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(client.post(
            url, {"form_key": client.get(url).context["form"]["form_key"].value()}).content)).pages
    )
    assert "CANARY-1-02" in text and "CANARY-1-01" not in text


@pytest.mark.parametrize(("unit", "cells", "written"), [("Chi bộ A", 1, 1), ("Đảng bộ B", 1, 2), ("Đảng bộ B", 2, 4)])
def test_the_cell_stands_beside_each_name_where_the_list_is_of_more_than_one(unit, cells, written):
    people = tuple((f"Đảng viên {n}{cell}", f"Chi bộ {cell}") for cell in "AB"[:cells] for n in range(2))
    roll, target = AttendanceRoll(campaign="Đợt", unit=unit, when="", people=people), io.BytesIO()
    draw_attendance_lists(target, [(roll, [("1000002301AAAABBBB", "x")])])
    text = PdfReader(target).pages[0].extract_text()
    assert len(re.findall("Chi bộ [AB]", text)) == written and text.count("Ký tên") == 1


@pytest.mark.parametrize("people", [0, 1, 18, 19, 20, 21, 22, 23, 24, 40, 45, 46, 47, 70, 400])
def test_every_name_stands_on_the_list_once(people):
    roll = AttendanceRoll(campaign="", unit="", when="", people=tuple((f"Đảng viên {n}", "") for n in range(people)))
    pages = pages_of(roll)
    assert [number for rows in pages for number, _person in rows] == list(range(1, people + 1))
    assert all(pages) or people == 0


@pytest.mark.parametrize("cells", [1, 3])
def test_the_page_of_blank_sheets_asks_the_same_however_many_there_are(
    campaign, cast, duties, client, django_assert_max_num_queries, cells  # noqa: F811
):
    add_blank_sheets(duty=duties["1-01"], count=cells, pages=1, by=None, at=NOW)
    client.force_login(cast.secretary_a)
    with django_assert_max_num_queries(14):
        client.get(reverse("essays:print_blank", args=[duties["1-01"].pk]))
