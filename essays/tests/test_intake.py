"""Sending scans: the form without scripts, and the pieces a script sends."""
import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.filing.storage import append, received
from essays.models import ScanBatch, ScanFile, ScanPage, Went
from essays.tests.scans import pdf_of
from essays.tests.test_filing import TODAY, duty, page_of, sheets  # noqa: F401 (fixtures)
from jobs.models import Job, JobState
from jobs.runs import run_job
from jobs.tests.over import drop_over
from lib import clock


@pytest.fixture(autouse=True)
def _here(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.CLOCK_SHIFT_SECONDS = (NOW - clock.timezone.now()).total_seconds()


@pytest.fixture
def secretary(client, cast):
    client.force_login(cast.secretary_a)
    return client


@pytest.fixture
def send_url(duty):  # noqa: F811
    return reverse("essays:scan_send", args=[duty.pk])


def fill(client, url, *uploads, tick=True, **data):
    form = client.get(url).context["form"]
    sent = {"form_key": form["form_key"].value(), "on": f"{TODAY}", "scans_0": list(uploads), **data}
    return client.post(url, {**sent, "scans_1": "on"} if tick else sent, follow=True)


def upload(name, content):
    return SimpleUploadedFile(name, content)


def read_all():
    for job in Job.objects.filter(kind="essays.read_scan", state=JobState.QUEUED):
        run_job(job.pk)


def text_of(answer):
    return " ".join(answer.content.decode().split())


# The form


def test_files_that_are_fine_are_taken_and_the_others_are_named(secretary, send_url, sheets):  # noqa: F811
    answer = fill(
        secretary, send_url, upload("một.jpg", page_of(sheets[0], 1)), upload("bảng.docx", b"x"), upload("rỗng.pdf", b""),
        upload("hai.pdf", pdf_of([page_of(sheets[1], 1)])),
    )
    found = ScanBatch.objects.get()
    assert answer.redirect_chain == [(reverse("essays:batch", args=[found.pk]), 302)]
    assert sorted(file.name for file in found.files.all()) == ["hai.pdf", "một.jpg"]
    words = text_of(answer)
    assert "bảng.docx: Không nhận loại tệp này." in words and "rỗng.pdf: Tệp không có nội dung" in words
    read_all()
    assert set(ScanPage.objects.values_list("went", flat=True)) == {Went.FILED}
    assert "2 trang: 2 đã xếp" in text_of(secretary.get(reverse("essays:batch", args=[found.pk])))


@pytest.mark.parametrize(("uploads", "data", "field"), [
    ([], {}, "scans"),
    ([upload("a.docx", b"x")], {}, "scans"),
    ([upload("a.jpg", b"x")], {"tick": False}, "scans"),
    ([upload("a.jpg", b"x")], {"on": "2030-01-01"}, "on"),
])
def test_where_nothing_can_be_taken_nothing_is_opened(secretary, send_url, uploads, data, field):
    answer = fill(secretary, send_url, *uploads, **data)
    assert field in answer.context["form"].errors
    assert not ScanBatch.objects.exists()


def test_what_a_browser_does_not_give_back_is_named(secretary, send_url):
    answer = fill(secretary, send_url, upload("a.jpg", b"x"), on="99/99")
    assert "a.jpg" in str(answer.context["form"].errors["scans"])


def test_a_form_sent_twice_is_one_batch(secretary, send_url, sheets):  # noqa: F811
    key, content = str(uuid.uuid4()), page_of(sheets[0], 1)
    for _time in range(2):
        answer = fill(secretary, send_url, upload("a.jpg", content), form_key=key)
        assert answer.status_code == 200
    assert ScanFile.objects.count() == 1


def test_more_is_added_by_the_sender_and_by_nobody_else(secretary, cast, send_url, sheets):  # noqa: F811
    fill(secretary, send_url, upload("a.jpg", page_of(sheets[0], 1)))
    url = reverse("essays:batch_add", args=[ScanBatch.objects.get().pk])
    fill(secretary, url, upload("b.jpg", page_of(sheets[0], 2)))
    assert ScanBatch.objects.get().files.count() == 2
    secretary.force_login(cast.base_officer)
    assert secretary.get(url).status_code == 404


def test_the_officer_sends_a_pile_of_all_units(client, cast, campaign, sheets):  # noqa: F811
    client.force_login(cast.officer)
    fill(client, reverse("essays:campaign_scan_send", args=[campaign.pk]), upload("a.jpg", page_of(sheets[0], 1)))
    read_all()
    page = ScanPage.objects.get()
    assert (page.went, page.file.batch.unit, page.unit) == (Went.FILED, campaign.unit, sheets[0].unit)


# In pieces


@pytest.fixture
def opened(secretary, duty):  # noqa: F811
    sent = {"form_key": str(uuid.uuid4()), "on": f"{TODAY:%d/%m/%Y}", "not_secret": "on"}
    return secretary.post(reverse("essays:scan_open", args=[duty.pk]), sent).json()


def begin(client, opened, content, name="a.jpg", key="k"):
    answer = client.post(opened["begin"], {"name": name, "size": len(content), "key": key})
    return answer.status_code, answer.json()


def send_piece(client, url, offset, piece):
    answer = client.post(f"{url}?offset={offset}", piece, content_type="application/octet-stream")
    return answer.status_code, answer.json()


def test_a_file_cut_off_goes_on_where_it_stopped(secretary, opened, sheets):  # noqa: F811
    content = page_of(sheets[0], 1)
    _status, begun = begin(secretary, opened, content)
    assert begun["received"] == 0 and begun["coming"]
    assert send_piece(secretary, begun["piece"], 0, content[:1000])[1]["received"] == 1000
    # After the cut: the same file chosen again.
    _status, again = begin(secretary, opened, content)
    assert again == {**begun, "received": 1000}
    status, said = send_piece(secretary, again["piece"], 0, content[:1000])
    assert (status, said["received"]) == (409, 1000)
    assert send_piece(secretary, again["piece"], 1000, content[1000:])[1]["coming"] is False
    read_all()
    assert ScanPage.objects.get().went == Went.FILED
    assert begin(secretary, opened, content)[1]["coming"] is False and ScanFile.objects.count() == 1


def test_a_piece_lost_after_the_last_byte_is_made_good_by_an_empty_one(secretary, opened, sheets):  # noqa: F811
    content = page_of(sheets[0], 1)
    _status, begun = begin(secretary, opened, content)
    append(ScanFile.objects.get().pk, [content])
    assert begin(secretary, opened, content)[1]["received"] == len(content)
    assert send_piece(secretary, begun["piece"], len(content), b"")[1]["coming"] is False


@pytest.mark.parametrize(("name", "size"), [("a.docx", 5), ("a.pdf", 0), ("a.pdf", 501 * 1024 * 1024), ("", 5), ("a.pdf", "x")])
def test_what_cannot_be_a_scan_is_told_before_it_is_sent(secretary, opened, name, size):
    answer = secretary.post(opened["begin"], {"name": name, "size": size, "key": "k"})
    assert answer.status_code == 422 and answer.json()["error"]
    assert not ScanFile.objects.exists()


@pytest.mark.parametrize("url", ["?offset=-1", "?offset=x"])
def test_a_piece_without_a_place_is_not_taken(secretary, opened, url):
    begun = begin(secretary, opened, b"12345")[1]
    assert secretary.post(begun["piece"] + url, b"1", content_type="application/octet-stream").status_code == 400


def test_a_piece_has_a_largest_size(secretary, opened):
    begun = begin(secretary, opened, b"1" * 10)[1]
    assert send_piece(secretary, begun["piece"], 0, b"1" * (4 * 1024 * 1024 + 1))[0] == 400
    assert received(ScanFile.objects.get().pk) == 0


def test_a_full_disk_is_said_and_can_be_waited_out(secretary, opened, settings):
    begun = begin(secretary, opened, b"12345")[1]
    (settings.MEDIA_ROOT / "incoming").write_bytes(b"in the way")
    status, answer = send_piece(secretary, begun["piece"], 0, b"12345")
    assert status == 507 and "chưa có chỗ" in answer["error"]
    (settings.MEDIA_ROOT / "incoming").unlink()
    assert send_piece(secretary, begun["piece"], 0, b"12345")[1]["coming"] is False


def test_the_tick_and_the_day_are_asked_for_before_anything_is_sent(secretary, duty):  # noqa: F811
    url = reverse("essays:scan_open", args=[duty.pk])
    key = str(uuid.uuid4())
    assert "Mật" in secretary.post(url, {"form_key": key, "on": f"{TODAY}"}).json()["error"]
    answer = secretary.post(url, {"form_key": key, "on": "2030-01-01", "not_secret": "on"})
    assert answer.status_code == 422 and not ScanBatch.objects.exists()
    one = secretary.post(url, {"form_key": key, "on": f"{TODAY}", "not_secret": "on"}).json()
    assert secretary.post(url, {"form_key": key, "on": f"{TODAY}", "not_secret": "on"}).json() == one


def test_what_was_given_up_is_begun_anew(secretary, opened, settings):
    begin(secretary, opened, b"12345")
    ScanFile.objects.update(sent_at=NOW - datetime.timedelta(days=8))
    drop_over("essays.unsent", at=NOW)
    assert "một tuần" in text_of(secretary.get(opened["batch"]))
    assert begin(secretary, opened, b"12345")[1] | {"piece": ""} == {"piece": "", "received": 0, "coming": True, "refused": ""}
