"""Runs the child that reads a scan: whatever a scan does, it does to the fork that reads a slice of it."""
import contextlib
import json
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_CHILD = Path(__file__).with_name("child.py")
# The child's own limit is 20 s of work for a slice; waiting for the disk and for other children is not work.
_PATIENCE = 120
_LONGEST_LINE = 64 * 1024
# Says nothing about the page: the machine goes down, or has no memory left for anybody.
_FROM_OUTSIDE = {-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP, -signal.SIGKILL}
_STARVED = (b"MemoryError", b"Cannot allocate memory", b"bad_alloc", b"ENOMEM", b"Insufficient memory")
# One thread each: a second one only takes address space from the page.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class Died(Exception):
    """The child ended before it had said what it was to say."""

    def __init__(self, reason, *, from_outside=False):
        super().__init__(reason)
        self.reason, self.from_outside = reason, from_outside


class Child:
    """A process whose forks read a scan slice by slice, with a folder for their pictures; leaves nothing behind."""

    def __init__(self, kind, path):
        self._arguments = [kind, str(Path(path).resolve())]
        self.process = None

    def __enter__(self):
        self._folder = Path(tempfile.mkdtemp(prefix="scan-"))
        return self

    def __exit__(self, *error):
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def begin(self, first, count):
        """Order a slice; what an earlier one had not said is lost."""
        if self._said_all is not True:
            self._end()
        if self.process is None:
            self._start()
        self._said_all = False
        try:
            self.process.stdin.write(b"%d %d\n" % (first, count))
            self.process.stdin.flush()
        except BrokenPipeError:
            raise self._death(self.process.wait()) from None

    def line(self):
        """The next thing said of the slice; Died where nothing more is said."""
        said = self._next_line()
        if said is None or "ended" in said:
            raise self._death(said["ended"] if said else self.process.wait())
        return said

    def pages(self):
        """What is said of each page, to the end of the slice."""
        while "ended" not in (said := self._next_line() or {"ended": self.process.wait() or 1}):
            yield said
        if said["ended"]:
            raise self._death(said["ended"])
        self._said_all = True

    def take(self, page):
        """The picture and the small picture of a page; the folder keeps neither."""
        taken = []
        for path in (self._folder / f"{page}.jpg", self._folder / f"{page}.small.jpg"):
            taken.append(path.read_bytes())
            path.unlink()
        return taken

    # Whether a further slice may be ordered of the process as it is.
    _said_all = False

    def _start(self):
        self._errors = open(self._folder / "errors", "w+b")
        command = [sys.executable, "-I", str(_CHILD), *self._arguments, str(self._folder)]
        self.process = subprocess.Popen(  # noqa: S603 a program of ours; names of files are our own, hashes and kinds
            command, env=_ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors,
            start_new_session=True,  # so that the fork is ended with it
        )
        self._waiting = selectors.DefaultSelector()
        self._waiting.register(self.process.stdout, selectors.EVENT_READ)
        self._rest = b""

    def _end(self):
        if self.process is None:
            return
        if self.process.returncode is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._waiting.close()
        self.process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self._errors.close()
        self.process = None

    def _next_line(self):
        until = time.monotonic() + _PATIENCE
        while b"\n" not in self._rest:
            if not self._waiting.select(max(0, until - time.monotonic())) or len(self._rest) > _LONGEST_LINE:
                raise Died("too_heavy")
            read = os.read(self.process.stdout.fileno(), 65536)
            if not read:
                return None
            self._rest += read
        line, self._rest = self._rest.split(b"\n", 1)
        try:
            return json.loads(line)
        except ValueError:
            raise Died("broken") from None

    def _death(self, ended):
        if ended in _FROM_OUTSIDE:
            return Died("stopped", from_outside=True)
        self._errors.seek(0)
        said = self._errors.read(1 << 20)
        return Died("too_heavy" if ended == -signal.SIGXCPU or any(word in said for word in _STARVED) else "broken")
