"""A password hash takes 46 MiB: a few at once in each process, others wait in order, and beyond a bound they come back later."""
import collections
import contextlib
import functools
import threading

from django.conf import settings


class Busy(Exception):
    """Too many wait already, or this one waited too long; nothing was hashed."""


class Turns:
    """At most `at_once` inside; up to `waiting` wait in the order they came, each for at most `seconds`."""

    def __init__(self, *, at_once, waiting, seconds):
        self._free, self._waiting, self._seconds = at_once, waiting, seconds
        self._lock, self._line = threading.Lock(), collections.deque()

    @contextlib.contextmanager
    def taken(self):
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self):
        with self._lock:
            if self._free:
                self._free -= 1
                return
            if len(self._line) >= self._waiting:
                raise Busy
            mine = threading.Event()
            self._line.append(mine)
        if mine.wait(self._seconds):
            return
        with self._lock:
            if mine.is_set():       # handed over while it gave up
                return
            self._line.remove(mine)
        raise Busy

    def _leave(self):
        with self._lock:
            if self._line:
                self._line.popleft().set()      # the turn is handed on, not put back: nobody overtakes
            else:
                self._free += 1


@functools.cache
def turns():
    """Those of this process."""
    return Turns(
        at_once=settings.PASSWORD_HASHES_AT_ONCE, waiting=settings.PASSWORD_HASHES_WAITING, seconds=settings.PASSWORD_HASH_WAIT_SECONDS
    )
