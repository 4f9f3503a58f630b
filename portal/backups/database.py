"""The database as PostgreSQL's own dump, by its own programs."""
import os
import subprocess

from django.core.management.base import CommandError
from django.db import connection

from portal.local_services.postgres import program

# Servers before 17 know no such setting and would refuse the whole script.
_UNKNOWN_BEFORE_17 = b"SET transaction_timeout"


def dump(path):
    """Write the database into a file, as it stood at one moment; who is signed in stays out."""
    _run(
        "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--exclude-table-data=accounts_usersession",
        "--file", str(path), *_database(),
    )


def load(path):
    """Fill the empty database from a dump, all of it or nothing."""
    script = path.with_suffix(".sql")
    _run("pg_restore", "--no-owner", "--no-privileges", "--file", str(script), str(path))
    if connection.pg_version < 170000:
        _leave_out(script, _UNKNOWN_BEFORE_17)
    _run(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null",
        "--file", str(script), *_database(),
    )


def is_empty():
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def migrations():
    """Names of the migrations that stand in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
        return [name for (name,) in cursor.fetchall()]


def _database():
    values = connection.settings_dict
    named = {"--host": values["HOST"], "--port": values["PORT"], "--username": values["USER"], "--dbname": values["NAME"]}
    return [part for name, value in named.items() if value for part in (name, str(value))]


def _run(name, *arguments):
    environment = dict(os.environ, PGPASSWORD=connection.settings_dict["PASSWORD"] or "", PGCLIENTENCODING="UTF8")
    done = subprocess.run(  # noqa: S603 PostgreSQL's programs, by whoever may run manage.py
        [program(name), *arguments], env=environment, stderr=subprocess.PIPE, text=True
    )
    if done.returncode != 0:
        raise CommandError(f"{name} failed: {done.stderr.strip()}")


def _leave_out(script, line):
    aside = script.with_suffix(".older")
    with open(script, "rb") as source, open(aside, "wb") as target:
        target.writelines(each for each in source if not each.startswith(line))
    aside.rename(script)
