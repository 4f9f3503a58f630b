"""Sessions: whose, on what, how long; ended by their owner and by what changes who he is."""
import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.devices import device_words
from accounts.models import UserSession
from accounts.services.codes import issue_one_time_code
from accounts.services.users import deactivate_user
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in import sign_in
from audit.models import Entry
from jobs.tests.over import drop_over
from lib.clock import now

pytestmark = [pytest.mark.urls("accounts.tests.urls"), pytest.mark.django_db]
_PHONE = "Mozilla/5.0 (Linux; Android 13; SM-A047F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
_DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36 Edg/120.0"
_NEW = "con cá dưới ao sâu"


def at_device(agent):
    client = Client(headers={"User-Agent": agent})
    assert sign_in(client, "0912345678", PASSWORD).status_code == 302
    return client


def is_in(client):
    return client.get("/").status_code == 200


@pytest.mark.parametrize("agent, words", [
    (_PHONE, "Chrome, Android"), (_DESK, "Edge, Windows"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile/15E148 Safari/604.1", "Safari, iPhone"),
    ("Mozilla/5.0 (Linux; Android 12) Chrome/110.0 Mobile Safari/537.36 Zalo android/2312", "Zalo, Android"),
    ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox, Linux"),
    ("", "một thiết bị lạ"), ("curl/8 <script>", "một thiết bị lạ"),
])
def test_a_device_is_told_in_words(agent, words):
    assert device_words(agent) == words


def test_the_list_shows_each_device_and_no_key(hoa):
    phone, desk = at_device(_PHONE), at_device(_DESK)

    text = phone.get(reverse("accounts:sessions")).content.decode()

    assert text.index("Chrome, Android") < text.index("thiết bị này") < text.index("Edge, Windows")
    for client in (phone, desk):
        assert client.session.session_key not in text


@pytest.mark.asvs("7.4.1", "7.5.2")
def test_one_device_is_signed_out_from_another(hoa, newcomer):
    phone, desk = at_device(_PHONE), at_device(_DESK)
    handle = re.search('name="handle" value="([^"]+)"', phone.get(reverse("accounts:sessions")).content.decode())[1]

    stranger = Client()
    stranger.force_login(newcomer)
    newcomer.must_change_password = False
    newcomer.save()
    stranger.post(reverse("accounts:sessions"), {"handle": handle})
    assert is_in(desk)

    phone.post(reverse("accounts:sessions"), {"handle": handle})
    assert (is_in(phone), is_in(desk)) == (True, False)
    phone.post(reverse("accounts:sessions"), {"handle": handle})            # pressed twice
    assert Entry.objects.filter(action="accounts.session.ended", actor_id=hoa.pk).count() == 1
    assert phone.post(reverse("accounts:sessions"), {"handle": "../x"}).status_code == 404


def test_everywhere_else_at_once(hoa):
    clients = [at_device(_PHONE), at_device(_DESK), at_device(_DESK)]

    clients[1].post(reverse("accounts:sessions"))

    assert [is_in(client) for client in clients] == [False, True, False]


@pytest.mark.asvs("7.4.2", "7.4.3", "7.4.5")
def test_a_new_password_a_new_code_and_a_closed_account_end_them(hoa, newcomer):
    here, there = at_device(_PHONE), at_device(_DESK)
    here.post(reverse("accounts:change_password"), {"old_password": PASSWORD, "new_password1": _NEW, "new_password2": _NEW})
    assert (is_in(here), is_in(there), UserSession.objects.filter(user=hoa).count()) == (True, False, 1)

    issue_one_time_code(user=hoa, by=newcomer, at=now())
    assert (UserSession.objects.filter(user=hoa).count(), is_in(here)) == (0, False)

    client = Client()
    client.force_login(hoa)
    deactivate_user(user=hoa, by=newcomer, at=now())
    assert UserSession.objects.filter(user=hoa).count() == 0


@pytest.mark.asvs("7.3.2")
def test_however_much_it_is_used_it_ends(hoa, settings):
    settings.SESSION_COOKIE_AGE, settings.SESSION_LENGTH = 60 * 60, datetime.timedelta(hours=12)
    client = at_device(_PHONE)
    session = client.session
    session["_started"] = (timezone.now() - datetime.timedelta(hours=11, minutes=30)).isoformat()
    session.save()

    assert is_in(client)
    left = UserSession.objects.get().expire_date - timezone.now()
    assert datetime.timedelta(minutes=29) < left <= datetime.timedelta(minutes=30)

    session["_started"] = (timezone.now() - datetime.timedelta(hours=12, seconds=1)).isoformat()
    session.save()
    assert not is_in(client)


def test_what_has_ended_is_thrown_away(hoa):
    at_device(_PHONE), at_device(_DESK)
    first = UserSession.objects.order_by("started_at").first()
    UserSession.objects.filter(pk=first.pk).update(expire_date=timezone.now())

    drop_over("accounts.sessions", at=timezone.now())

    assert [row.device for row in UserSession.objects.all()] == ["Edge, Windows"]
