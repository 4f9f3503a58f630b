"""A small version of `benchmarks/signing_in.py`, whose figures are for a quiet machine: everybody gets in, nobody by guessing."""
import datetime

import pytest
from axes.models import AccessAttempt

from benchmarks.signing_in import all_at_once, guess, longest_lock, make_people, sign_in
from lib.clock import now

_PASSWORD = "đo kiểm mùa nước nổi"
_STRANGER, _COMMUNE = "127.0.0.66", "127.0.0.77"


@pytest.mark.asvs("6.3.1", "2.4.1")
def test_twenty_sign_in_together_and_sixty_guesses_give_nothing(transactional_db, live_server):
    names, _seconds = make_people(20)
    statuses, _seconds = all_at_once(live_server.url, names)
    assert statuses == {302: 20}

    # One stranger at one name: eight guesses are looked at, the rest wait; the owner elsewhere does not.
    assert guess(live_server.url, names[:1], 20, visitor=_STRANGER)[302] == 0
    lock = longest_lock(names[0], _STRANGER, at=now())
    assert 0 < lock <= 15 * 60
    assert sign_in(live_server.url, names[0], _PASSWORD, visitor=_STRANGER) == 429
    assert sign_in(live_server.url, names[0], _PASSWORD) == 302
    # Going on prolongs nothing.
    for attempt in AccessAttempt.objects.filter(username=names[0], ip_address=_STRANGER):
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=attempt.attempt_time - datetime.timedelta(seconds=lock - 5))
    assert guess(live_server.url, names[:1], 2, visitor=_STRANGER) == {429: 2}
    assert longest_lock(names[0], _STRANGER, at=now()) <= 5

    # A commune behind one address: forty slips of the finger over all names hold back nobody.
    assert guess(live_server.url, names, 40, visitor=_COMMUNE) == {200: 40}
    assert {sign_in(live_server.url, name, _PASSWORD, visitor=_COMMUNE) for name in names[:4]} == {302}
