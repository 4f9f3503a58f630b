"""Who has looked: at a member by his card, his essays and the lists he stands on, at a campaign by what was taken out."""
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from audit.looks import latest_readings
from audit.models import Entry
from audit.record import record
from portal.screens.audit import subjects

pytestmark = pytest.mark.django_db


def page_of(user, name, thing):
    client = Client()
    client.force_login(user)
    return client.get(reverse(f"audit:{name}", args=[thing.pk]))


def told(response):
    return {(look.who, look.times) for look in response.context["looks"]}


@pytest.mark.asvs("16.2.1")
def test_a_card_and_the_lists_above_it_tell_and_others_do_not(tree, members, cast):
    member, other = members[tree.xa.code][:2]
    for who in (cast.officer, cast.officer, cast.base_officer):
        record("units.member.read", member, by=who, unit_name="x")
    record("units.member.read", other, by=cast.leader, unit_name="x")
    record("units.members.read", tree.x, by=cast.inspector, unit=tree.x, unit_name="x")
    record("units.members.searched", tree.y, by=cast.leader, unit=tree.y, unit_name="y", found=1)
    record("units.member.changed", member, by=cast.leader, unit_name="x", fields="y")

    response = page_of(cast.officer, "looked_member", member)

    assert told(response) == {(cast.officer.full_name, 2), (cast.base_officer.full_name, 1), (cast.inspector.full_name, 1)}
    assert member.full_name not in response.content.decode()
    # His own journal does not tell a base's officer what is read of the whole committee.
    record("units.members.read", tree.committee, by=cast.leader, unit=tree.committee, unit_name="AL")
    assert (cast.leader.full_name, 1) in told(page_of(cast.officer, "looked_member", member))
    assert (cast.leader.full_name, 1) not in told(page_of(cast.base_officer, "looked_member", member))


def test_it_asks_once_however_much_was_read_and_by_its_indexes(tree, members, django_assert_num_queries):
    member = members[tree.xa.code][0]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (at, actor_name, action, object_type, object_id, unit_path, details, salt)"
            " SELECT now() - g * interval '1 minute', 'A', CASE WHEN g %% 9 = 0 THEN 'units.member.read' ELSE 'units.member.changed' END, 'units.member', (g %% 900)::text, %s, '{}', ''"
            " FROM generate_series(1, 20000) g", [tree.y.path],
        )
        cursor.execute("ANALYZE audit_entry")
    record("units.members.read", tree.xa, unit=tree.xa, unit_name="x")

    with django_assert_num_queries(3):          # his essays, their pages, the readings
        found = latest_readings(*subjects.about_member(member, [tree.committee.path]))

    assert any(entry.action == "units.members.read" for entry in found)
    plan = Entry.objects.filter(unit_path=tree.y.path).readings().order_by("-at", "-pk")[:500].explain()
    assert "audit_reading_of_unit" in plan
    assert "audit_entry_of_object" in Entry.objects.of_object(member).order_by("-at", "-pk")[:20].explain()


def test_whoever_may_not_see_what_others_did_may_not_ask(tree, members, cast):
    member = members[tree.xa.code][0]

    assert page_of(cast.secretary_a, "looked_member", member).status_code == 403
    assert page_of(cast.stranger, "looked_member", member).status_code == 404
