import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from files.storage import original_path
from files.tests import corpus

POLICY = "default-src 'none'; sandbox"


@pytest.fixture
def as_user(cast):
    def as_user(name):
        client = Client()
        client.force_login(getattr(cast, name))
        return client

    return as_user


@pytest.fixture
def photo(send):
    return send('ảnh "lớp" 1.jpg', corpus.photo_of_a_telephone())


def paths_of(file):
    return [
        reverse("files:show", args=[file.pk]), reverse("files:fragment", args=[file.pk]),
        reverse("files:page", args=[file.pk, 1]), reverse("files:thumb", args=[file.pk]),
    ]


@pytest.mark.parametrize("name, status", [
    ("secretary_a", 200), ("base_officer", 200), ("officer", 200), ("leader", 200), ("inspector", 200),
    ("secretary_b", 404), ("secretary_z", 404), ("stranger", 404), ("stranger_secretary", 404), ("unitless", 404),
])
def test_a_file_is_seen_in_its_unit_and_above(as_user, photo, name, status):
    assert [as_user(name).get(path).status_code for path in paths_of(photo)] == [status] * 4


def test_nobody_reads_without_signing_in(client, photo):
    assert [client.get(path).status_code for path in paths_of(photo)] == [302] * 4


def test_the_permission_is_the_files_own(as_user, send):
    file = send("names.jpg", corpus.jpeg(), read_permission="names.view")

    answers = {name: as_user(name).get(paths_of(file)[0]).status_code for name in ("secretary_a", "base_officer", "officer")}

    assert answers == {"secretary_a": 200, "base_officer": 200, "officer": 404}


def test_what_a_committee_issues_is_seen_below_and_by_no_stranger(as_user, send, tree, cast):
    shared = send(
        "nq.pdf", corpus.pdf(), unit=tree.committee, read_permission="campaigns.view", seen_from_below=True, by=cast.officer
    )
    own = send("draft.pdf", corpus.pdf(), unit=tree.committee, read_permission="campaigns.view", by=cast.officer)

    answers = [[as_user(name).get(paths_of(file)[2]).status_code for file in (shared, own)]
               for name in ("secretary_a", "officer", "stranger_secretary")]

    assert answers == [[200, 404], [200, 200], [404, 404]]


@pytest.mark.asvs("3.2.1", "5.3.1")
def test_a_page_is_a_picture_that_can_do_nothing(as_user, photo):
    answer = as_user("secretary_a").get(reverse("files:page", args=[photo.pk, 1]))

    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''%E1%BA%A3nh")


def test_no_page_of_what_waits_or_is_refused(as_user, send):
    waiting, refused = send("a.jpg", corpus.jpeg(), check=False), send("cut.png", corpus.png()[:-30])

    client = as_user("secretary_a")
    for file in (waiting, refused):
        assert [client.get(path).status_code for path in paths_of(file)] == [200, 200, 404, 404]
    assert client.get(reverse("files:page", args=[refused.pk, 0])).status_code == 404


def test_a_refused_file_tells_why(as_user, send):
    refused = send("cut.png", corpus.png()[:-30])

    assert refused.reason_words in as_user("secretary_a").get(reverse("files:fragment", args=[refused.pk])).content.decode()


@pytest.mark.asvs("3.2.1")
def test_the_original_is_for_officers_as_an_attachment_and_recorded(as_user, photo):
    path = reverse("files:original", args=[photo.pk])
    assert [as_user(name).get(path).status_code for name in ("secretary_a", "inspector", "stranger")] == [403, 403, 404]
    assert not Entry.objects.filter(action="files.file.original_read").exists()

    answer = as_user("officer").get(path)

    assert b"".join(answer.streaming_content) == original_path(photo.sha256).read_bytes()
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert Entry.objects.of_object(photo).filter(action="files.file.original_read").count() == 1
