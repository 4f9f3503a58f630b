"""Bad uploads: what is refused at the door and what after decoding, each with its reason."""
import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from files.kinds import MAX_SIZE
from files.models import StoredFile
from files.services.intake import check_upload, safe_name
from files.storage import original_path
from files.tests import corpus

GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"


@pytest.mark.asvs("5.2.1", "5.2.2", "2.2.2")
@pytest.mark.parametrize(
    "name, content, code",
    [
        ("photo.jpg", b"", "empty"),
        ("photo.jpg", corpus.jpeg() + b"\0" * MAX_SIZE, "too_large"),
        ("photo", corpus.jpeg(), "kind_unknown"),
        ("photo.", corpus.jpeg(), "kind_unknown"),
        ("jpg", corpus.jpeg(), "kind_unknown"),
        ("photo.gif", GIF, "kind_unknown"),
        ("paper.pdf.exe", b"MZ\x90\x00", "kind_unknown"),
        ("paper.docx", b"PK\x03\x04", "kind_unknown"),
        ("picture.svg", b"<svg onload='alert(1)'/>", "kind_unknown"),
        ("page.html", b"<script>alert(1)</script>", "kind_unknown"),
        ("photo.jpg", b"<html><script>alert(1)</script>", "content_unknown"),
        ("photo.jpg", GIF, "content_unknown"),
        ("photo.jpg", b"\xff\xd8", "content_unknown"),
        ("paper.pdf", b"MZ\x90\x00" + corpus.pdf(), "content_unknown"),
        ("paper.pdf", b"PK\x03\x04", "content_unknown"),
        ("photo.heic", b"\0\0\0\x18ftypqt  \0\0\0\0", "content_unknown"),
        ("photo.png", corpus.jpeg(), "content_differs"),
        ("photo.jpg", corpus.pdf(), "content_differs"),
        ("paper.pdf", corpus.png(), "content_differs"),
    ],
)
def test_refused_at_the_door(name, content, code):
    with pytest.raises(ValidationError) as caught:
        check_upload(SimpleUploadedFile(name, content))

    assert [error.code for error in caught.value.error_dict["upload"]] == [code]


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
        ("cut.png", corpus.png()[:-30], "broken"),
        ("head.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 500, "broken"),
        ("sum.png", corpus.png_with_a_wrong_sum(), "broken"),
        ("comment.png", corpus.png_with_text_bomb(), "broken"),
        ("head.webp", b"RIFF\x40\0\0\0WEBPVP8 " + b"\xff" * 60, "broken"),
        ("cut.heic", corpus.saved(corpus.picture(), "HEIF")[:200], "broken"),
        ("promise.png", corpus.png_declaring(30_000, 30_000), "too_many_pixels"),
        ("bomb.png", corpus.png_bomb(12_000), "too_many_pixels"),
        ("moving.webp", corpus.animated("WEBP"), "animated"),
        ("moving.png", corpus.animated("PNG"), "animated"),
        ("text.pdf", b"%PDF-1.7 and nothing more", "broken"),
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
        ("photo.JPG", corpus.jpeg()),
        ("photo.png", corpus.saved(corpus.picture().convert("RGBA"), "PNG")),
        ("photo.png", corpus.saved(corpus.picture().convert("P"), "PNG")),
        ("photo.png", corpus.saved(corpus.picture(mode="L", colour=90), "PNG")),
        ("photo.png", corpus.saved(corpus.picture(mode="I;16", colour=900), "PNG")),
        ("photo.jpeg", corpus.saved(corpus.picture().convert("CMYK"), "JPEG")),
        ("photo.webp", corpus.saved(corpus.picture(), "WEBP")),
        ("photo.heic", corpus.saved(corpus.picture(), "HEIF")),
        ("both.jpg", corpus.polyglot()),
        ("script.pdf", corpus.pdf_with_script()),
        ("huge.pdf", corpus.pdf(width=14_400, height=14_400)),
        ("tiny.pdf", corpus.pdf(width=3, height=3)),
    ],
)
def test_taken_as_pictures(send, name, content):
    file = send(name, content)

    assert (file.verdict, file.reason, file.page_count) == ("clean", "", 1)
    assert file.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.asvs("5.2.1", "15.2.2")
def test_a_file_that_works_for_ever_is_stopped(send):
    file = send("loops.pdf", corpus.pdf_of_loops())

    assert file.verdict == "refused" and file.reason == "too_heavy"


@pytest.mark.asvs("5.3.2", "5.4.1", "5.4.2")
@pytest.mark.parametrize(
    "sent, kept",
    [
        ("../../etc/passwd.jpg", "passwd.jpg"),
        ("C:\\Users\\me\\ảnh lớp.jpg", "ảnh lớp.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "a Set-Cookie: x.jpg"),
        ("a\u202egpj.exe.jpg", "a gpj.exe.jpg"),
        ("x" * 300 + ".pdf", "x" * 190 + ".pdf"),
    ],
)
def test_names_are_kept_without_tricks(sent, kept):
    assert safe_name(sent) == kept
