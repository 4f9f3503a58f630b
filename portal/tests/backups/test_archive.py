import os
import subprocess
import sys
import tarfile
from contextlib import closing
from urllib.parse import quote

import psycopg2
import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection

from audit.models import Entry
from audit.record import record
from conftest import make_member, make_unit, make_user
from lib.clock import now
from portal.backups.archive import write_backup
from units.models import Role, UnitBlock, UnitKind

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = ["units_unit", "units_member", "units_memberevent", "audit_entry", "units_appointment", "documents_layoutprofile"]


def address_of(name):
    values = connection.settings_dict
    host = quote(values["HOST"] or "", safe="")
    port = f":{values['PORT']}" if values["PORT"] else ""
    password = f":{quote(values['PASSWORD'])}" if values["PASSWORD"] else ""
    return f"postgres://{values['USER']}{password}@{host}{port}/{name}"


def rows_of(address):
    """Every row of some tables as text."""
    with closing(psycopg2.connect(address)) as there, there.cursor() as cursor:
        rows = {}
        for table in TABLES:
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")
            rows[table] = cursor.fetchall()
        return rows


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "pages" / "ab").mkdir(parents=True)
    (settings.MEDIA_ROOT / "pages" / "ab" / "abc").write_bytes(b"a page\n" * 5000)
    (settings.MEDIA_ROOT / "pages" / ".new-1").write_bytes(b"half of a p")
    return settings.MEDIA_ROOT


@pytest.fixture
def people(media):
    committee = make_unit("AL", UnitKind.COMMITTEE)
    cell = make_unit("1-01", UnitKind.CELL, above=committee, block=UnitBlock.objects.create(name="Xã", position=90))
    make_member(cell, "900001", "Nguyễn Thị Đào")
    officer = make_user("officer", Role.OFFICER, committee)
    record("units.member.changed", by=officer, unit=cell, note="Đã sửa")


@pytest.fixture
def empty_database():
    name = f"restored_{connection.settings_dict['NAME']}"
    with closing(psycopg2.connect(address_of(connection.settings_dict["NAME"]))) as there:
        there.autocommit = True
        with there.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
            yield address_of(name)
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def restore(archive, *, address, var_dir):
    """`restore` as a process of its own, against another database and another folder of files."""
    environment = dict(os.environ, DATABASE_URL=address, VAR_DIR=str(var_dir), DEBUG="1")
    environment.pop("DATABASE_OWNER_URL", None)
    return subprocess.run(
        [sys.executable, str(django_settings.BASE_DIR / "manage.py"), "restore", str(archive)],
        env=environment, capture_output=True, text=True,
    )


def test_a_backup_brings_every_row_and_file_back(people, media, empty_database, tmp_path):
    archive = tmp_path / "portal.tar"
    call_command("backup", str(archive))
    there = tmp_path / "there"

    done = restore(archive, address=empty_database, var_dir=there)

    assert done.returncode == 0, done.stderr
    here = rows_of(address_of(connection.settings_dict["NAME"]))
    assert all(here.values())
    assert rows_of(empty_database) == here
    files = [path for path in (there / "files").rglob("*") if path.is_file()]
    assert [(path.name, path.read_bytes()) for path in files] == [("abc", b"a page\n" * 5000)]


def test_a_restored_database_goes_on_counting_where_it_was(people, empty_database, tmp_path):
    archive = tmp_path / "portal.tar"
    call_command("backup", str(archive))
    restore(archive, address=empty_database, var_dir=tmp_path / "there")

    with closing(psycopg2.connect(empty_database)) as there, there.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('audit_entry', 'id')), max(id) FROM audit_entry")
        following, last = cursor.fetchone()
    assert following == last + 1


@pytest.mark.asvs("13.3.2")
def test_an_archive_is_for_its_owner_alone_and_whole_or_not_there(people, tmp_path):
    archive = tmp_path / "portal.tar"
    call_command("backup", str(archive))

    assert archive.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["media", "portal.tar"]


def test_a_damaged_archive_changes_nothing(people, empty_database, tmp_path):
    archive = tmp_path / "portal.tar"
    call_command("backup", str(archive))
    content = archive.read_bytes()
    archive.write_bytes(content.replace(b"a page\n", b"a pagX\n", 1))

    done = restore(archive, address=empty_database, var_dir=tmp_path / "there")

    assert done.returncode == 1
    assert "files/pages/ab/abc is not what was written" in done.stderr
    with closing(psycopg2.connect(empty_database)) as there, there.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert cursor.fetchone()[0] == 0


def test_half_an_archive_is_refused(people, empty_database, tmp_path):
    archive = tmp_path / "portal.tar"
    call_command("backup", str(archive))
    content = archive.read_bytes()
    archive.write_bytes(content[: len(content) // 2])

    done = restore(archive, address=empty_database, var_dir=tmp_path / "there")

    assert done.returncode == 1
    assert "is not a whole backup" in done.stderr


@pytest.mark.asvs("5.3.2")
def test_an_archive_that_points_outside_is_refused(empty_database, tmp_path):
    archive = tmp_path / "portal.tar"
    (tmp_path / "evil").write_text("evil")
    with tarfile.open(archive, "w") as tar:
        tar.add(tmp_path / "evil", arcname="../evil-was-here")

    done = restore(archive, address=empty_database, var_dir=tmp_path / "deep" / "there")

    assert done.returncode == 1
    assert "does not belong there" in done.stderr
    assert list((tmp_path / "deep").rglob("evil*")) == []


def test_a_database_in_use_is_not_restored_over(people, tmp_path):
    archive = tmp_path / "portal.tar"
    call_command("backup", str(archive))

    with pytest.raises(CommandError, match="The database is not empty"):
        call_command("restore", str(archive))
    assert Entry.objects.count() == 1


def test_a_backup_names_its_files(people, media, tmp_path):
    assert write_backup(tmp_path / "portal.tar", at=now()) == 1
    with tarfile.open(tmp_path / "portal.tar") as tar:
        assert tar.getnames() == ["database.dump", "files/pages/ab/abc", "manifest.json"]
