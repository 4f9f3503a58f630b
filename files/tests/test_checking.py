import datetime

import pytest
from PIL import Image

from audit.models import Entry
from files.models import StoredFile
from files.services.verdict import settle_verdict
from files.storage import original_path, page_path, thumb_path
from files.tests import corpus
from jobs.models import Job, JobState
from jobs.runs import run_now
from jobs.tests.over import drop_over
from lib.clock import now


def test_a_photo_is_turned_upright_and_loses_its_metadata(send):
    file = send("photo.jpg", corpus.photo_of_a_telephone())

    page = page_path(file.sha256, 1)
    with Image.open(page) as image:
        assert image.size == (48, 64)
        assert dict(image.getexif()) == {}
        assert "comment" not in image.info
    assert b"CANARY" in original_path(file.sha256).read_bytes()
    assert b"CANARY" not in page.read_bytes()


@pytest.mark.asvs("5.2.2")
def test_what_hides_in_a_file_does_not_reach_its_pages(send):
    for name, content in [("both.jpg", corpus.polyglot()), ("script.pdf", corpus.pdf_with_script())]:
        file = send(name, content)
        written = [page_path(file.sha256, 1).read_bytes(), thumb_path(file.sha256).read_bytes()]
        assert [(b"CANARY" in page, b"PK" in page, b"JavaScript" in page) for page in written] == [(False,) * 3] * 2


def test_the_pages_of_a_pdf_are_drawn_in_slices(send):
    file = send("plan.pdf", corpus.pdf(pages=23))

    assert (file.verdict, file.page_count) == ("clean", 23)
    assert [page_path(file.sha256, n).exists() for n in (1, 20, 21, 23, 24)] == [True, True, True, True, False]
    job = Job.objects.get(key=f"file:{file.pk}")
    assert (job.done, job.total, job.mark) == (23, 23, 23)


def test_a_page_of_a4_is_large_enough_to_be_read(send):
    file = send("plan.pdf", corpus.pdf())

    with Image.open(page_path(file.sha256, 1)) as image:
        assert image.size == (1240, 1755)


def test_a_large_photo_is_made_smaller(send):
    file = send("photo.jpg", corpus.jpeg(size=(4000, 3000)))

    with Image.open(page_path(file.sha256, 1)) as page, Image.open(thumb_path(file.sha256)) as thumb:
        assert (page.size, thumb.size) == ((3200, 2400), (360, 270))


def test_the_check_done_again_changes_nothing(send):
    file = send("photo.jpg", corpus.jpeg())
    page = page_path(file.sha256, 1).read_bytes()
    Job.objects.update(state=JobState.QUEUED, mark=None)

    run_now(Job.objects.get())

    assert page_path(file.sha256, 1).read_bytes() == page
    assert list(Entry.objects.of_object(file).values_list("action", flat=True)) == [
        "files.file.cleared", "files.file.taken_in",
    ]


def test_a_verdict_once_given_stays(send):
    file = send("photo.jpg", corpus.jpeg())

    assert settle_verdict(file=file, reason="broken").verdict == "clean"


def test_the_same_file_twice_is_kept_once(send, media):
    first, second = send("a.jpg", corpus.jpeg()), send("b.jpg", corpus.jpeg())

    assert first.pk != second.pk and first.sha256 == second.sha256
    assert len([path for path in (media / "originals").rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize("days, kept", [(29, True), (31, False)])
def test_a_refused_original_is_kept_thirty_days(send, days, kept):
    file = send("cut.png", corpus.png()[:-30])

    drop_over("files.refused", at=file.uploaded_at + datetime.timedelta(days=days))

    assert original_path(file.sha256).exists() is kept
    assert StoredFile.objects.get(pk=file.pk).original_kept is kept


def test_good_originals_stay_for_good(send):
    file = send("photo.jpg", corpus.jpeg())

    drop_over("files.refused", at=file.uploaded_at + datetime.timedelta(days=400))

    assert original_path(file.sha256).exists()


@pytest.mark.django_db
def test_what_a_killed_process_left_aside_goes_after_a_day(media):
    for folder in ("pages/.new-x", "originals"):
        (media / folder).mkdir(parents=True)
    (media / "pages/.new-x/0001.jpg").write_bytes(b"half")
    (media / "originals/.new-y").write_bytes(b"half")

    drop_over("files.asides", at=now())
    assert (media / "originals/.new-y").exists()
    drop_over("files.asides", at=now() + datetime.timedelta(hours=25))

    assert [path for path in media.rglob(".new-*")] == []
