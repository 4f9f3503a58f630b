import datetime
import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from audit.actions import sentence_of
from audit.models import Entry
from documents.models import Document, IssuingBody, LayoutProfile, Signer, Term
from documents.payload import issued_payload, payload_bytes
from documents.pdf import render_pdf
from documents.profiles import ensure_profiles
from documents.services.issue import issue_document
from documents.services.numbers import suggest_number
from documents.storage import DocumentDamaged, open_document_file, path_of
from documents.tests.sample import sample_payload
from lib.clock import at_hour
from lib.tests.at_once import at_once

DAY = datetime.date(2018, 1, 12)
AT = at_hour(DAY, datetime.time(17, 0))
DRAFT = sample_payload(number=None, issued_on=None, copy_to_sign=True, appendices=[])


def issue(office, by, **changes):
    """Issue the sample; its drawing, which most tests do not look at, is short."""
    values = {
        "body": office.body, "signer": office.deputy, "type_code": "BC", "number": 7, "issued_on": DAY,
        "payload": DRAFT, "title": "tiến độ học tập", "by": by, "at": AT, "pdf": b"%PDF-1.7 short",
    }
    return issue_document(**values | changes)


def refusal(field, office, by, **changes):
    """The message at the field, and nothing written."""
    before = Document.objects.count()
    with pytest.raises(ValidationError) as error:
        issue(office, by, **changes)
    assert Document.objects.count() == before
    return error.value.message_dict[field]


def test_issues_and_freezes(office, cast):
    document = issue(office, cast.officer, pdf=None)

    frozen = issued_payload(DRAFT, number=7, issued_on=DAY, signer=office.deputy)
    document.refresh_from_db()
    assert str(document) == "07-BC/BTGHU"
    assert payload_bytes(document.payload) == payload_bytes(frozen)
    assert (document.unit, document.body, document.term) == (office.body.unit, office.body, office.term)
    assert (document.signer_name, document.layout, document.issued_on) == ("Nguyễn Văn A", "hd11", DAY)
    assert (document.issued_by, document.issued_at, document.superseded_by) == (cast.officer, AT, None)
    content = open_document_file(document).read()
    assert hashlib.sha256(content).hexdigest() == document.sha256
    assert render_pdf(document.payload) == content
    entry = Entry.objects.get(action="documents.document.issued")
    assert (entry.actor_id, entry.unit_path) == (cast.officer.pk, office.body.unit.path)
    assert entry.details == {"paper": "07-BC/BTGHU", "sha256": document.sha256}
    assert "07-BC/BTGHU" in sentence_of(entry)


def test_a_paper_is_drawn_again_though_the_profile_changed(office, cast):
    document = issue(office, cast.officer, pdf=None)
    LayoutProfile.objects.filter(code="hd11").update(settings={"margin_left": 50})
    document.refresh_from_db()

    assert render_pdf(document.payload) == open_document_file(document).read()


def test_a_drawing_made_before_is_kept_as_it_is(office, cast):
    document = issue(office, cast.officer, pdf=b"%PDF-1.7 ready")

    assert open_document_file(document).read() == b"%PDF-1.7 ready"


def test_numbers_run_through_the_term_per_type(office, cast, tree):
    def next_number(**changes):
        book = {"unit": tree.committee, "symbol": "BTGHU", "type_code": "BC", "on": DAY}
        return suggest_number(**book | changes)

    assert next_number() == 1
    issue(office, cast.officer, number=7)
    issue(office, cast.officer, number=3)

    assert next_number() == 8
    assert next_number(type_code="KH") == 1
    assert next_number(symbol="HU") == 1
    assert next_number(unit=tree.other) == 1
    assert next_number(on=datetime.date(2020, 7, 31)) == 8
    Term.objects.create(unit=tree.committee, name="2020-2025", starts_on=datetime.date(2020, 8, 1))
    assert next_number(on=datetime.date(2020, 8, 1)) == 1


def test_a_base_without_a_term_of_its_own_follows_the_committees(office, cast, tree):
    office.body.unit, office.body.symbol = tree.x, "ĐU"
    office.body.save()

    document = issue(office, cast.officer, payload={**DRAFT, "symbol": "ĐU"})

    assert (document.unit, document.term) == (tree.x, office.term)
    assert suggest_number(unit=tree.x, symbol="ĐU", type_code="BC", on=DAY) == 8


def test_a_used_number_is_refused_at_its_field(office, cast):
    issue(office, cast.officer)

    assert len(refusal("number", office, cast.officer)) == 1
    assert len(refusal("number", office, cast.officer, number=0)) == 1
    # The wall behind the service.
    first = Document.objects.get()
    same = {"body": first.body, "unit": first.unit, "type_code": "BC", "number": 7, "symbol": "BTGHU",
            "issued_on": DAY, "issued_at": AT, "payload": {}}
    Document.objects.create(**same)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(**same)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(**same, term=first.term)


@pytest.mark.parametrize(("day", "allowed"), [
    (datetime.date(2016, 12, 31), False), (datetime.date(2017, 1, 1), True), (datetime.date(2018, 1, 31), True),
    (datetime.date(2018, 2, 1), False),
])
def test_a_signer_signs_within_his_term(office, cast, day, allowed):
    later = at_hour(datetime.date(2018, 3, 1), datetime.time(8, 0))

    if allowed:
        assert issue(office, cast.officer, issued_on=day, at=later).issued_on == day
    else:
        assert len(refusal("signer", office, cast.officer, issued_on=day, at=later)) == 1


def test_a_signer_of_another_body_is_refused(office, cast, tree):
    other = IssuingBody.objects.create(unit=tree.committee, superior_name="X", name="Y", symbol="BTGHU", place="An Lạc")
    stranger = Signer.objects.create(body=other, authority="TRƯỞNG BAN", full_name="Lê C")

    assert len(refusal("signer", office, cast.officer, signer=stranger)) == 1


def test_no_paper_from_the_future(office, cast):
    assert len(refusal("issued_on", office, cast.officer, issued_on=DAY + datetime.timedelta(days=1))) == 1


def test_a_body_that_has_ended_issues_nothing(office, cast):
    office.body.valid_to = DAY
    office.body.save()

    assert len(refusal("issued_on", office, cast.officer)) == 1


def test_a_draft_of_another_symbol_is_refused(office, cast):
    with pytest.raises(ValidationError):
        issue(office, cast.officer, payload={**DRAFT, "symbol": "HU"})

    assert Document.objects.count() == 0


def test_a_correction_supersedes(office, cast, tree):
    first = issue(office, cast.officer)

    second = issue(office, cast.officer, number=8, supersedes=first)

    first.refresh_from_db()
    assert (first.superseded_by, second.supersedes) == (second, first)
    assert list(Document.objects.in_force()) == [second]
    entry = Entry.objects.get(action="documents.document.superseded")
    assert entry.details == {"paper": "07-BC/BTGHU", "successor": "08-BC/BTGHU"}
    with pytest.raises(ValidationError):
        issue(office, cast.officer, number=9, supersedes=first)
    assert Document.objects.count() == 2


def test_a_paper_of_another_unit_is_not_superseded(office, cast, tree):
    first = issue(office, cast.officer)
    office.body.unit = tree.x
    office.body.save()

    with pytest.raises(ValidationError):
        issue(office, cast.officer, number=8, supersedes=first)

    first.refresh_from_db()
    assert first.superseded_by is None


@pytest.mark.parametrize("change", [
    {"payload": {}}, {"sha256": "0" * 64}, {"number": 9}, {"issued_on": DAY - datetime.timedelta(days=1)},
])
def test_the_database_keeps_what_was_issued(office, cast, change):
    issue(office, cast.officer)

    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.all().delete()


def test_a_damaged_file_is_noticed(office, cast):
    document = issue(office, cast.officer)
    path_of(document.sha256).write_bytes(b"%PDF-1.7 other")

    with pytest.raises(DocumentDamaged):
        open_document_file(document)
    path_of(document.sha256).unlink()
    with pytest.raises(DocumentDamaged):
        open_document_file(document)


@pytest.mark.django_db(transaction=True)
@pytest.mark.asvs("2.3.4")
def test_two_officers_at_once_get_one_paper_and_one_clear_refusal(office, cast):
    ensure_profiles(LayoutProfile)

    def work():
        try:
            return str(issue(office, cast.officer))
        except ValidationError as error:
            return sorted(error.message_dict)

    assert sorted(at_once(work, work), key=str) == ["07-BC/BTGHU", ["number"]]
    assert Document.objects.count() == 1
