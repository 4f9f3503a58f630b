import datetime

import pytest
from django.core.exceptions import ValidationError

from audit.models import Entry
from documents.models import IssuingBody, Signer
from documents.services.bodies import add_body, change_body, end_body
from documents.services.signers import add_signer, change_signer, end_signer
from documents.services.terms import add_term, change_term
from documents.tests.test_issue import AT, DAY, issue
from lib.conflict import StaleVersion

NEXT = DAY + datetime.timedelta(days=1)


def errors_of(action, **arguments):
    with pytest.raises(ValidationError) as error:
        action(at=AT, **arguments)
    return sorted(error.value.message_dict)


def test_a_slip_is_put_right_before_any_paper(office, cast):
    body = change_body(body=office.body, version=1, place="Đông Hà", by=cast.officer, at=AT)

    assert (body.pk, body.place, body.version) == (office.body.pk, "Đông Hà", 2)
    assert Entry.objects.get().action == "documents.body.changed"


def test_nothing_changed_is_nothing_recorded(office, cast):
    body = change_body(body=office.body, version=1, place="An Lạc", by=cast.officer, at=AT)

    assert (body.version, Entry.objects.count()) == (1, 0)


def test_a_second_editor_is_told(office, cast):
    change_body(body=office.body, version=1, place="Đông Hà", by=cast.officer, at=AT)

    with pytest.raises(StaleVersion):
        change_body(body=office.body, version=1, place="Tây Hà", by=cast.officer, at=AT)


def test_what_a_paper_used_is_followed_not_written_over(office, cast):
    paper = issue(office, cast.officer)
    assert errors_of(change_body, body=office.body, version=1, by=cast.officer, place="Đông Hà") == ["changes_from"]
    assert errors_of(
        change_body, body=office.body, version=1, by=cast.officer, place="Đông Hà", changes_from=DAY
    ) == ["changes_from"]

    successor = change_body(
        body=office.body, version=1, place="Đông Hà", changes_from=NEXT, by=cast.officer, at=AT
    )

    office.body.refresh_from_db()
    assert (office.body.place, office.body.valid_to, paper.body) == ("An Lạc", NEXT, office.body)
    assert (successor.place, successor.valid_from, successor.symbol) == ("Đông Hà", NEXT, "BTGHU")
    for day, body in ((DAY, office.body), (NEXT, successor)):
        assert list(IssuingBody.objects.valid_on(day)) == [body]
        assert [signer.full_name for signer in body.signers.valid_on(day)] == ["Nguyễn Văn A", "Trần Thị B"]
    assert successor.signers.get(full_name="Nguyễn Văn A").valid_to == office.deputy.valid_to


def test_signers_follow_by_their_own_days(office, cast):
    gone = Signer.objects.create(body=office.body, authority="X", full_name="Đã nghỉ", valid_to=DAY)
    coming = Signer.objects.create(
        body=office.body, authority="X", full_name="Sắp ký", valid_from=NEXT + datetime.timedelta(days=5)
    )

    successor = change_body(body=office.body, version=1, place="B", changes_from=NEXT, by=cast.officer, at=AT)

    gone.refresh_from_db()
    coming.refresh_from_db()
    assert (gone.body, coming.body) == (office.body, successor)
    assert Signer.objects.filter(full_name__in=["Đã nghỉ", "Sắp ký"]).count() == 2


def test_one_letterhead_a_symbol_and_day(office, cast, tree):
    values = {"unit": tree.committee, "superior_name": "X", "name": "Y", "place": "Z", "by": cast.officer}
    assert errors_of(add_body, symbol="BTGHU", **values) == ["symbol"]
    assert add_body(symbol="HU", at=AT, **values).symbol == "HU"
    end_body(body=office.body, version=1, valid_to=DAY, by=cast.officer, at=AT)
    assert errors_of(add_body, symbol="BTGHU", valid_from=DAY - datetime.timedelta(days=1), **values) == ["symbol"]

    assert add_body(symbol="BTGHU", valid_from=DAY, at=AT, **values).valid_from == DAY


def test_an_end_ends_the_signatures_and_spares_the_papers(office, cast):
    issue(office, cast.officer)
    assert errors_of(end_body, body=office.body, version=1, valid_to=DAY, by=cast.officer) == ["valid_to"]

    end_body(body=office.body, version=1, valid_to=NEXT, by=cast.officer, at=AT)

    office.head.refresh_from_db()
    office.deputy.refresh_from_db()
    assert (office.head.valid_to, office.deputy.valid_to) == (NEXT, datetime.date(2018, 2, 1))
    assert list(IssuingBody.objects.valid_on(NEXT)) == []


def test_a_signature_on_paper_is_followed_not_written_over(office, cast):
    issue(office, cast.officer)
    change = {"signer": office.deputy, "version": 1, "by": cast.officer}
    assert errors_of(change_signer, post="TRƯỞNG BAN", **change) == ["changes_from"]
    assert errors_of(change_signer, post="TRƯỞNG BAN", changes_from=DAY, **change) == ["changes_from"]

    successor = change_signer(post="QUYỀN TRƯỞNG BAN", changes_from=NEXT, at=AT, **change)

    office.deputy.refresh_from_db()
    assert (office.deputy.post, office.deputy.valid_to) == ("PHÓ TRƯỞNG BAN", NEXT)
    assert (successor.post, successor.valid_from, successor.valid_to) == (
        "QUYỀN TRƯỞNG BAN", NEXT, datetime.date(2018, 2, 1)
    )


def test_the_order_of_signers_is_free(office, cast):
    issue(office, cast.officer)

    signer = change_signer(signer=office.deputy, version=1, position=5, by=cast.officer, at=AT)

    assert (signer.pk, signer.position) == (office.deputy.pk, 5)


def test_signers_come_and_go(office, cast):
    added = add_signer(
        body=office.body, authority="T/L TRƯỞNG BAN", post="CHÁNH VĂN PHÒNG", full_name="Lê C", position=2,
        valid_from=DAY, by=cast.officer, at=AT,
    )
    assert errors_of(
        end_signer, signer=added, version=1, valid_to=DAY - datetime.timedelta(days=1), by=cast.officer
    ) == ["valid_to"]

    end_signer(signer=added, version=1, valid_to=NEXT, by=cast.officer, at=AT)

    assert [added in Signer.objects.valid_on(day) for day in (DAY, NEXT)] == [True, False]
    assert list(Entry.objects.values_list("action", "unit_path")) == [
        ("documents.signer.ended", office.body.unit.path), ("documents.signer.added", office.body.unit.path),
    ]


def test_a_new_term_ends_the_running_one(office, cast, tree):
    office.term.ends_on = None
    office.term.save()

    term = add_term(
        unit=tree.committee, name="2020-2025", starts_on=datetime.date(2020, 8, 1), by=cast.officer, at=AT
    )

    office.term.refresh_from_db()
    assert (office.term.ends_on, term.ends_on) == (datetime.date(2020, 8, 1), None)


def test_terms_neither_overlap_nor_lose_papers(office, cast, tree):
    issue(office, cast.officer)
    change = {"term": office.term, "version": 1, "name": "x", "by": cast.officer}

    assert errors_of(
        add_term, unit=tree.committee, name="y", starts_on=datetime.date(2019, 1, 1), by=cast.officer
    ) == ["starts_on"]
    assert errors_of(change_term, starts_on=NEXT, **change) == ["starts_on"]
    assert errors_of(change_term, starts_on=datetime.date(2015, 1, 1), ends_on=DAY, **change) == ["ends_on"]
    assert errors_of(change_term, starts_on=DAY, ends_on=DAY, **change) == ["ends_on"]
    assert change_term(starts_on=datetime.date(2015, 1, 1), at=AT, **change).starts_on == datetime.date(2015, 1, 1)
