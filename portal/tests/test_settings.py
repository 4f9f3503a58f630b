import os
import runpy
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError

SETTINGS = str(django_settings.BASE_DIR / "portal" / "settings.py")
# What docs/operations.md tells a production install to set.
PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "SHEET_KEYS": "sheets-0123456789abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "portal.example.vn",
    "DATABASE_URL": "postgres://portal_application:secret@127.0.0.1/portal",
    "DATABASE_OWNER_URL": "postgres://portal_owner:secret@127.0.0.1/portal",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "TRUSTED_PROXIES": "127.0.0.1",
}
OURS = {
    *PRODUCTION, "DEBUG", "HTTPS", "VAR_DIR", "CLOCK_SHIFT_SECONDS", "IDLE_MINUTES", "LOG_LEVEL", "AS_DATABASE_OWNER",
    "HSTS_SECONDS", "DATABASE_CONN_MAX_AGE", "CSRF_TRUSTED_ORIGINS",
    # Set by the journeys in a browser for the whole process.
    "DJANGO_ALLOW_ASYNC_UNSAFE",
}


@pytest.fixture
def load(monkeypatch):
    """The settings as they would be in a production environment with some values changed, or left out (None)."""

    def load(**changes):
        for name in OURS:
            monkeypatch.delenv(name, raising=False)
        for name, value in (PRODUCTION | changes).items():
            if value is not None:
                monkeypatch.setenv(name, value)
        return runpy.run_path(SETTINGS)

    return load


@pytest.mark.asvs("13.4.2", "3.3.3")
def test_production_is_closed(load):
    got = load()
    assert {name: got[name] for name in (
        "DEBUG", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS",
    )} == {
        "DEBUG": False, "SESSION_COOKIE_NAME": "__Host-session", "CSRF_COOKIE_NAME": "__Host-csrf",
        "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000, "ALLOWED_HOSTS": ["portal.example.vn"],
    }


@pytest.mark.asvs("13.2.3", "13.3.1")
@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_what_must_be_given_is_asked_for_by_name(load, name):
    with pytest.raises(EnvError, match=f'"{name}" not set'):
        load(**{name: None})


@pytest.mark.parametrize("name, value, expected", [
    ("DEBUG", "perhaps", "Not a valid boolean"),
    ("SECRET_KEY", "short", "Expected at least 50 characters"),
    ("SHEET_KEYS", "short", "Expected at least 32 characters"),
    ("DATABASE_URL", "mysql://root@127.0.0.1/portal", "Expected an address such as postgres://"),
    ("DATABASE_URL", "portal", "Expected an address such as postgres://"),
    ("REDIS_URL", "amqp://127.0.0.1", "Expected an address such as redis://"),
    ("IDLE_MINUTES", "ten", "Not a valid integer"),
    ("IDLE_MINUTES", "1", "Expected a whole number from 5 to 480"),
    ("LOG_LEVEL", "LOUD", "Expected one of: DEBUG, INFO, WARNING, ERROR"),
])
def test_a_wrong_value_stops_the_start_with_its_name_and_what_is_expected(load, name, value, expected):
    with pytest.raises(EnvError) as caught:
        load(**{name: value})
    assert f'"{name}"' in str(caught.value)
    assert expected in str(caught.value)


def test_debug_needs_no_secret_and_no_https(load):
    got = load(DEBUG="1", SECRET_KEY=None, ALLOWED_HOSTS=None)
    assert (got["HTTPS"], got["SESSION_COOKIE_NAME"], got["ALLOWED_HOSTS"]) == (
        False, "session", ["localhost", "127.0.0.1"]
    )


@pytest.mark.asvs("12.2.1")
def test_plain_http_is_for_the_machine_itself(load):
    assert load(HTTPS="0", ALLOWED_HOSTS="localhost,127.0.0.1")["SESSION_COOKIE_NAME"] == "session"
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS may hold localhost and 127.0.0.1 only"):
        load(HTTPS="0")


def test_a_shifted_clock_is_refused_where_people_work(load):
    assert load(CLOCK_SHIFT_SECONDS="60", HTTPS="0", ALLOWED_HOSTS="localhost")["CLOCK_SHIFT_SECONDS"] == 60
    with pytest.raises(ImproperlyConfigured, match="CLOCK_SHIFT_SECONDS"):
        load(CLOCK_SHIFT_SECONDS="60")


@pytest.mark.asvs("13.2.2")
def test_the_owner_is_used_only_where_tables_change(load):
    assert load()["DATABASES"]["default"]["USER"] == "portal_application"
    assert load(AS_DATABASE_OWNER="1")["DATABASES"]["default"]["USER"] == "portal_owner"
    assert load(DATABASE_OWNER_URL=None, AS_DATABASE_OWNER="1")["DATABASES"]["default"]["USER"] == "portal_application"


def test_what_hangs_ends_by_itself_but_a_migration_takes_its_time(load):
    assert load()["DATABASES"]["default"]["OPTIONS"]["options"] == (
        "-c statement_timeout=60s -c lock_timeout=15s -c idle_in_transaction_session_timeout=300s"
    )
    assert "options" not in load(AS_DATABASE_OWNER="1")["DATABASES"]["default"].get("OPTIONS", {})


def test_a_socket_keeps_its_capitals(load):
    url = "postgres://portal:secret@%2Fsrv%2FPortal%2Fvar/portal"
    assert load(DATABASE_URL=url)["DATABASES"]["default"]["HOST"] == "/srv/Portal/var"


def test_check_deploy_is_clean_with_the_documented_environment(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=django_settings.BASE_DIR, env=environment | PRODUCTION | {"VAR_DIR": str(tmp_path)},
        capture_output=True, text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_check_deploy_tells_of_one_database_role(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | PRODUCTION
    del environment["DATABASE_OWNER_URL"]
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=django_settings.BASE_DIR, env=environment | {"VAR_DIR": str(tmp_path)}, capture_output=True, text=True,
    )
    assert "portal.W001" in done.stderr


def test_sheets_of_an_older_key_are_read_and_a_derived_key_is_told_of(load, tmp_path):
    old, new = "o" * 40, "n" * 40
    assert load(SHEET_KEYS=f"{new},{old}")["SHEET_KEYS"] == [new, old]
    assert load(SHEET_KEYS=None)["SHEET_KEYS_DERIVED"] is True
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | PRODUCTION
    del environment["SHEET_KEYS"]
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=django_settings.BASE_DIR, env=environment | {"VAR_DIR": str(tmp_path)}, capture_output=True, text=True,
    )
    assert "portal.W003" in done.stderr
