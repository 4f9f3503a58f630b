"""Rows of all tables, kept as text and put back: what takes seconds to make is made once in a process."""
import io

import pgtrigger
from django.db import connection, transaction

# These Django fills again itself after it has emptied the tables.
_DJANGOS_OWN = {"django_migrations", "django_content_type", "auth_permission"}


def rows_of_tables():
    """`{table: its rows as COPY writes them}` of the tables that hold any."""
    rows = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - _DJANGOS_OWN:
            text = io.StringIO()
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', text)
            if text.getvalue():
                rows[table] = text.getvalue()
    return rows


def put_rows_back(rows, *, instead=False):
    """Fill the tables; one that holds rows is left alone, or filled anew (`instead`).

    References are checked at the end, so the order is free. Sequences never go back, so no key is given twice.
    """
    with pgtrigger.ignore(), transaction.atomic(), connection.cursor() as cursor:
        for table, text in rows.items():
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
            if cursor.fetchone()[0]:
                if not instead:
                    continue
                cursor.execute(f'DELETE FROM "{table}"')
            cursor.copy_expert(f'COPY "{table}" FROM STDIN', io.StringIO(text))
        if instead:
            # The server gathers statistics by itself only after a while; questions over many rows are slow without.
            cursor.execute("ANALYZE")
