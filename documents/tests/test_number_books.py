import datetime
import functools
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from documents.models import Document, ReservedNumber
from documents.number_books import Book, lines_of, order_breakers
from documents.services.number_book import free_number, reserve_numbers
from documents.services.numbers import check_order, suggest_number
from documents.tests.test_issue import AT, DAY, issue, refusal
from lib.tests.at_once import at_once


@pytest.fixture
def book(office):
    return Book(office.body.unit, "BTGHU", "BC", office.term)


def note(book, by, number, until=None, **changes):
    values = {"what": "báo cáo quý viết tay", "issued_on": DAY, "by": by, "at": AT}
    return reserve_numbers(book=book, number=number, until=until, **values | changes)


def test_a_book_lists_papers_outside_ones_gaps_and_days_out_of_order(office, cast, book):
    issue(office, cast.officer, number=7)
    issue(office, cast.officer, number=4)
    issue(office, cast.officer, number=9, issued_on=DAY - datetime.timedelta(days=2))
    note(book, cast.officer, 2, 3)

    shown = [(line.number, line.last, line.is_gap, line.early) for line in lines_of(book)]

    assert shown == [
        (1, 1, True, False), (2, 2, False, False), (3, 3, False, False), (4, 4, False, False), (5, 6, True, False),
        (7, 7, False, False), (8, 8, True, False), (9, 9, False, True),
    ]
    assert [str(row) for row in order_breakers(book=book, number=8, on=DAY)] == ["09-BC/BTGHU"]
    day_before = DAY - datetime.timedelta(days=1)
    assert sorted(map(str, order_breakers(book=book, number=8, on=day_before))) == [
        "02-BC/BTGHU", "03-BC/BTGHU", "04-BC/BTGHU", "07-BC/BTGHU", "09-BC/BTGHU",
    ]


def test_a_number_that_does_not_fit_the_days_is_told_until_it_is_accepted(office, cast, book):
    issue(office, cast.officer, number=7)
    issue(office, cast.officer, number=12, issued_on=DAY - datetime.timedelta(days=2))
    said = {"unit": book.unit, "symbol": "BTGHU", "type_code": "BC", "number": 8}

    with pytest.raises(ValidationError) as told:
        check_order(**said, on=DAY)
    assert (list(told.value.message_dict), "12-BC/BTGHU" in str(told.value)) == (["accept_order"], True)
    check_order(**said, on=DAY, accepted=True)
    check_order(**said | {"number": 13}, on=DAY)


def test_a_number_is_ours_or_theirs(office, cast, book):
    issue(office, cast.officer, number=7)
    rows = note(book, cast.officer, 8, 9)

    assert suggest_number(unit=book.unit, symbol="BTGHU", type_code="BC", on=DAY) == 10
    assert "báo cáo quý viết tay" in refusal("number", office, cast.officer, number=8)[0]
    for field, values in {
        "number": {"number": 6, "until": 7}, "until": {"number": 6, "until": 5},
        "issued_on": {"number": 6, "issued_on": datetime.date(2015, 7, 31)},
    }.items():
        with pytest.raises(ValidationError) as error:
            note(book, cast.officer, **values)
        assert list(error.value.message_dict) == [field]
    free_number(reserved=rows[0], by=cast.officer, at=AT)
    assert issue(office, cast.officer, number=8).number == 8
    assert ReservedNumber.objects.standing().count() == 1


def test_the_pages_of_a_book(client, office, cast, book):
    issue(office, cast.officer, number=3)
    client.force_login(cast.officer)
    page = client.get(reverse("documents:books")).content.decode()
    address = reverse("documents:book", args=[book.unit.pk]) + f"?type=BC&symbol=BTGHU&term={book.term.pk}"

    assert address.replace("&", "&amp;") in page
    opened = client.get(address).content.decode()
    assert "01 – 02" in opened and "04-BC/BTGHU" in opened
    sent = {"form_key": str(uuid.uuid4()), "number": "1", "until": "2", "what": "CANARY-WHAT", "issued_on": "12/01/2018"}
    answer = client.post(address.replace("/?", "/note/?"), sent, follow=True)
    assert "CANARY-WHAT" in answer.content.decode() and ReservedNumber.objects.count() == 2
    free = reverse("documents:number_free", args=[ReservedNumber.objects.first().pk])
    client.post(free, {"form_key": str(uuid.uuid4())})
    assert ReservedNumber.objects.standing().count() == 1
    assert client.get(reverse("documents:book", args=[book.unit.pk]) + "?type=XX").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.asvs("2.3.4")
def test_eight_issuers_at_once_get_eight_numbers_or_a_refusal(office, cast):
    """Each asks for the next number and tries until it has one; a ninth notes numbers outside all the while."""
    book, given, refused = Book(office.body.unit, "BTGHU", "BC", office.term), [], []

    def until_done(act):
        for _attempt in range(40):
            number = suggest_number(unit=book.unit, symbol="BTGHU", type_code="BC", on=DAY)
            try:
                act(number)
            except ValidationError as error:
                refused.append(error.message_dict["number"])
                continue
            given.append(number)
            return

    acts = [lambda number: issue(office, cast.officer, number=number)] * 8 + [lambda number: note(book, cast.officer, number)]
    at_once(*[functools.partial(until_done, act) for act in acts])

    assert sorted(given) == list(range(1, 10))
    ours = set(Document.objects.values_list("number", flat=True))
    theirs = set(ReservedNumber.objects.values_list("number", flat=True))
    assert (len(ours), len(theirs), ours & theirs) == (8, 1, set())
    assert refused


def test_the_list_of_books_asks_the_same_whatever_its_length(client, office, cast, tree, django_assert_max_num_queries):
    client.force_login(cast.officer)
    client.get(reverse("documents:books"))
    counts = []
    for symbol in ("A", "B", "C"):
        ReservedNumber.objects.create(unit=tree.x, type_code="BC", symbol=symbol, number=1, what="x", issued_on=DAY, noted_at=AT)
        with django_assert_max_num_queries(30) as captured:
            client.get(reverse("documents:books"))
        counts.append(len(captured))
    assert len(set(counts)) == 1
