"""`bin/run`: database, broker, web, worker and scheduler on this machine, until Ctrl-C."""
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import psycopg2

from portal.local_services.__main__ import run
from portal.local_services.use import local_services

BASE_DIR = Path(__file__).resolve().parent.parent
READY_SECONDS = 60


def main():
    say("Starting database and broker …")
    with local_services() as environment:
        environment |= {"PYTHONPATH": str(BASE_DIR), "PYTHONUNBUFFERED": "1"}
        environment.setdefault("PORT", "8000")
        # On one's own machine root is as good as anybody.
        environment.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser privileges")
        say("Bringing database and static files up to date …")
        manage(environment, "prepare", "--verbosity", "0")
        accounts = Path(environment["VAR_DIR"]) / "demo-accounts.txt"
        if is_empty(environment):
            load_demo(environment, accounts)
        say("Starting web, worker and scheduler …")
        threading.Thread(target=announce, args=(environment, accounts), daemon=True).start()
        return run([sys.executable, "-m", "honcho", "--no-colour", "start"], environment)


def manage(environment, *arguments, **options):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, env=environment, cwd=BASE_DIR, check=True, **options)  # noqa: S603 words of ours


def is_empty(environment):
    """Whether nobody has put a unit into the database yet."""
    with closing(psycopg2.connect(environment["DATABASE_URL"])) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM units_unit)")
        return cursor.fetchone()[0]


def load_demo(environment, accounts):
    """Fill the database with the campaign of An Lạc; its accounts are kept for later starts."""
    say("Loading the campaign of An Lạc …")
    loaded = manage(environment, "load_demo", stdout=subprocess.PIPE, text=True)
    with open(os.open(accounts, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(loaded.stdout)


def announce(environment, accounts):
    """Say where the portal is, once it answers, and who may sign in."""
    address = f"http://127.0.0.1:{environment['PORT']}/"
    if not answers(address + "health/"):
        say("The portal has not answered yet; its log is above.")
        return
    lines = ["", f"The portal is ready: {address}"]
    if accounts.exists():
        lines += ["", accounts.read_text().rstrip()]
    say("\n".join([*lines, "", "Ctrl-C stops it."]))


def answers(address):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 our own, on this machine
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def say(text):
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"Stopped: {' '.join(error.cmd[1:])} failed; its message is above.")
    except KeyboardInterrupt:
        sys.exit(130)
