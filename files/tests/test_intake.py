"""Bad uploads through intake and job: what is kept of them. The table of all is in test_corpus.py."""
import hashlib

import pytest
from django.core.exceptions import ValidationError

from files.models import StoredFile
from files.storage import original_path
from files.tests import corpus

GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


def test_nothing_is_kept_of_what_is_refused_at_the_door(send, media):
    with pytest.raises(ValidationError):
        send("photo.jpg", GIF)

    assert list(media.rglob("*")) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.asvs("5.2.2")
@pytest.mark.parametrize(
    "name, content, reason",
    [
        ("cut.jpg", corpus.noisy_jpeg()[:20_000], "broken"),
        ("bomb.png", corpus.png_bomb(12_000), "too_many_pixels"),
        ("moving.webp", corpus.animated("WEBP"), "animated"),
        ("locked.pdf", corpus.pdf_locked(), "pdf_locked"),
        ("many.pdf", corpus.pdf(pages=301, width=20, height=20), "too_many_pages"),
    ],
)
def test_refused_after_decoding(send, media, name, content, reason):
    file = send(name, content)

    assert (file.verdict, file.reason, file.page_count) == ("refused", reason, 0)
    assert file.reason_words != ""
    assert original_path(file.sha256).read_bytes() == content
    assert list((media / "pages").rglob("*.jpg")) == []


@pytest.mark.parametrize(
    "name, content",
    [
        ("photo.heic", corpus.saved(corpus.picture(), "HEIF")),
        ("both.jpg", corpus.polyglot()),
        ("script.pdf", corpus.pdf_with_script()),
    ],
)
def test_taken_as_pictures(send, name, content):
    file = send(name, content)

    assert (file.verdict, file.reason, file.page_count) == ("clean", "", 1)
    assert file.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.full
@pytest.mark.asvs("5.2.1", "15.2.2")
def test_a_file_that_works_for_ever_is_stopped(send):
    file = send("loops.pdf", corpus.pdf_of_loops())

    assert file.verdict == "refused" and file.reason == "too_heavy"
