"""200 people sign in at the same moment, and 1,000 wrong passwords are tried: the real web server, over HTTP.

    bin/manage shell -c "from benchmarks.signing_in import main; main()"

Promise, on two cores: all 200 are in within a minute, and within 6 times the hashing alone of as many passwords; of 1,000 wrong
tries none gets in, and whoever has the right password waits for at most a quarter of an hour, whichever of the two shapes they have:
one stranger at one name, or a whole commune behind one address. The accounts are made for the run and taken away after it; what
the history keeps of them stays, so a trial database is the place.
"""
import contextlib
import functools
import http.client
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import User
from lib.clock import now

_PEOPLE, _TRIES, _AT_ONCE = 200, 1000, 50
_PASSWORD = "đo kiểm mùa nước nổi"
_NAME = "do-kiem"


class _From(urllib.request.HTTPHandler):
    """From another address of this machine: whoever listens on 127.0.0.1 sees it as the visitor's."""

    def __init__(self, visitor):
        super().__init__()
        self.connect = functools.partial(http.client.HTTPConnection, source_address=(visitor, 0))

    def http_open(self, request):
        return self.do_open(self.connect, request)


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """The answer to a sign-in is what counts, not the page it leads to."""

    def redirect_request(self, *args, **kwargs):
        return None


def sign_in(address, username, password, *, visitor="127.0.0.1"):
    """Open the page of signing in, send it, as a browser does; the status: 302 is in, 200 wrong, 429 locked, 503 too many."""
    opener = urllib.request.build_opener(_From(visitor), urllib.request.HTTPCookieProcessor(CookieJar()), _StaysHere)
    page = opener.open(f"{address}/accounts/sign-in/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "username": username, "password": password}).encode()
    try:
        return opener.open(f"{address}/accounts/sign-in/", data, timeout=60).status
    except urllib.error.HTTPError as error:
        return error.code


def all_at_once(address, names, password=_PASSWORD):
    """`(Counter of statuses, seconds)` of all of them signing in together."""
    began = time.monotonic()
    with ThreadPoolExecutor(min(_AT_ONCE, len(names))) as pool:
        statuses = Counter(pool.map(lambda name: sign_in(address, name, password), names))
    return statuses, time.monotonic() - began


def guess(address, names, tries, *, visitor):
    """Counter of statuses of wrong passwords, spread over the names in turn, all from one address."""
    with ThreadPoolExecutor(8) as pool:
        return Counter(pool.map(
            lambda number: sign_in(address, names[number % len(names)], f"sai mật khẩu {number}", visitor=visitor), range(tries)
        ))


def make_people(count):
    """Names of so many accounts with the password; hashing them is the floor: `(names, seconds)`, on as many threads as cores."""
    began = time.monotonic()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        hashes = list(pool.map(make_password, [_PASSWORD] * count))
    seconds = time.monotonic() - began
    names = [f"{_NAME}-{number}" for number in range(count)]
    User.objects.bulk_create(User(username=name, full_name=name, password=hashed) for name, hashed in zip(names, hashes, strict=True))
    return names, seconds


def forget_people():
    AccessAttempt.objects.filter(username__startswith=_NAME).delete()
    User.objects.filter(username__startswith=_NAME).delete()


def longest_lock(name, visitor, *, at):
    """Seconds for which the name is still held back at the address."""
    attempts = AccessAttempt.objects.filter(username=name, ip_address=visitor, failures_since_start__gte=settings.AXES_FAILURE_LIMIT)
    return max(((one.attempt_time + settings.AXES_COOLOFF_TIME - at).total_seconds() for one in attempts), default=0)


@contextlib.contextmanager
def server():
    """The web server as `bin/run` starts it, on a free port; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:portal.gunicorn_conf", "portal.wsgi"]
    process = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/health/", timeout=5)
                break
            if process.poll() is not None:
                raise RuntimeError("the web server did not start; its message is above")
            time.sleep(0.2)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def main():
    """Print each figure and its limit beside it."""
    try:
        names, floor = make_people(_PEOPLE)
        with server() as address:
            statuses, seconds = all_at_once(address, names)
            print(f"{statuses[302]} of {_PEOPLE} are in within {seconds:.1f} s (60), {seconds / floor:.2f} × hashing alone (6)")
            one = guess(address, names[:1], _TRIES, visitor="127.0.0.66")
            locked, elsewhere = longest_lock(names[0], "127.0.0.66", at=now()), sign_in(address, names[0], _PASSWORD)
            print(f"{_TRIES} tries at one name: {one[302]} in (0); its owner elsewhere: {elsewhere} (302); here for {locked:.0f} s more (900)")
            commune = guess(address, names, _TRIES, visitor="127.0.0.77")
            with ThreadPoolExecutor(8) as pool:
                owners = Counter(pool.map(lambda name: sign_in(address, name, _PASSWORD, visitor="127.0.0.77"), names))
            print(f"{_TRIES} tries at all names from one address: {commune[302]} in (0); then {owners[302]} of {_PEOPLE} owners from there ({_PEOPLE})")
    finally:
        forget_people()
