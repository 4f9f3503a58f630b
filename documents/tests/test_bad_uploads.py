"""Bad files through a real form and its job: told in words, kept or not as they should be, and the portal takes the next good one."""
import hashlib
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from documents.models import PaperCopy
from documents.tests.test_copies import checked, officer, page, paper  # noqa: F401 (fixtures)
from files.models import StoredFile
from files.storage import original_path
from files.tests.bad_files import BAD, good
from files.verdicts import words_of

_AT_THE_DOOR = ("a page of the web named and said to be a photo", "a photo as a PDF", "a script behind a photo's name", "nothing", "a drawing of the web")
_LATER = ("one colour, twelve thousand a side", "a photo cut at 5 of 11", "locked", "a stream packed four times")


def sent(*uploads, **data):
    return {"form_key": str(uuid.uuid4()), "uploads_1": "on", "uploads_0": list(uploads), **data}


def upload(name):
    return SimpleUploadedFile(BAD[name].name, BAD[name].make(), content_type=BAD[name].said)


def test_what_is_bad_is_told_and_the_next_good_one_is_taken(officer, paper, paper_folder):  # noqa: F811
    url = reverse("documents:attach_signed", args=[paper.pk])
    for name in _AT_THE_DOOR:
        answer = officer.post(url, sent(upload(name)))
        assert answer.status_code == 200 and words_of(BAD[name].verdict) in str(answer.context["form"].errors["uploads"]), name
    assert not StoredFile.objects.exists() and list((paper_folder / "originals").rglob("*")) == []

    for name in _LATER:
        assert officer.post(url, sent(upload(name))).status_code == 302, name
    assert officer.post(url, sent(SimpleUploadedFile("good.jpg", good("jpg")))).status_code == 302
    checked()
    reasons = dict(StoredFile.objects.order_by("pk").values_list("pk", "reason"))
    assert list(reasons.values()) == [*(BAD[name].verdict for name in _LATER), ""]
    shown = page(officer, paper)
    assert [name for name in _LATER if words_of(BAD[name].verdict) not in shown] == []
    for file in StoredFile.objects.filter(verdict="refused"):
        # In quarantine: kept for thirty days, and shown to nobody.
        assert hashlib.sha256(original_path(file.sha256).read_bytes()).hexdigest() == file.sha256 and file.original_kept
        assert officer.get(reverse("files:page", args=[file.pk, 1])).status_code == 404


@pytest.mark.parametrize("order", ["file first", "file last"])
def test_a_form_that_breaks_off_on_the_way_is_told_or_its_file_refused(officer, paper, order):  # noqa: F811
    """Cut at ten places: a half file is never taken for a whole one."""
    url, fields = reverse("documents:attach_signed", args=[paper.pk]), sent(SimpleUploadedFile("a.jpg", good("jpg")))
    if order == "file last":
        fields = dict(sorted(fields.items(), key=lambda item: item[0] == "uploads_0"))
    else:
        fields = dict(sorted(fields.items(), key=lambda item: item[0] != "uploads_0"))
    body = encode_multipart(BOUNDARY, fields)
    statuses = {officer.generic("POST", url, body[: len(body) * share // 11], content_type=MULTIPART_CONTENT).status_code for share in range(11)}
    assert statuses <= {200, 302, 400}
    checked()
    assert set(StoredFile.objects.values_list("reason", flat=True)) <= {"broken"}

    assert officer.generic("POST", url, body, content_type=MULTIPART_CONTENT).status_code == 302
    checked()
    assert StoredFile.objects.get(verdict="clean").page_count == 1


@pytest.mark.parametrize("body", [
    b"", b"--", b"\0" * 2_000, b"--x\r\nContent-Disposition: form-data; name=\"uploads_0\"; filename=\"a.jpg\"\r\n\r\n",
    b"--x\r\n" + b"A: b\r\n" * 3_000, b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%\r\n--x--",
])
def test_a_body_that_is_no_form_is_answered(officer, paper, body):  # noqa: F811
    answer = officer.generic("POST", reverse("documents:attach_signed", args=[paper.pk]), body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code in (200, 400) and not PaperCopy.objects.exists()
