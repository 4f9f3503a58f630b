"""Seals of the journal: what was changed, removed or put in since is found, and which row it was."""
import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from audit import seals
from audit.models import Entry, Seal
from audit.seals import EVERY, seal_entries, verify_seals
from lib.tests.at_once import at_once

NOW = timezone.now()


def enter(number, *, hours_ago):
    at = NOW - datetime.timedelta(hours=hours_ago)
    return [
        Entry.objects.create(at=at, action="units.unit.added", actor_name="Trần Thị Hoà", details={"name": f"Chi bộ {n}", "n": n})
        for n in range(number)
    ]


def from_one():
    """Numbers of entries begin at one, as in a portal that has just been set up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('audit_entry', 'id'), 1, false)")


@pytest.fixture
def sealed(db):
    """Two seals: three entries, then two; one more waits."""
    from_one()
    first = enter(3, hours_ago=5)
    seal_entries(at=NOW - datetime.timedelta(hours=3))
    second = enter(2, hours_ago=2.5)
    seal_entries(at=NOW)
    return first, second, enter(1, hours_ago=0.1)


def faults():
    return [(fault.what, fault.entry_id) for fault in verify_seals()]


def test_what_is_older_than_an_hour_is_sealed_once_an_hour(sealed):
    first, second, _waiting = sealed

    assert list(Seal.objects.order_by("first_id").values_list("first_id", "last_id")) == [
        (1, first[-1].pk), (first[-1].pk + 1, second[-1].pk),
    ]
    assert seal_entries(at=NOW + datetime.timedelta(minutes=30)) is None
    assert seal_entries(at=NOW + EVERY * 2).last_id == _waiting[-1].pk
    assert seal_entries(at=NOW + EVERY * 4) is None
    assert faults() == []


@pytest.mark.asvs("16.4.2", "11.4.3")
@pytest.mark.parametrize("change", [
    {"action": "units.unit.ended"}, {"actor_name": "Ai đó"}, {"actor_id": 7}, {"details": {"name": "Chi bộ 0", "n": 1}},
    {"at": NOW - datetime.timedelta(hours=6)}, {"unit_path": "0001"}, {"object_id": "9"}, {"object_type": "units.unit"},
])
def test_a_changed_row_is_named(sealed, change):
    row = sealed[0][0]
    Entry.objects.filter(pk=row.pk).update(**change)

    assert faults()[0] == ("changed", row.pk)


def test_a_removed_row_is_named_and_so_is_one_put_in_its_place(sealed):
    row = sealed[0][1]
    Entry.objects.filter(pk=row.pk).delete()
    assert faults()[0] == ("removed", row.pk)

    Entry.objects.create(pk=row.pk, at=row.at, action="units.unit.moved", details={})
    assert faults()[0] == ("changed", row.pk)


def test_a_row_put_in_afterwards_is_named(db):
    from_one()
    enter(1, hours_ago=5)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))")
    enter(1, hours_ago=5)
    seal_entries(at=NOW)
    assert faults() == []

    Entry.objects.create(pk=2, at=NOW, action="units.unit.moved", details={})
    assert faults() == [("added", 2)]


def test_a_seal_reckoned_anew_over_a_changed_row_breaks_the_one_after_it(sealed):
    row, first = sealed[0][0], Seal.objects.order_by("first_id").first()
    Entry.objects.filter(pk=row.pk).update(actor_name="Ai đó")
    digest, marks = seals._hashed(first.first_id, first.last_id, "")
    Seal.objects.filter(pk=first.pk).update(digest=digest, marks=marks)

    (fault,) = verify_seals()
    assert (fault.what, fault.entry_id, fault.seal.first_id) == ("broken", None, first.last_id + 1)


def test_a_removed_seal_is_noticed(sealed):
    Seal.objects.order_by("first_id").first().delete()
    assert ("broken", None) in faults()


def test_a_batch_taken_out_with_its_seal_is_noticed(sealed):
    seal_entries(at=NOW + EVERY * 2)
    assert Seal.objects.count() == 3
    middle = Seal.objects.order_by("first_id")[1]
    Entry.objects.filter(pk__gte=middle.first_id, pk__lte=middle.last_id).delete()
    middle.delete()

    (fault,) = verify_seals()
    assert (fault.what, fault.seal.first_id) == ("broken", middle.last_id + 1)


def test_exchanged_seals_are_noticed(sealed):
    one, two = Seal.objects.order_by("first_id")
    Seal.objects.filter(pk=one.pk).update(digest=two.digest, marks=bytes(two.marks))
    Seal.objects.filter(pk=two.pk).update(digest=one.digest, marks=bytes(one.marks))

    assert {fault.what for fault in verify_seals()} >= {"removed", "added"}


def test_the_command_says_so_and_fails(sealed, capsys):
    call_command("verify_audit")
    assert Seal.objects.order_by("-last_id").first().digest in capsys.readouterr().out

    Entry.objects.filter(pk=sealed[1][0].pk).update(action="x")
    with pytest.raises(CommandError, match="1 faults"):
        call_command("verify_audit")
    assert f"entry {sealed[1][0].pk} was changed" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_two_schedulers_make_one_seal():
    from_one()
    enter(3, hours_ago=5)

    def seal():
        with transaction.atomic():
            return seal_entries(at=NOW)

    made = at_once(seal, seal)

    assert Seal.objects.count() == 1
    assert len({seal.pk for seal in made if seal}) == 1
    assert faults() == []
