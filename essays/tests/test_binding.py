"""Scanned essays put together: PDFs with the pages as they are, named as people name them."""
import zipfile

import pypdfium2 as pdfium
import pytest
from django.urls import reverse

from audit.models import Entry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from documents.tests.printed_ink import fonts_of
from essays.binding.job import EACH, ONE_FILE, name_of_result, request_binding
from essays.binding.pdf import write_pages
from essays.filing.storage import picture_path
from essays.models import ScanPage
from essays.printing.storage import result_of
from essays.services.pages import send_back_page, turn_page
from essays.tests.scans import pdf_of
from essays.tests.test_filing import batch, duty, page_of, send, sheets  # noqa: F401 (fixtures)
from jobs.models import JobState
from jobs.runs import run_job
from units.models import Appointment


@pytest.fixture
def filed(batch, sheets):  # noqa: F811
    """Two pages of the first writer, one of the second."""
    first, second, _third = sheets
    return list(send(batch, pdf_of([page_of(first, 2), page_of(second, 1), page_of(first, 1)])).pages.order_by("number"))


def bound(duty, form, by):  # noqa: F811
    return run_job(request_binding(duty=duty, form=form, by=by, at=NOW).pk)


def test_a_page_goes_into_the_pdf_as_it_lies_on_the_disk(filed, tmp_path, cast):
    turn_page(page=filed[0], degrees=90, by=cast.officer, at=NOW)
    filed[0].refresh_from_db()
    assert write_pages(tmp_path / "a.pdf", filed[:2]) == 2
    pdf = pdfium.PdfDocument(tmp_path / "a.pdf")
    assert [page.get_rotation() for page in pdf] == [90, 0]
    # No words are drawn, so the file asks for no font.
    assert fonts_of((tmp_path / "a.pdf").read_bytes()) == {}
    [image] = pdf[1].get_objects()
    image.extract(tmp_path / "image")
    assert next(tmp_path.glob("image.*")).read_bytes() == picture_path(filed[1]).read_bytes()


def test_a_zip_has_a_file_for_each_writer_by_his_name(filed, duty, cast):  # noqa: F811
    job = bound(duty, EACH, cast.secretary_a)
    assert (job.state, job.result) == (JobState.DONE, {"essays": 2})
    path = result_of(job.pk)
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
    first, second = filed[0].member, filed[1].member
    assert sorted(names) == sorted(f"Bài thu hoạch {one.full_name}.pdf" for one in (first, second))
    assert name_of_result(job, path) == f"Bài thu hoạch {duty.unit.code} {duty.unit.name}.zip"
    assert Entry.objects.filter(action="essays.pages.exported").count() == 1


def test_after_giving_way_to_others_it_goes_on_and_draws_nothing_twice(filed, duty, cast):  # noqa: F811
    job = request_binding(duty=duty, form=EACH, by=cast.officer, at=NOW)
    states = [run_job(job.pk, turn=0).state for _turn in range(3)]
    assert states == [JobState.QUEUED, JobState.QUEUED, JobState.DONE]
    with zipfile.ZipFile(result_of(job.pk)) as packed:
        assert len(packed.namelist()) == 2


def test_one_file_holds_all_in_the_order_of_names(filed, duty, cast, tmp_path):  # noqa: F811
    path = result_of(bound(duty, ONE_FILE, cast.officer).pk)
    pdf = pdfium.PdfDocument(path)
    assert len(pdf) == 3
    # First writer's page 1 was the third of the pile.
    [image] = pdf[0].get_objects()
    image.extract(tmp_path / "image")
    assert next(tmp_path.glob("image.*")).read_bytes() == picture_path(filed[2]).read_bytes()


def test_namesakes_are_told_apart_by_their_cards(filed, duty, cast):  # noqa: F811
    first, second = filed[0].member, filed[1].member
    type(second).objects.filter(pk=second.pk).update(full_name=first.full_name, sort_key=first.sort_key)
    with zipfile.ZipFile(result_of(bound(duty, EACH, cast.officer).pk)) as packed:
        assert len(set(packed.namelist())) == 2


def test_what_was_sent_back_is_not_in_it_and_who_lost_the_right_gets_nothing(filed, duty, cast):  # noqa: F811
    send_back_page(page=filed[1], by=cast.officer, at=NOW)
    assert bound(duty, EACH, cast.officer).result == {"essays": 1}
    job = request_binding(duty=duty, form=EACH, by=cast.secretary_b, at=NOW)
    assert run_job(job.pk).state == JobState.FAILED
    job = request_binding(duty=duty, form=ONE_FILE, by=cast.secretary_a, at=NOW)
    Appointment.objects.filter(user=cast.secretary_a).update(valid_to="2016-01-01")
    assert run_job(job.pk).error == "essays.binding_not_permitted"


def test_the_page_asks_how_and_leads_to_the_file(filed, duty, cast, client):  # noqa: F811
    client.force_login(cast.secretary_a)
    page = client.get(reverse("essays:bind", args=[duty.pk]))
    answer = client.post(
        reverse("essays:bind", args=[duty.pk]), {"form": EACH, "form_key": page.context["form"]["form_key"].value()}
    )
    job = run_job(int(answer.url.rstrip("/").rsplit("/", 1)[1]))
    assert client.get(reverse("essays:bound_file", args=[job.pk]))["Content-Type"] in ("application/zip", "application/pdf")
    ScanPage.objects.update(picture="")
    assert "Chưa có bài nào" in client.get(reverse("essays:bind", args=[duty.pk])).content.decode()


def test_a_file_says_whose_it_is_and_leads_to_each_writer(filed, duty, cast, tmp_path):  # noqa: F811
    assert write_pages(tmp_path / "a.pdf", [filed[0]], title="Bài thu hoạch Nguyễn Thị Ước") == 1
    pdf = pdfium.PdfDocument(tmp_path / "a.pdf")
    assert pdf.get_metadata_value("Title") == "Bài thu hoạch Nguyễn Thị Ước" and not list(pdf.get_toc())
    pdf = pdfium.PdfDocument(result_of(bound(duty, ONE_FILE, cast.officer).pk))
    assert [one.get_title() for one in pdf.get_toc()] == [filed[0].member.full_name, filed[1].member.full_name]
    assert duty.unit.name in pdf.get_metadata_value("Title")


def test_a_damaged_picture_is_left_out(filed, tmp_path):
    picture_path(filed[0]).write_bytes(b"no picture")
    assert write_pages(tmp_path / "a.pdf", filed) == 2
    assert write_pages(tmp_path / "b.pdf", filed[:1]) == 0 and not (tmp_path / "b.pdf").exists()
