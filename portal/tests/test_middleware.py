import datetime

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.models import UserSession
from portal.middleware import CONTENT_SECURITY_POLICY, ClientAddressMiddleware, SecureAnswerMiddleware


@pytest.mark.asvs("4.1.3", "15.3.4")
@pytest.mark.parametrize("peer, forwarded, address", [
    ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
    ("127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("203.0.113.9", "127.0.0.1", "203.0.113.9"),
])
def test_only_our_proxy_is_believed(settings, peer, forwarded, address):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    seen = ClientAddressMiddleware(lambda request: request.META["REMOTE_ADDR"])
    assert seen(RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)) == address


@pytest.mark.asvs("14.3.2", "3.4.3")
def test_every_answer_is_closed_to_foreign_scripts_and_kept_nowhere(client, db):
    response = client.get("/health/")
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Frame-Options"] == "DENY"
    assert "unsafe" not in CONTENT_SECURITY_POLICY


def test_a_view_may_be_stricter():
    answer = SecureAnswerMiddleware(
        lambda request: HttpResponse(headers={"Content-Security-Policy": "default-src 'none'; sandbox"})
    )
    assert answer(RequestFactory().get("/"))["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.fixture
def signed_in(cast):
    client = Client()
    client.force_login(cast.officer)
    return client


def end_in(minutes):
    UserSession.objects.update(expire_date=timezone.now() + datetime.timedelta(minutes=minutes))


def minutes_left():
    return round((UserSession.objects.get().expire_date - timezone.now()).total_seconds() / 60)


def visit(client):
    return client.get("/accounts/password/")


def test_use_puts_off_the_end_of_a_session(signed_in, settings):
    settings.SESSION_COOKIE_AGE = 60 * 60
    end_in(minutes=30)
    assert visit(signed_in).status_code == 200
    assert minutes_left() == 60


def test_a_fresh_session_costs_no_write(signed_in, settings):
    settings.SESSION_COOKIE_AGE = 60 * 60
    end_in(minutes=59)
    visit(signed_in)
    assert minutes_left() == 59


@pytest.mark.asvs("7.3.1")
def test_an_idle_session_is_over(signed_in):
    end_in(minutes=-1)
    assert visit(signed_in).status_code == 302
