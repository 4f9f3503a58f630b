"""Few passwords are hashed at once, whoever asks: seen from inside the library, by real threads."""
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from argon2 import low_level
from django.contrib.auth.hashers import check_password, make_password
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.busy import BusyMiddleware
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in import sign_in
from accounts.turns import Busy, Turns, turns
from lib.tests.at_once import at_once

_MIB = 1024


@pytest.fixture
def inside(monkeypatch):
    """How many hashes the library made at once: the highest count seen."""
    seen, lock = {"now": 0, "most": 0}, threading.Lock()

    def counted(real):
        def call(*args, **kwargs):
            with lock:
                seen["now"] += 1
                seen["most"] = max(seen["most"], seen["now"])
            try:
                return real(*args, **kwargs)
            finally:
                with lock:
                    seen["now"] -= 1
        return call

    for name in ("hash_secret", "verify_secret"):
        monkeypatch.setattr(low_level, name, counted(getattr(low_level, name)))
        monkeypatch.setattr(f"argon2._password_hasher.{name}", getattr(low_level, name))
    return seen


@pytest.fixture
def limits(settings):
    def set_limits(**values):
        for name, value in values.items():
            setattr(settings, f"PASSWORD_{name}", value)
        turns.cache_clear()
    yield set_limits
    turns.cache_clear()


def peak_memory(work):
    """By how much the process grew at most while it worked, in KiB."""
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
    before = _status("VmRSS")
    work()
    return _status("VmHWM") - before


def _status(name):
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(name))


@pytest.mark.asvs("15.2.2")
def test_twelve_at_once_take_the_memory_of_two(inside, limits):
    limits(HASHES_AT_ONCE=2)
    encoded = make_password(PASSWORD)

    grown = peak_memory(lambda: at_once(*[lambda: check_password(PASSWORD, encoded)] * 8, *[lambda: make_password(PASSWORD)] * 4))

    assert inside["most"] == 2
    assert 46 * _MIB < grown < 3 * 46 * _MIB


def test_they_wait_in_the_order_they_came():
    queue, order = Turns(at_once=1, waiting=20, seconds=10), []

    def take(number):
        with queue.taken():
            order.append(number)

    with ThreadPoolExecutor(12) as pool:
        with queue.taken():
            for number in range(12):
                pool.submit(take, number)
                wait_until(lambda: len(queue._line) == number + 1)
    assert order == list(range(12))


def test_beyond_the_bound_or_the_patience_nobody_waits_and_the_place_is_free_again():
    queue = Turns(at_once=1, waiting=1, seconds=0.05)
    with queue.taken():
        with ThreadPoolExecutor(1) as pool:
            first = pool.submit(lambda: queue.taken().__enter__())
            wait_until(lambda: queue._line)
            with pytest.raises(Busy), queue.taken():
                pass
            assert isinstance(first.exception(), Busy)
    with queue.taken():
        pass


def test_who_finds_no_place_keeps_what_he_typed_but_the_password(hoa, limits):
    limits(HASHES_AT_ONCE=1, HASHES_WAITING=0)
    with turns().taken():
        answer = sign_in(Client(), "0912345678", PASSWORD, next="/?week=2")
    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert 'value="0912345678"' in text and 'value="/?week=2"' in text and PASSWORD not in text
    assert "chờ mười giây" in text and "Trường này" not in text

    client = Client()
    client.force_login(hoa)
    with turns().taken():
        answer = client.post(reverse("accounts:change_password"), {"old_password": PASSWORD, "new_password1": "x", "new_password2": "x"})
    assert answer.status_code == 503
    assert sign_in(Client(), "0912345678", PASSWORD).status_code == 302      # no wrong try was counted, no place lost


def test_another_page_that_asks_for_a_password_answers_so_too(db):
    answer = BusyMiddleware(None).process_exception(RequestFactory().post("/"), Busy())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert BusyMiddleware(None).process_exception(RequestFactory().post("/"), ValueError()) is None


def wait_until(true):
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.001)
