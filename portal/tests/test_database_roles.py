import uuid

import pghistory
import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.record import record
from conftest import make_member
from portal.command_line import command_occasion
from portal.database_roles import grant_application, history_tables
from units.models import Member


@pytest.fixture
def as_application(db):
    """Work with the rights of the application's role; the tests otherwise own their database."""
    role = f"application_{uuid.uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        # All of it in the transaction of the test, which is rolled back.
        cursor.execute(f"CREATE ROLE {role}")
        cursor.execute(f"GRANT {role} TO CURRENT_USER")
        # As `manage.py prepare` does it: what it writes is noted as that command's.
        with command_occasion(["manage.py", "prepare"]):
            grant_application(connection, role)

        def use():
            cursor.execute(f"SET LOCAL ROLE {role}")
            return cursor

        yield use


def refusal_of(cursor, statement):
    """The error class of a statement, which must fail."""
    cursor.execute("SAVEPOINT before")
    try:
        cursor.execute(statement)
    except Exception as error:
        cursor.execute("ROLLBACK TO SAVEPOINT before")
        return type(error.__cause__)
    return None


@pytest.mark.asvs("13.2.2")
def test_the_application_works_on_rows_and_their_history_is_kept(as_application, tree, cast):
    member = make_member(tree.xa, "900001")
    as_application()

    with pghistory.context(user=cast.officer.pk):
        Member.objects.filter(pk=member.pk).update(full_name="Nguyễn Thị Đào")
        record("units.member.changed", member, by=cast.officer)
        # A later change of the same request adds to its context.
        with pghistory.context(url="/units/"):
            Member.objects.filter(pk=member.pk).update(full_name="Nguyễn Thị Đào Anh")

    events = Member.pgh_event_model.objects.filter(pgh_obj_id=member.pk)
    assert list(events.order_by("pgh_id").values_list("full_name", flat=True))[-2:] == [
        "Nguyễn Thị Đào", "Nguyễn Thị Đào Anh"
    ]


def test_the_application_may_add_to_every_history(as_application):
    cursor = as_application()
    for table in history_tables():
        cursor.execute("SELECT has_table_privilege(%s, 'INSERT'), has_table_privilege(%s, 'SELECT')", [table, table])
        assert cursor.fetchone() == (True, True), table


@pytest.mark.asvs("16.4.2")
@pytest.mark.parametrize("statement", [
    "UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}", "ALTER TABLE {} ADD COLUMN x int", "DROP TABLE {}",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
])
def test_the_application_may_not_change_history(as_application, tree, statement):
    cursor = as_application()
    for table in history_tables():
        column = "id" if table.startswith("audit_") else "pgh_id"
        assert refusal_of(cursor, statement.format(table, column, column)) is psycopg2.errors.InsufficientPrivilege


@pytest.mark.asvs("13.2.2")
@pytest.mark.parametrize("statement", [
    "CREATE TABLE x (y int)", "ALTER TABLE units_unit ADD COLUMN x int", "DROP TABLE units_unit",
    "TRUNCATE units_unit CASCADE", "DROP TRIGGER audit_context_stays ON pghistory_context",
    "UPDATE django_migrations SET name = name", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
])
def test_the_application_has_no_ddl(as_application, statement):
    assert refusal_of(as_application(), statement) is psycopg2.errors.InsufficientPrivilege


def test_who_did_it_is_closed_after_an_hour(as_application, tree):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, metadata, created_at, updated_at) VALUES"
            " (gen_random_uuid(), '{}', now() - interval '61 minutes', now()),"
            " (gen_random_uuid(), '{}', now() - interval '5 minutes', now())"
        )
    cursor = as_application()
    old, young = "created_at < now() - interval '1 hour'", "created_at > now() - interval '1 hour'"
    change = "UPDATE pghistory_context SET metadata = '{\"user\": 1}' WHERE "

    assert refusal_of(cursor, change + old) is psycopg2.errors.InsufficientPrivilege
    assert refusal_of(cursor, change + young) is None
    assert refusal_of(cursor, "DELETE FROM pghistory_context") is psycopg2.errors.InsufficientPrivilege


def test_every_table_with_events_counts_as_history(db):
    with connection.cursor() as cursor:
        found = [name for name in connection.introspection.table_names(cursor) if name.endswith("event")]
    assert sorted(history_tables()) == sorted(["audit_entry", "audit_seal", *found])


def test_the_owner_does_not_cut_his_own_rights(db):
    with pytest.raises(CommandError, match="another user"):
        call_command("grant_application_role", role=connection.settings_dict["USER"])


