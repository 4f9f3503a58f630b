"""Guessing is held back: by user name and address, for a while, in words that say what to do."""
import datetime

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client

from accounts.services.codes import issue_one_time_code
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in import sign_in
from jobs.tests.over import drop_over
from lib.clock import now

pytestmark = pytest.mark.urls("accounts.tests.urls")
_ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


def guess(times, username="0912345678", client=None, **extra):
    client = client or Client(**extra)
    return [sign_in(client, username, f"sai mật khẩu {number}").status_code for number in range(times)]


def passes(username="0912345678", password=PASSWORD, **extra):
    return sign_in(Client(**extra), username, password).status_code == 302


def moved_back(by):
    for attempt in AccessAttempt.objects.all():
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=attempt.attempt_time - by)


@pytest.mark.asvs("6.3.1", "2.4.1")
def test_after_eight_wrong_passwords_the_right_one_waits_a_quarter_of_an_hour(hoa):
    assert guess(settings.AXES_FAILURE_LIMIT)[-2:] == [200, 429]

    answer = sign_in(Client(), "0912345678", PASSWORD, next="/?week=2")
    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "15 phút" in text and 'value="0912345678"' in text and 'value="/?week=2"' in text and PASSWORD not in text

    moved_back(settings.AXES_COOLOFF_TIME + datetime.timedelta(seconds=1))
    assert passes()


def test_who_sits_elsewhere_is_not_held_back_by_a_stranger(hoa):
    guess(settings.AXES_FAILURE_LIMIT + 3, **_ELSEWHERE)

    assert passes()
    assert not passes(**_ELSEWHERE)


def test_a_neighbour_at_the_same_address_is_not_held_back(hoa, newcomer):
    guess(settings.AXES_FAILURE_LIMIT)

    code = issue_one_time_code(user=newcomer, by=None, at=newcomer.created_at)
    assert passes("CB-01", code)


def test_other_spellings_of_a_name_are_no_further_attempts(newcomer):
    spellings = ["CB-01", "cb-01", " Cb-01 ", "cB-01"]
    statuses = [guess(2, name)[-1] for name in spellings]

    assert statuses == [200, 200, 200, 429]


def test_going_on_does_not_prolong_it(hoa):
    guess(settings.AXES_FAILURE_LIMIT)
    moved_back(datetime.timedelta(minutes=10))
    guess(5)
    moved_back(datetime.timedelta(minutes=6))

    assert passes()


@pytest.mark.asvs("4.1.3", "15.3.4")
def test_a_header_of_the_visitors_is_no_other_address(hoa):
    statuses = [
        guess(1, client=Client(headers={"X-Forwarded-For": f"198.51.100.{number}"}))[0] for number in range(settings.AXES_FAILURE_LIMIT)
    ]

    assert statuses[-1] == 429


def test_a_new_code_forgives(hoa):
    guess(settings.AXES_FAILURE_LIMIT)

    assert passes(password=issue_one_time_code(user=hoa, by=None, at=hoa.created_at))


@pytest.mark.asvs("6.6.3")
def test_wrong_codes_count_like_wrong_passwords(newcomer):
    issue_one_time_code(user=newcomer, by=None, at=newcomer.created_at)
    statuses = [sign_in(Client(), "CB-01", f"0000-1111-22{number}").status_code for number in range(10, 10 + settings.AXES_FAILURE_LIMIT)]

    assert statuses[-1] == 429


def test_the_right_password_starts_the_count_anew(hoa):
    guess(settings.AXES_FAILURE_LIMIT - 1)
    assert passes()
    assert guess(1) == [200]


@pytest.mark.asvs("16.2.5")
def test_nothing_typed_is_kept_but_the_name_and_that_not_for_long(hoa):
    guess(2)
    attempt = AccessAttempt.objects.get()
    assert "sai mật khẩu" not in attempt.post_data + attempt.get_data
    assert attempt.username == "0912345678"

    drop_over("accounts.attempts", at=now())
    assert AccessAttempt.objects.count() == 1
    moved_back(settings.AXES_COOLOFF_TIME + datetime.timedelta(seconds=1))
    drop_over("accounts.attempts", at=now())
    assert AccessAttempt.objects.count() == 0
