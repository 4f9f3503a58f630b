"""What the application's database role may do: work on rows, add to history; neither change history nor tables."""
import pghistory.models
from django.apps import apps
from django.db import transaction
from psycopg2 import sql

from audit.models import Entry, Replaced, Seal

READ_ONLY_TABLES = ["django_migrations", Replaced._meta.db_table]
# What must go from history by law goes by these functions of the owner's alone, each of which does one thing.
NARROW_WAYS = [
    "campaigns_forget_call_notes(bigint[])", "audit_drop_readings(bigint[], bytea[], text)",
    "privacy_erase_history(bigint, bigint[], bytea[])",
]
CONTEXT_TABLE = pghistory.models.Context._meta.db_table


def history_tables():
    """Tables whose rows are added and never changed."""
    events = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]
    return [model._meta.db_table for model in [Entry, Seal, *events]]


def grant_application(connection, role):
    """Give the role exactly its rights on every table there is now."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement, tables in _statements():
            names = sql.SQL(", ").join(sql.Identifier(table) for table in tables)
            # As text: what notes the occasion of a command reads the statement.
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role), tables=names).as_string(cursor.cursor))


def _statements():
    yield "GRANT USAGE ON SCHEMA public TO {role}", []
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}", []
    yield "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}", []
    yield "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}", []
    for function in NARROW_WAYS:
        yield f"GRANT EXECUTE ON FUNCTION {function} TO {{role}}", []
    yield "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}", []
    yield "REVOKE UPDATE, DELETE ON {tables} FROM {role}", history_tables()
    yield "REVOKE INSERT, UPDATE, DELETE ON {tables} FROM {role}", READ_ONLY_TABLES
    # Who acts is known piece by piece while a request runs, so its context may still be added to. A trigger of
    # audit/ closes it after an hour.
    yield "REVOKE UPDATE, DELETE ON {tables} FROM {role}", [CONTEXT_TABLE]
    yield "GRANT UPDATE (metadata, updated_at) ON {tables} TO {role}", [CONTEXT_TABLE]
