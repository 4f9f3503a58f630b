import datetime
import uuid

import pytest
from django.urls import reverse

from documents.models import Document, IssuingBody, Signer, Term
from documents.tests.printed import text_of_pages
from documents.tests.test_issue import DAY, DRAFT, issue
from documents.wording import date_short
from lib.clock import today

LETTERHEAD = {
    "superior_name": "HUYỆN UỶ AN LẠC", "name": "BAN TUYÊN GIÁO CANARY-AL", "symbol": "BTGHU", "place": "An Lạc",
    "prose_name": "Ban Tuyên giáo Huyện uỷ", "organisation_name": "", "committee_name": "",
    "recipients": "Thường trực Huyện uỷ (để báo cáo)\nLưu Ban Tuyên giáo",
}


def post(client, url, **data):
    return client.post(url, {"form_key": str(uuid.uuid4()), **data})


@pytest.fixture
def officer(client, cast):
    client.force_login(cast.officer)
    return client


def paths(office):
    """Every address of the room, as far as documents.manage goes."""
    with_body = ["body", "body_change", "body_end", "body_preview", "signer_add"]
    return [
        *(reverse(f"documents:{name}", args=[office.body.pk]) for name in with_body),
        *(reverse(f"documents:{name}", args=[office.head.pk]) for name in ("signer_change", "signer_end")),
        reverse("documents:term_change", args=[office.term.pk]),
    ]


def test_every_page_opens_for_the_officer(officer, office):
    addresses = [*paths(office), *map(reverse, [
        "documents:list", "documents:bodies", "documents:body_add", "documents:term_add",
    ])]

    assert {url: officer.get(url).status_code for url in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize(("who", "status"), [
    ("stranger", 404), ("base_officer", 404), ("leader", 403), ("secretary_a", 403), ("inspector", 403),
    ("unitless", 403),
])
def test_a_letterhead_is_its_own_offices(client, cast, office, who, status):
    client.force_login(getattr(cast, who))

    assert {url: client.get(url).status_code for url in paths(office)} == dict.fromkeys(paths(office), status)
    assert {url: post(client, url).status_code for url in paths(office)} == dict.fromkeys(paths(office), status)
    assert IssuingBody.objects.get().version == 1


def test_lists_show_what_is_permitted(client, cast, office):
    client.force_login(cast.stranger)

    assert "CANARY-AL" not in client.get(reverse("documents:bodies")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_letterheads_asks_the_same_whatever_its_length(
    officer, office, tree, django_assert_num_queries, count
):
    for i in range(1, count):
        IssuingBody.objects.create(unit=tree.x, superior_name="A", name=f"B{i}", symbol=f"S{i}", place="C")
    officer.get(reverse("documents:bodies"))

    with django_assert_num_queries(6):
        page = officer.get(reverse("documents:bodies"))
    assert len(page.context["rows"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_papers_asks_the_same_whatever_its_length(
    officer, office, cast, django_assert_num_queries, count
):
    papers = [issue(office, cast.officer, number=i) for i in range(1, count + 1)]
    if count == 3:
        issue(office, cast.officer, number=4, supersedes=papers[0])
    officer.get(reverse("documents:list"))

    with django_assert_num_queries(5):
        page = officer.get(reverse("documents:list"))
    names = [(row.name, row.successor) for row in page.context["rows"]]
    assert names == (
        [("01-BC/BTGHU", "")] if count == 1 else
        [("04-BC/BTGHU", ""), ("03-BC/BTGHU", ""), ("02-BC/BTGHU", ""), ("01-BC/BTGHU", "04-BC/BTGHU")]
    )


def test_papers_are_filtered_by_the_url(officer, office, cast):
    issue(office, cast.officer, number=1, title="tiến độ tuần 2")
    issue(office, cast.officer, number=2, title="tiến độ tuần 1", issued_on=DAY - datetime.timedelta(days=7))

    def names(query):
        return [row.name for row in officer.get(f"{reverse('documents:list')}?{query}").context["rows"]]

    assert names("q=tuần 1") == ["02-BC/BTGHU"]
    assert names("since=2018-01-06") == ["01-BC/BTGHU"]
    assert names("until=05/01/2018") == ["02-BC/BTGHU"]
    assert names("type_code=KH") == []


def test_a_letterhead_is_entered(officer, office, tree):
    answer = post(officer, reverse("documents:body_add"), unit=tree.x.pk, **LETTERHEAD)

    body = IssuingBody.objects.get(unit=tree.x)
    assert answer.url == reverse("documents:body", args=[body.pk])
    assert {name: getattr(body, name) for name in LETTERHEAD} == LETTERHEAD


def test_a_letterhead_is_not_entered_for_a_unit_of_others(officer, office, tree):
    answer = post(officer, reverse("documents:body_add"), unit=tree.other.pk, **LETTERHEAD)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["unit"])
    assert IssuingBody.objects.count() == 1


def test_a_change_asks_for_its_day_once_papers_are_issued(officer, office, cast):
    issue(office, cast.officer)
    url = reverse("documents:body_change", args=[office.body.pk])
    data = LETTERHEAD | {"place": "Đông Hà", "version": 1}

    refused = post(officer, url, **data)
    assert list(refused.context["form"].errors) == ["changes_from"]
    assert refused.context["form"]["place"].value() == "Đông Hà"
    accepted = post(officer, url, changes_from="13/01/2018", **data)

    new = IssuingBody.objects.get(place="Đông Hà")
    assert accepted.url == reverse("documents:body", args=[new.pk])
    assert new.valid_from == datetime.date(2018, 1, 13)


def test_two_who_change_see_both_texts(officer, office):
    url = reverse("documents:body_change", args=[office.body.pk])
    post(officer, url, **LETTERHEAD | {"place": "Đông Hà", "version": 1})

    answer = post(officer, url, **LETTERHEAD | {"place": "Tây Hà", "version": 1})

    assert answer.status_code == 409
    text = answer.content.decode()
    assert ("Đông Hà" in text, "Tây Hà" in text) == (True, True)
    assert IssuingBody.objects.get().place == "Đông Hà"


def test_signers_are_entered_changed_and_ended(officer, office):
    show = reverse("documents:body", args=[office.body.pk])
    values = {"authority": "T/L TRƯỞNG BAN", "post": "CHÁNH VĂN PHÒNG", "full_name": "Lê C", "position": 2}
    assert post(officer, reverse("documents:signer_add", args=[office.body.pk]), **values).url == show
    signer = Signer.objects.get(full_name="Lê C")

    change = post(
        officer, reverse("documents:signer_change", args=[signer.pk]), **values | {"full_name": "Lê Cường", "version": 1}
    )
    end = post(officer, reverse("documents:signer_end", args=[signer.pk]), valid_to="2018-03-01", version=2)

    signer.refresh_from_db()
    assert (change.url, end.url) == (show, show)
    assert (signer.full_name, signer.valid_to) == ("Lê Cường", datetime.date(2018, 3, 1))


def test_terms_are_entered_and_changed(officer, office, tree):
    post(officer, reverse("documents:term_add"), unit=tree.x.pk, name="2015-2020", starts_on="2015-06-01")
    term = Term.objects.get(unit=tree.x)

    answer = post(
        officer, reverse("documents:term_change", args=[term.pk]),
        name="2015-2020", starts_on="01/06/2015", ends_on="01/06/2020", version=1,
    )

    term.refresh_from_db()
    assert (answer.url, term.ends_on) == (reverse("documents:bodies"), datetime.date(2020, 6, 1))


def test_an_end(officer, office):
    post(officer, reverse("documents:body_end", args=[office.body.pk]), valid_to="2018-03-01", version=1)

    assert IssuingBody.objects.get().valid_to == datetime.date(2018, 3, 1)


def test_a_page_under_the_letterhead(officer, office):
    answer = officer.get(reverse("documents:body_preview", args=[office.body.pk]))

    text = text_of_pages(answer.content)[0]
    assert answer["Content-Type"] == "application/pdf"
    assert "BAN TUYÊN GIÁO CANARY-AL" in text
    # The deputy's time ended in 2018.
    assert "TRƯỞNG BAN\nTrần Thị B" in text
    assert f"tháng {today():%m}"[:7] in text


def test_a_page_under_what_is_typed_saves_nothing(officer, office):
    answer = post(officer, reverse("documents:typed_preview"), **LETTERHEAD | {"name": "", "place": "Đông <b>Hà</b>"})

    text = text_of_pages(answer.content)[0]
    assert "Đông <b>Hà</b>,\nngày" in text
    assert IssuingBody.objects.get().place == "An Lạc"


@pytest.mark.parametrize(("who", "status"), [
    ("officer", 200), ("leader", 200), ("inspector", 200), ("base_officer", 404), ("stranger", 404),
    ("secretary_a", 403), ("unitless", 403),
])
def test_who_reads_an_issued_paper(client, cast, office, who, status):
    document = issue(office, cast.officer)
    client.force_login(getattr(cast, who))

    assert client.get(reverse("documents:file", args=[document.pk])).status_code == status


def test_a_paper_of_a_base_is_seen_from_above_and_not_from_beside(client, cast, office, tree):
    office.body.unit, office.body.symbol = tree.x, "ĐU"
    office.body.save()
    document = issue(office, cast.officer, payload={**DRAFT, "symbol": "ĐU"})
    beside = type(cast.officer).objects.create(username="beside", full_name="Đồng chí beside")
    beside.appointments.create(unit=tree.y, role="base_officer", valid_from=datetime.date(2015, 1, 1))

    answers = {}
    for user in (cast.officer, cast.base_officer, beside):
        client.force_login(user)
        answers[user.username] = client.get(reverse("documents:file", args=[document.pk])).status_code
    assert answers == {"officer": 200, "base_officer": 200, "beside": 404}


def test_headers_of_a_file(officer, office, cast):
    document = issue(office, cast.officer, pdf=b"%PDF-1.7 this")

    answer = officer.get(reverse("documents:file", args=[document.pk]))

    assert answer.content == b"%PDF-1.7 this"
    wanted = ("Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")
    assert {name: answer[name] for name in wanted} == {
        "Content-Type": "application/pdf", "Content-Disposition": 'attachment; filename="07-BC-BTGHU.pdf"',
        "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }


def test_days_are_written_as_people_write_them(officer, office):
    page = officer.get(reverse("documents:body", args=[office.body.pk])).content.decode()

    assert date_short(office.deputy.valid_to) in page
    assert Document.objects.count() == 0
