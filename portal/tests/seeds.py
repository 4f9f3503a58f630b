"""What migrations put into tables, given back after a test that empties them (a transactional one)."""
import io

import pgtrigger
from django.db import connection, transaction

# These Django fills again itself after it has emptied the tables.
_DJANGOS_OWN = {"django_migrations", "django_content_type", "auth_permission"}

_rows = {}


def keep_seeds():
    """Remember the rows of every table as migrations left it."""
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - _DJANGOS_OWN:
            text = io.StringIO()
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', text)
            if text.getvalue():
                _rows[table] = text.getvalue()


def give_seeds_back():
    """Put the rows back into their empty tables; references are checked at the end, so the order is free."""
    if not _rows:
        return
    with pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
        for table, text in _rows.items():
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
            if cursor.fetchone()[0]:  # a test that stopped before it emptied anything
                continue
            cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.StringIO(text))


def empties_tables(item):
    """Whether the test ends with a flush of all tables."""
    marker = item.get_closest_marker("django_db")
    transactional = bool(marker and marker.kwargs.get("transaction"))
    return transactional or bool({"transactional_db", "live_server"} & set(item.fixturenames))
