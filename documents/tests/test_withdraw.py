"""A paper is withdrawn once, with a reason, by whoever issues papers of its unit; its number and file stay."""
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.actions import sentence_of
from audit.models import Entry
from documents.models import Document, LayoutProfile
from documents.profiles import ensure_profiles
from documents.services.withdraw import withdraw_paper
from documents.tests.test_issue import AT, issue, refusal
from lib.tests.at_once import at_once

REASON = "Sai số liệu khối trường học"


@pytest.fixture
def paper(office, cast):
    return issue(office, cast.officer)


def withdraw(paper, cast, **changes):
    return withdraw_paper(**{"paper": paper, "reason": REASON, "by": cast.officer, "at": AT} | changes)


def test_it_keeps_who_when_and_why(paper, cast):
    withdraw(paper, cast, reason=f"  {REASON}\n")

    paper.refresh_from_db()
    assert (paper.withdrawn_at, paper.withdrawn_by, paper.withdrawn_reason) == (AT, cast.officer, REASON)
    assert (paper.state, list(Document.objects.in_force())) == ("paper_withdrawn", [])
    entry = Entry.objects.get(action="documents.document.withdrawn")
    assert sentence_of(entry) == f"Thu hồi văn bản 07-BC/BTGHU. Lý do: {REASON}"


def test_its_number_stays_taken(paper, office, cast):
    withdraw(paper, cast)

    assert "07-BC/BTGHU" in refusal("number", office, cast.officer)[0]


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_not_without_a_reason(paper, cast, reason):
    with pytest.raises(ValidationError) as error:
        withdraw(paper, cast, reason=reason)
    assert "reason" in error.value.message_dict
    assert Document.objects.in_force().exists()


def test_not_a_second_time_and_not_what_is_superseded(paper, office, cast):
    issue(office, cast.officer, number=8, supersedes=paper)
    with pytest.raises(ValidationError, match="08-BC/BTGHU"):
        withdraw(paper, cast)

    last = Document.objects.get(number=8)
    withdraw(last, cast)
    with pytest.raises(ValidationError, match="đã được thu hồi"):
        withdraw(last, cast, reason="lần hai")
    last.refresh_from_db()
    assert last.withdrawn_reason == REASON


def test_a_withdrawn_paper_is_not_superseded(paper, office, cast):
    withdraw(paper, cast)

    with pytest.raises(ValidationError, match="vừa bị thu hồi"):
        issue(office, cast.officer, number=8, supersedes=paper)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_withdraws(office, cast):
    ensure_profiles(LayoutProfile)
    paper = issue(office, cast.officer)

    def run():
        try:
            withdraw(paper, cast)
        except ValidationError:
            return "refused"
        return "withdrawn"

    assert sorted(at_once(run, run)) == ["refused", "withdrawn"]
    assert Entry.objects.filter(action="documents.document.withdrawn").count() == 1


def test_the_form_says_it_is_final_and_every_list_marks_the_paper(client, cast, paper):
    client.force_login(cast.officer)
    url, show = (reverse(f"documents:{name}", args=[paper.pk]) for name in ("withdraw", "show"))
    assert url in client.get(show).content.decode()
    form = client.get(url).content.decode()
    assert "không có cách hủy việc thu hồi" in form and "vẫn tính là đã dùng" in form

    answer = client.post(url, {"form_key": str(uuid.uuid4()), "reason": REASON})
    assert answer.url == show
    page = client.get(show).content.decode()
    assert REASON in page and cast.officer.full_name in page and url not in page
    book = reverse("documents:book", args=[paper.unit_id]) + f"?type=BC&symbol=BTGHU&term={paper.term_id}"
    for address in (reverse("documents:list"), book):
        assert "Đã thu hồi" in client.get(address).content.decode(), address
    assert client.get(reverse("documents:file", args=[paper.pk])).status_code == 200


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("inspector", 403), ("secretary_a", 403), ("base_officer", 404), ("stranger", 404)])
def test_nobody_else_withdraws(client, cast, paper, who, status):
    client.force_login(getattr(cast, who))
    url = reverse("documents:withdraw", args=[paper.pk])

    assert client.post(url, {"form_key": str(uuid.uuid4()), "reason": REASON}).status_code == status
    assert Document.objects.in_force().exists()
