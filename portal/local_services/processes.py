"""What the two servers have in common: started apart from the terminal, ready when a connection succeeds."""
import os
import subprocess
import time
from pathlib import Path

from portal.local_services.folders import as_account

START_SECONDS = 60
LOG_BYTES = 10_000_000


def start(command, *, folder, account, log, environment=None):
    """Start a server in a session of its own, so that Ctrl-C reaches it only through us."""
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.unlink()
    with open(log, "ab") as output:
        return subprocess.Popen(  # noqa: S603 servers out of their wheels, with folders of ours
            [str(part) for part in command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=output, start_new_session=True, umask=0o077, **as_account(account),
        )


def wait_until(ready, *, what, log, process=None):
    """Return once `ready()` says so; a server that ends before, or never answers, stops us with its log."""
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        ended = process is not None and process.poll() is not None
        if ended or time.monotonic() > deadline:
            raise SystemExit(f"{what} did not start; the end of {log}:\n{_tail(log)}")
        time.sleep(0.05)


def wait_until_gone(pid):
    deadline = time.monotonic() + START_SECONDS
    while _exists(pid) and time.monotonic() < deadline:
        time.sleep(0.05)


def lives_in(pid, folder):
    """Whether the process is a server at work in the folder, and not a stranger that got its number after a power cut."""
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")) == folder
    except OSError:
        return False


def _exists(pid):
    try:
        # A child of ours that ended is still listed until it is waited for.
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return os.path.exists(f"/proc/{pid}")


def _tail(log, lines=15):
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else "(empty)"
