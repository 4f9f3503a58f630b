import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import redis
from django.conf import settings as django_settings

OURS = {"DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DEBUG", "VAR_DIR", "HTTPS", "ALLOWED_HOSTS"}
SHOW = "import os, json; print(json.dumps(dict(os.environ)))"


@pytest.fixture
def folder():
    """A folder the account of the database can reach, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="portal-services-"))
    path.chmod(0o755)
    yield path
    assert servers_in(path) == [], "servers were left running"
    shutil.rmtree(path)


def environment(folder, **more):
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return clean | {"VAR_DIR": str(folder), "DURABLE_DATABASE": "0", "PYTHONPATH": str(django_settings.BASE_DIR)} | more


def start(folder, *command, **more):
    """Run a command with the services of the folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "portal.local_services", *command],
        env=environment(folder, **more), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )


def environment_inside(folder, **more):
    process = start(folder, sys.executable, "-c", SHOW, **more)
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    return json.loads(output), errors


def user(folder):
    """Somebody who uses the services until told to stop (its input is closed); give it once it runs, with its environment."""
    process = start(folder, sys.executable, "-c", SHOW + "; import sys; sys.stdout.flush(); sys.stdin.read()")
    line = process.stdout.readline()
    assert line, process.stderr.read()
    return process, json.loads(line)


def leave(process):
    process.stdin.close()
    process.wait()


def servers_in(folder):
    """Process numbers of the servers that work in the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if str(folder) in os.readlink(entry / "cwd"):
                    found.append(int(entry.name))
            except OSError:
                pass
    return found


def ask(url, statement):
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def wait_until(true):
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_database_and_broker_are_there_and_gone_afterwards(folder):
    process, inside = user(folder)

    assert ask(inside["DATABASE_URL"], "SELECT current_user") == "portal_application"
    assert ask(inside["DATABASE_OWNER_URL"], "SELECT current_user") == "portal_owner"
    assert ask(inside["DATABASE_URL"], "SHOW data_checksums") == "on"
    with redis.Redis.from_url(inside["REDIS_URL"]) as broker:
        assert broker.config_get("maxmemory-policy", "appendonly") == {
            "maxmemory-policy": "noeviction", "appendonly": "yes"
        }
    leave(process)
    assert servers_in(folder) == []


def test_neither_answers_without_its_password(folder):
    process, inside = user(folder)
    without = inside["DATABASE_URL"].replace("portal_application:", "portal_application:x")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(without)
    port = inside["REDIS_URL"].rsplit(":", 1)[1].split("/")[0]
    with pytest.raises(redis.AuthenticationError), redis.Redis(port=int(port)) as broker:
        broker.ping()
    leave(process)


def test_only_their_account_reads_the_folders_and_secrets(folder):
    environment_inside(folder)
    private = ["postgres", "postgres/data", "postgres/socket", "broker", "secrets.json"]
    assert {name: stat.S_IMODE((folder / name).stat().st_mode) for name in private} == {
        "postgres": 0o700, "postgres/data": 0o700, "postgres/socket": 0o700, "broker": 0o700, "secrets.json": 0o600,
    }


def test_the_second_start_finds_the_rows_and_secrets_of_the_first(folder):
    process, first = user(folder)
    with closing(psycopg2.connect(first["DATABASE_OWNER_URL"])) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 7 AS seven")
        connection.commit()
    leave(process)

    process, second = user(folder)
    assert ask(second["DATABASE_OWNER_URL"], "SELECT seven FROM kept") == 7
    assert second["SECRET_KEY"] == first["SECRET_KEY"]
    leave(process)


def test_the_last_user_stops_the_servers(folder):
    first, inside = user(folder)
    second, _inside = user(folder)
    leave(first)
    assert ask(inside["DATABASE_URL"], "SELECT 1") == 1
    leave(second)
    assert servers_in(folder) == []


def test_a_user_that_was_killed_is_not_waited_for(folder):
    first, inside = user(folder)
    first.kill()
    first.wait()
    assert ask(inside["DATABASE_URL"], "SELECT 1") == 1  # nobody was left to stop it

    second, _inside = user(folder)
    leave(second)
    assert servers_in(folder) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_whoever_stops_us_stops_the_command_and_the_servers(folder, number):
    process, _inside = user(folder)
    process.send_signal(number)
    assert process.wait(timeout=20) == 128 + signal.SIGTERM
    assert servers_in(folder) == []


def test_after_a_power_cut_a_strangers_number_in_the_pid_file_hinders_nobody(folder):
    """The pid files stay behind, and by now the numbers belong to somebody else's processes."""
    process, inside = user(folder)
    process.kill()
    process.wait()
    for pid in servers_in(folder):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    wait_until(lambda: servers_in(folder) == [])
    owner = (folder / "postgres" / "data").stat()
    stranger = subprocess.Popen(
        ["sleep", "60"], cwd="/", **({"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if os.geteuid() == 0 else {})
    )
    pid_file = folder / "postgres" / "data" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
    (folder / "broker" / "pid").write_text(str(stranger.pid))

    process, inside = user(folder)
    assert ask(inside["DATABASE_URL"], "SELECT 1") == 1
    leave(process)
    assert stranger.poll() is None  # and was not taken for ours
    stranger.kill()
    stranger.wait()


def test_a_half_made_database_is_made_again(folder):
    (folder / "postgres" / "data.new").mkdir(parents=True)
    (folder / "postgres" / "data.new" / "PG_VERSION").write_text("18\n")
    inside, _errors = environment_inside(folder)
    assert "DATABASE_URL" in inside


def test_a_long_path_gets_a_short_socket(folder):
    deep = folder / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    process, inside = user(deep)
    assert ask(inside["DATABASE_URL"], "SELECT 1") == 1
    leave(process)
    shutil.rmtree((deep / "postgres" / "socket-folder").read_text())


def test_given_servers_are_used_and_none_is_started(folder):
    given = {"DATABASE_URL": "postgres://a:b@127.0.0.1/c", "REDIS_URL": "redis://127.0.0.1:6379/5"}
    inside, errors = environment_inside(folder, **given)
    assert {name: inside[name] for name in given} == given
    assert "that it cannot change its history or its tables is then not promised" in errors
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == []


def test_with_both_roles_given_there_is_nothing_to_warn_of(folder):
    given = {
        "DATABASE_URL": "postgres://a:b@127.0.0.1/c", "DATABASE_OWNER_URL": "postgres://o:b@127.0.0.1/c",
        "REDIS_URL": "redis://127.0.0.1:6379/5",
    }
    _inside, errors = environment_inside(folder, **given)
    assert errors == ""


def test_a_secret_key_that_is_given_means_a_server_of_somebody_elses(folder):
    inside, _errors = environment_inside(folder, SECRET_KEY="k" * 50, REDIS_URL="redis://x/0", DATABASE_URL="postgres://x/y")
    assert ("HTTPS" in inside, "ALLOWED_HOSTS" in inside) == (False, False)


def test_the_answer_of_the_command_is_ours(folder):
    given = {"REDIS_URL": "redis://x/0", "DATABASE_URL": "postgres://x/y"}
    assert start(folder, sys.executable, "-c", "raise SystemExit(7)", **given).wait() == 7


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_runs_them_under_his_own_account(folder):
    nobody = pwd.getpwnam("nobody")
    if subprocess.run(["test", "-x", os.path.realpath(sys.executable)], user=nobody.pw_uid).returncode != 0:
        pytest.skip("this Python lies in a closed folder")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    done = subprocess.run(
        [sys.executable, "-m", "portal.local_services", sys.executable, "-c", SHOW], env=environment(folder),
        user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[], cwd="/", capture_output=True, text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "postgres" / "data").stat().st_uid == nobody.pw_uid
