"""Login cards: one link, once, within a day; looking at it uses nothing up."""
import datetime
import logging

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.card_views import KEY
from accounts.models import LoginCard, User, UserSession
from accounts.services.cards import issue_login_card, revoke_login_card, use_login_card
from accounts.services.codes import issue_one_time_code
from accounts.services.users import change_password, deactivate_user
from accounts.tests.conftest import PASSWORD
from audit.models import Entry
from lib.clock import now

pytestmark = pytest.mark.urls("accounts.tests.urls")
_URL = "/accounts/card/"


def scan(key, client=None):
    """Point the telephone at the card: the link, and the clean page it leads to."""
    client = client or Client()
    answer = client.get(_URL, {KEY: key})
    assert (answer.status_code, answer.url) == (302, _URL)
    return client, client.get(_URL)


def card_for(user, **terms):
    return issue_login_card(**{"user": user, "by": None, "at": now(), **terms})


def gets_in(client):
    answer = client.post(_URL)
    return (answer.status_code, answer.headers.get("Location")) == (302, "/") and client.get("/").status_code == 200


def test_the_button_lets_in_once_and_asks_for_no_password(newcomer):
    key = card_for(newcomer)
    client, page = scan(key)
    assert "Lê Văn Đức" in page.content.decode() and client.get("/").status_code == 302

    assert gets_in(client)

    again, page = scan(key)
    assert (page.status_code, gets_in(again)) == (410, False)
    text = page.content.decode()
    assert "đã dùng rồi" in text and "in thẻ mới" in text and "Lê Văn Đức" not in text
    assert [entry.action for entry in Entry.objects.of_object(newcomer)][:2] == ["accounts.card.used", "accounts.card.issued"]


def test_looking_uses_nothing_up_and_the_key_stays_nowhere(newcomer, caplog):
    caplog.set_level(logging.DEBUG)
    key = card_for(newcomer)
    Client().get(_URL, {KEY: key}, follow=True)
    Client().head(_URL, {KEY: key})

    client, page = scan(key)

    assert key not in page.content.decode() + str(page.headers) + caplog.text
    assert key not in str(list(LoginCard.objects.values())) + str([row.get_decoded() for row in UserSession.objects.all()])
    assert gets_in(client)


@pytest.mark.parametrize("end, words", [
    (lambda user, by: issue_one_time_code(user=user, by=by, at=now()), "thu hồi"),
    (lambda user, by: revoke_login_card(user=user, by=by, at=now()), "thu hồi"),
    (lambda user, by: deactivate_user(user=user, by=by, at=now()), "thu hồi"),
    (lambda user, by: change_password(user=user, password=PASSWORD, at=now()), "thu hồi"),
    (lambda user, by: card_for(user), "không nhận ra"),
    (lambda user, by: LoginCard.objects.update(expires_at=now()), "hết hạn"),
    (lambda user, by: User.objects.filter(pk=user.pk).update(is_active=False), "thu hồi"),
])
def test_what_ends_a_card(hoa, newcomer, end, words):
    client, _page = scan(key := card_for(newcomer))
    end(newcomer, hoa)

    page = scan(key)[1]
    assert (gets_in(client), page.status_code) == (False, 410)
    assert words in page.content.decode() and "in thẻ mới" in page.content.decode()


@pytest.mark.asvs("6.4.1")
def test_a_card_is_good_for_a_day_and_ends_what_was_before(hoa):
    issued = now()
    code = issue_one_time_code(user=hoa, by=None, at=issued)
    client = Client()
    client.force_login(hoa)
    card_for(hoa, at=issued)
    digest = LoginCard.objects.get().digest

    assert (client.get("/").status_code, hoa.check_password(PASSWORD)) == (302, False)
    assert Client().post(reverse("accounts:sign_in"), {"username": hoa.username, "password": code}).status_code == 200
    assert use_login_card(digest=digest, at=issued + datetime.timedelta(hours=24)) is None
    assert use_login_card(digest=digest, at=issued + datetime.timedelta(hours=23, minutes=59)) == hoa


def test_wrong_links_are_held_back_and_leave_no_session(newcomer):
    client = Client()
    for number in range(settings.AXES_FAILURE_LIMIT):
        scan(f"wrong-{number}", client)
    right, page = scan(card_for(newcomer))

    assert (page.status_code, gets_in(right)) == (429, False)
    assert not UserSession.objects.exists()
    attempts = AccessAttempt.objects.all()
    assert [one.username for one in attempts] == ["login card"] and "wrong" not in attempts[0].get_data
    assert scan("x", Client(REMOTE_ADDR="203.0.113.9"))[1].status_code == 410


def test_whoever_came_by_card_may_choose_a_password_but_need_not(newcomer):
    client, _page = scan(card_for(newcomer))
    assert gets_in(client)

    answer = client.post(reverse("accounts:change_password"), {"new_password1": PASSWORD, "new_password2": PASSWORD})

    assert answer.status_code == 302
    assert User.objects.get(pk=newcomer.pk).check_password(PASSWORD)
