import datetime

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry
from audit.record import record
from lib.clock import today


@pytest.fixture
def entries(cast, tree):
    """One entry per actor about his own unit, and one of the portal itself about cell B."""
    for name in ("secretary_a", "secretary_b", "officer", "stranger"):
        user = getattr(cast, name)
        unit = user.appointments.get().unit
        record("units.unit.changed", unit, by=user, unit=unit, name=f"CANARY-by-{name}", fields="x")
    record("units.unit.renamed", tree.xb, unit=tree.xb, name="CANARY-by-portal", before="x", on="x")
    record("units.member.read", tree.xa, unit=tree.xa, by=cast.officer, unit_name="CANARY-read")
    return cast


def seen_by(user, **filters):
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("audit:list"), filters)
    if answer.status_code != 200:
        return answer.status_code
    return sorted(row.said.sentence.partition("CANARY-")[2].partition(":")[0].split()[0].strip(".") for row in answer.context["rows"])


def test_each_sees_his_reach_or_his_own(entries):
    committee = ["by-officer", "by-portal", "by-secretary_a", "by-secretary_b", "read"]

    assert seen_by(entries.officer) == committee
    assert seen_by(entries.inspector) == committee
    assert seen_by(entries.base_officer) == ["by-portal", "by-secretary_a", "by-secretary_b", "read"]
    assert seen_by(entries.secretary_a) == ["by-secretary_a"]
    assert seen_by(entries.stranger) == ["by-stranger"]
    assert [seen_by(entries.leader), seen_by(entries.unitless)] == [403, 403]


def test_readings_and_changes_are_told_apart(entries):
    assert seen_by(entries.officer, kind="readings") == ["read"]
    assert seen_by(entries.base_officer, kind="changes") == ["by-portal", "by-secretary_a", "by-secretary_b"]


def test_narrowed_by_action_and_object(entries, tree):
    assert seen_by(entries.officer, action="units.unit.renamed") == ["by-portal"]
    assert seen_by(entries.officer, about=f"units.unit:{tree.xb.pk}") == ["by-portal", "by-secretary_b"]
    assert seen_by(entries.secretary_a, about=f"units.unit:{tree.xb.pk}") == []


def test_a_day_counts_to_its_end(entries):
    tomorrow = today() + datetime.timedelta(days=1)

    assert len(seen_by(entries.officer, since=f"{today():%d/%m/%Y}", until=f"{today():%d/%m/%Y}")) == 5
    assert seen_by(entries.officer, since=f"{tomorrow:%d/%m/%Y}") == []


def test_narrowed_by_person_without_marks(entries):
    client = Client()
    client.force_login(entries.officer)

    answer = client.post(reverse("audit:list"), {"who": "secretary_b"}, follow=True)

    assert [row.said.entry.actor_id for row in answer.context["rows"]] == [entries.secretary_b.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_the_journal_asks_the_same_number_of_questions(cast, tree, count, django_assert_num_queries):
    for _i in range(count):
        record("units.unit.changed", tree.xa, by=cast.officer, unit=tree.xa, name="x", fields="x")
    client = Client()
    client.force_login(cast.officer)

    with django_assert_num_queries(6):
        client.get(reverse("audit:list"))


def test_the_journal_takes_no_writing(entries):
    client = Client()
    client.force_login(entries.officer)
    before = Entry.objects.count()

    assert [getattr(client, verb)(reverse("audit:list")).status_code for verb in ("put", "patch", "delete")] == [405] * 3
    assert Entry.objects.count() == before
