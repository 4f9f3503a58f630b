"""The signed scan and the edited Word file of an issued number: checked before they are seen, taken off but never lost."""
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.actions import sentence_of
from audit.models import Entry
from documents.docx import render_docx
from documents.models import PaperCopy
from documents.services.copies import attach_edited, attach_signed, remove_copy
from documents.tests.test_issue import AT, issue
from files.storage import original_path
from files.tests import corpus, word_corpus
from jobs.models import Job
from jobs.runs import run_now


@pytest.fixture
def paper(office, cast):
    return issue(office, cast.officer)


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def scan(name="so-07.jpg", content=None):
    return SimpleUploadedFile(name, content or corpus.jpeg())


def word(content, name="so-07.docx"):
    return SimpleUploadedFile(name, content)


def checked():
    """Do the checks that wait."""
    for job in Job.objects.filter(kind="files.check", state="queued"):
        assert run_now(job).state == "done"


def page(client, paper):
    return " ".join(client.get(reverse("documents:show", args=[paper.pk])).content.decode().split())


def send(client, name, paper, **data):
    return client.post(reverse(f"documents:{name}", args=[paper.pk]), {"form_key": str(uuid.uuid4()), **data})


def test_photos_of_the_signed_sheets_are_seen_once_they_were_checked(officer, paper, cast):
    photos = [scan("1.jpg"), scan("2.jpg", corpus.jpeg(size=(80, 60)))]
    answer = send(officer, "attach_signed", paper, uploads_0=photos, uploads_1="on")
    assert answer.url == reverse("documents:show", args=[paper.pk]) + "#copies"

    copies = list(PaperCopy.objects.order_by("pk"))
    assert [(copy.kind, copy.file.name, copy.file.read_permission) for copy in copies] == [("signed", f"{n}.jpg", "reports.view") for n in (1, 2)]
    thumb = reverse("files:thumb", args=[copies[0].file_id])
    assert thumb not in page(officer, paper)
    checked()
    assert thumb in page(officer, paper)
    assert "Đính kèm bản đã ký" in page(officer, paper)
    assert sentence_of(Entry.objects.get(action="documents.copy.signed_attached")) in page(officer, paper)


def test_a_scan_is_read_by_who_may_read_the_paper(paper, cast, client):
    copy, = attach_signed(paper=paper, uploads=[scan()], by=cast.officer, at=AT)
    checked()
    seen = {}
    for who in ("officer", "leader", "inspector", "base_officer", "secretary_a", "stranger"):
        client.force_login(getattr(cast, who))
        seen[who] = client.get(reverse("files:show", args=[copy.file_id])).status_code
    assert seen == {"officer": 200, "leader": 200, "inspector": 200, "base_officer": 404, "secretary_a": 404, "stranger": 404}
    client.force_login(cast.leader)
    text = page(client, paper)
    assert reverse("files:thumb", args=[copy.file_id]) in text
    assert reverse("documents:attach_signed", args=[paper.pk]) not in text and reverse("documents:copy_remove", args=[copy.pk]) not in text


def test_the_same_file_is_attached_once(paper, cast):
    attach_signed(paper=paper, uploads=[scan()], by=cast.officer, at=AT)
    with pytest.raises(ValidationError, match="đã được đính kèm"):
        attach_signed(paper=paper, uploads=[scan("again.jpg")], by=cast.officer, at=AT)
    assert PaperCopy.objects.count() == 1


def test_one_attached_by_mistake_is_taken_off_and_stays_for_the_record(officer, paper, cast):
    copy, = attach_signed(paper=paper, uploads=[scan()], by=cast.officer, at=AT)
    checked()
    assert send(officer, "copy_remove", copy).status_code == 302

    copy.refresh_from_db()
    assert copy.removed_at is not None and original_path(copy.file.sha256).exists()
    assert reverse("files:thumb", args=[copy.file_id]) not in page(officer, paper)
    assert sentence_of(Entry.objects.get(action="documents.copy.removed")) in page(officer, paper)
    assert officer.get(reverse("documents:copy_remove", args=[copy.pk])).status_code == 404
    with pytest.raises(ValidationError):
        remove_copy(copy=copy, by=cast.officer, at=AT)
    # What was taken off may be attached again.
    attach_signed(paper=paper, uploads=[scan()], by=cast.officer, at=AT)


def test_an_edited_word_file_of_the_paper_is_handed_out_without_a_warning(officer, paper):
    content = render_docx({**paper.payload, "place": "Nơi khác"})
    send(officer, "attach_edited", paper, upload_0=word(content), upload_1="on")
    checked()

    copy = PaperCopy.objects.get()
    text = page(officer, paper)
    assert (copy.kind, copy.file.verdict) == ("edited", "clean")
    assert "không ghi số văn bản" not in text and "ghi số khác" not in text
    answer = officer.get(reverse("files:download", args=[copy.file_id]))
    assert b"".join(answer.streaming_content) == content


def test_one_with_another_number_or_none_is_kept_with_a_warning(officer, paper, cast):
    attach_edited(paper=paper, upload=word(render_docx({**paper.payload, "number": 8})), by=cast.officer, at=AT)
    assert "ghi số khác" not in page(officer, paper)        # not opened before the check
    checked()
    assert "08-BC/BTGHU, không phải 07-BC/BTGHU" in page(officer, paper)

    remove_copy(copy=PaperCopy.objects.get(), by=cast.officer, at=AT)
    attach_edited(paper=paper, upload=word(word_corpus.package()), by=cast.officer, at=AT)
    checked()
    assert "không ghi số văn bản" in page(officer, paper)


def test_a_bad_word_file_is_refused_in_words_and_never_handed_out(officer, paper, cast):
    _code, content = word_corpus.BAD["a macro project"]
    copy, = attach_edited(paper=paper, upload=word(content), by=cast.officer, at=AT)
    checked()

    assert "macro" in page(officer, paper)
    assert officer.get(reverse("files:download", args=[copy.file_id])).status_code == 404
    # Saved anew without macros, the same name is taken.
    attach_edited(paper=paper, upload=word(word_corpus.word()), by=cast.officer, at=AT)


@pytest.mark.parametrize(("name", "data"), [
    ("attach_edited", {"upload_0": ("a.pdf", b"%PDF-1.7"), "upload_1": "on"}),
    ("attach_signed", {"uploads_0": ("a.docx", b"PK\x03\x04"), "uploads_1": "on"}),
    ("attach_signed", {"uploads_0": ("a.jpg", None)}),
])
def test_another_kind_and_a_paper_not_said_to_be_open_are_refused_at_once(officer, paper, name, data):
    data = {key: scan(*value) if isinstance(value, tuple) else value for key, value in data.items()}

    answer = send(officer, name, paper, **data)
    assert answer.status_code == 200 and answer.context["form"].errors
    assert not PaperCopy.objects.exists()


def test_papers_of_others_take_no_file(client, cast, paper):
    for who, status in (("leader", 403), ("base_officer", 404), ("stranger", 404), ("secretary_a", 403)):
        client.force_login(getattr(cast, who))
        assert send(client, "attach_signed", paper, uploads_0=[scan()], uploads_1="on").status_code == status, who
    assert not PaperCopy.objects.exists()


def test_the_page_asks_the_same_for_one_scan_and_for_five(officer, paper, cast):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            page(officer, paper)
        return len(asked)

    attach_signed(paper=paper, uploads=[scan()], by=cast.officer, at=AT)
    checked()
    page(officer, paper)
    for_one = queries()
    attach_signed(paper=paper, uploads=[scan(f"{n}.jpg", corpus.jpeg(size=(64, 48 + n))) for n in range(1, 5)], by=cast.officer, at=AT)
    checked()
    assert (queries(), for_one <= 11) == (for_one, True)


def test_each_kind_takes_its_own_files_alone(paper, cast):
    with pytest.raises(ValidationError):
        attach_edited(paper=paper, upload=scan(), by=cast.officer, at=AT)
    with pytest.raises(ValidationError):
        attach_signed(paper=paper, uploads=[word(word_corpus.word())], by=cast.officer, at=AT)
    assert not PaperCopy.objects.exists()
