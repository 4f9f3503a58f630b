"""Word files: looked into before anybody gets them, handed out as they were sent, never shown."""
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from files import kinds
from files.forms import WordField
from files.services.intake import check_upload
from files.storage import original_path
from files.tests import corpus, word_corpus
from files.verdicts import REASONS
from files.word_package import refusal_of

WORD = (kinds.DOCX,)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize("name", word_corpus.GOOD)
def test_what_offices_write_is_taken(tmp_path, name):
    source = tmp_path / "a.docx"
    source.write_bytes(word_corpus.GOOD[name])

    assert refusal_of(source) == ""


@pytest.mark.asvs("1.5.1", "5.2.3")
@pytest.mark.parametrize("name", word_corpus.BAD)
def test_what_runs_fetches_or_bursts_is_refused(tmp_path, name):
    code, content = word_corpus.BAD[name]
    source = tmp_path / "a.docx"
    source.write_bytes(content)

    assert (refusal_of(source), code in REASONS) == (code, True)


def test_through_the_job_it_is_handed_out_as_it_was_sent(send, client, cast):
    content = word_corpus.word()
    file = send("Báo cáo đã sửa.docx", content, kinds=WORD)
    assert (file.verdict, file.page_count, file.media_type) == ("clean", 0, MEDIA_TYPE)

    client.force_login(cast.secretary_a)
    answer = client.get(reverse("files:download", args=[file.pk]))
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"] == MEDIA_TYPE
    assert answer["Content-Disposition"].startswith("attachment;") and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    page = client.get(reverse("files:show", args=[file.pk])).content.decode()
    assert reverse("files:download", args=[file.pk]) in page and "<img" not in page.split("<main")[1].split("</main")[0]
    assert client.get(reverse("files:thumb", args=[file.pk])).status_code == 404


def test_a_refused_one_and_a_photo_are_not_handed_out(send, client, cast):
    refused = send("a.docx", word_corpus.BAD["a macro project"][1], kinds=WORD)
    photo = send("a.jpg", corpus.jpeg())
    waiting = send("b.docx", word_corpus.word("b"), kinds=WORD, check=False)
    assert (refused.verdict, refused.reason) == ("refused", "word_macros")

    client.force_login(cast.secretary_a)
    assert [client.get(reverse("files:download", args=[file.pk])).status_code for file in (refused, photo, waiting)] == [404] * 3
    assert "macro" in client.get(reverse("files:fragment", args=[refused.pk])).content.decode()
    assert original_path(refused.sha256).exists()


def test_it_is_read_by_whom_the_file_names(send, client, cast):
    file = send("a.docx", word_corpus.word(), kinds=WORD)
    client.force_login(cast.stranger)

    assert client.get(reverse("files:download", args=[file.pk])).status_code == 404


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.doc", OLD, "word_old"), ("a.docx", OLD, "word_locked"), ("a.docm", b"PK\x03\x04", "word_macros"),
    ("a.docx", b"%PDF-1.7", "word_not"), ("a.pdf", b"%PDF-1.7", "word_not"), ("a.docx", b"plain", "word_not"),
    ("a.odt", b"PK\x03\x04", "word_not"), ("a.docx", b"", "empty"),
])
def test_at_the_door_one_is_told_what_to_do(name, content, code):
    with pytest.raises(ValidationError) as error:
        check_upload(SimpleUploadedFile(name, content), WORD)
    assert error.value.error_dict["upload"][0].code == code


def test_where_photos_are_asked_for_a_word_file_is_not_taken():
    with pytest.raises(ValidationError) as error:
        check_upload(SimpleUploadedFile("a.docx", word_corpus.word()))
    assert error.value.error_dict["upload"][0].code == "kind_unknown"


def test_the_field_offers_word_files_alone():
    assert ".docx" in str(WordField().widget.render("upload", None)) and ".jpg" not in str(WordField().widget.render("upload", None))
