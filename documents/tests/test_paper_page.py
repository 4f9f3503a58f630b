"""The page of one issued paper: what it is, how it stands, its file."""
import pytest
from django.urls import reverse

from documents.models import Document
from documents.storage import path_of
from documents.tests.sample import sample_payload
from documents.tests.test_issue import issue


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def page(client, paper):
    answer = client.get(reverse("documents:show", args=[paper.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_says_what_the_paper_is_and_that_its_file_is_intact(officer, office, cast):
    paper = issue(office, cast.officer)

    text = page(officer, paper)
    for words in (
        "07-BC/BTGHU", "Tiến độ học tập", "12/01/2018", "Nguyễn Văn A", cast.officer.full_name, paper.sha256, "Văn bản đang có hiệu lực",
        "còn nguyên", reverse("documents:file", args=[paper.pk]), reverse("documents:docx", args=[paper.pk]), "Ban hành văn bản 07-BC/BTGHU",
    ):
        assert words in text, words


def test_both_papers_name_the_other(officer, office, cast):
    old = issue(office, cast.officer)
    new = issue(office, cast.officer, number=8, supersedes=old)

    assert f'<a href="{reverse("documents:show", args=[new.pk])}">08-BC/BTGHU</a>' in page(officer, old)
    assert "Văn bản đã được thay thế" in page(officer, old)
    assert f'<a href="{reverse("documents:show", args=[old.pk])}">07-BC/BTGHU</a>' in page(officer, new)


@pytest.mark.parametrize("spoil", ["changed", "missing"])
def test_a_damaged_file_is_said_and_not_offered(officer, office, cast, spoil):
    paper = issue(office, cast.officer)
    path_of(paper.sha256).write_bytes(b"another") if spoil == "changed" else path_of(paper.sha256).unlink()

    text = page(officer, paper)
    file = reverse("documents:file", args=[paper.pk])
    assert "hư hỏng" in text and file not in text
    assert officer.get(file).url == reverse("documents:show", args=[paper.pk])


def test_the_workbook_is_offered_where_there_are_appendices(officer, office, cast):
    paper = issue(office, cast.officer)
    tabled = issue(office, cast.officer, number=8, payload=sample_payload(number=None, issued_on=None, copy_to_sign=True))

    assert reverse("documents:xlsx", args=[paper.pk]) not in page(officer, paper)
    assert reverse("documents:xlsx", args=[tabled.pk]) in page(officer, tabled)


def test_the_list_leads_to_it(officer, office, cast):
    paper = issue(office, cast.officer)
    text = officer.get(reverse("documents:list")).content.decode()

    assert reverse("documents:show", args=[paper.pk]) in text
    assert Document.objects.get().state == "issued"
