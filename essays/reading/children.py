"""Runs the child that reads a slice of a scan: whatever a scan does to it, it does to the child alone."""
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
_STARVED = (b"MemoryError", b"Cannot allocate memory", b"bad_alloc", b"ENOMEM")
# One thread each: a second one only takes address space from the page.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class Died(Exception):
    """The child ended before it had said what it was to say."""

    def __init__(self, reason, *, from_outside=False):
        super().__init__(reason)
        self.reason, self.from_outside = reason, from_outside


class Slice:
    """A child at work on some pages, with a folder for its pictures; a context manager that leaves neither behind."""

    def __init__(self, kind, path, *, first, count):
        self._arguments = [kind, str(Path(path).resolve()), first, count]

    def __enter__(self):
        self._folder = Path(tempfile.mkdtemp(prefix="scan-"))
        self._errors = open(self._folder / "errors", "w+b")
        kind, path, first, count = self._arguments
        command = [sys.executable, "-I", str(_CHILD), kind, path, str(self._folder), str(first), str(count)]
        self.process = subprocess.Popen(
            command, env=_ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._errors,
        )
        self._waiting = selectors.DefaultSelector()
        self._waiting.register(self.process.stdout, selectors.EVENT_READ)
        self._rest = b""
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.wait()
        self._waiting.close()
        self.process.stdout.close()
        self._errors.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def line(self):
        """The next thing the child says; Died where it says nothing more."""
        said = self._next_line()
        if said is None:
            raise self._death()
        return said

    def pages(self):
        """What is said of each page, to the end of the slice."""
        while (said := self._next_line()) is not None:
            yield said
        if self.process.wait() != 0:
            raise self._death()

    def take(self, page):
        """The picture and the small picture of a page; the folder keeps neither."""
        taken = []
        for path in (self._folder / f"{page}.jpg", self._folder / f"{page}.small.jpg"):
            taken.append(path.read_bytes())
            path.unlink()
        return taken

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

    def _death(self):
        ended = self.process.wait()
        if ended in _FROM_OUTSIDE:
            return Died("stopped", from_outside=True)
        self._errors.seek(0)
        said = self._errors.read(1 << 20)
        return Died("too_heavy" if ended == -signal.SIGXCPU or any(word in said for word in _STARVED) else "broken")
