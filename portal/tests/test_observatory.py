"""The rules of MDN's HTTP Observatory, asked of our own answers as they are behind TLS; its scale: 100, bonuses above 90.

Source: developer.mozilla.org, "HTTP Observatory tests and scoring". A rule for what we do not have (preloaded HSTS, scripts of
others) gives nothing here.
"""
import re

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
_HALF_A_YEAR = 15_768_000


@pytest.fixture
def answers(settings, cast):
    """The page of signing in, a page of the portal, a file of ours, and what plain http says."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.SECURE_HSTS_SECONDS = 31_536_000
    client, inside = Client(), Client()
    inside.force_login(cast.officer)
    return {
        "sign in": client.get(reverse("accounts:sign_in"), secure=True), "home": inside.get("/", secure=True),
        "list": inside.get(reverse("units:list"), secure=True), "plain": Client().get(reverse("accounts:sign_in")),
    }


def directives(answer):
    return dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))


def policy(answer):
    found = directives(answer)
    unsafe = re.search(r"unsafe-|\*|https?:(?!//)|data:", " ".join(found.get(name, "") for name in ("script-src", "style-src", "object-src")))
    if unsafe or not {"base-uri", "form-action", "frame-ancestors"} <= found.keys():
        return -25
    return 10 if found["default-src"] == "'none'" else 5


def cookies(answer):
    for morsel in answer.cookies.values():
        strict = morsel["secure"] and morsel["httponly"] and morsel["samesite"] in ("Lax", "Strict") and not morsel["domain"]
        if not strict or not morsel.key.startswith("__Host-") or morsel["path"] != "/":
            return -40
    return 5


def foreign(answer):
    """Scripts and styles of other hosts, or written into the page."""
    text = answer.content.decode()
    loaded = re.findall(r'<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)="([^"]*)"', text)
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=\"|\son[a-z]+=\"", text)
    return -50 if inline or any(re.match(r"(?:https?:)?//", url) for url in loaded) else 0


_RULES = {
    "policy of content": policy,
    "cookies": cookies,
    "other hosts": foreign,
    "sharing": lambda answer: -50 if answer.headers.get("Access-Control-Allow-Origin") else 0,
    "referrer": lambda answer: 5 if answer["Referrer-Policy"] in ("no-referrer", "same-origin", "strict-origin") else 0,
    "transport": lambda answer: 0 if int(re.match(r"max-age=(\d+)", answer["Strict-Transport-Security"])[1]) >= _HALF_A_YEAR else -20,
    "types": lambda answer: 0 if answer["X-Content-Type-Options"] == "nosniff" else -5,
    "frames": lambda answer: 5 if directives(answer)["frame-ancestors"] == "'none'" else -20,
    "resources": lambda answer: 10 if answer["Cross-Origin-Resource-Policy"] == "same-origin" else 0,
}


@pytest.mark.asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.4.1", "3.4.2", "3.4.3", "3.4.4", "3.4.5", "3.4.6")
@pytest.mark.parametrize("page", ["sign in", "home", "list"])
def test_every_page_scores_at_least_130(answers, page):
    points = {name: rule(answers[page]) for name, rule in _RULES.items()}

    fined = 100 + sum(value for value in points.values() if value < 0)
    assert fined == 100, points
    assert fined + sum(value for value in points.values() if value > 0) >= 130, points


@pytest.mark.asvs("12.2.1")
def test_plain_http_is_sent_to_tls_on_the_same_host(answers):
    assert (answers["plain"].status_code, answers["plain"].url[:8]) == (301, "https://")
    assert answers["plain"].url.startswith("https://testserver/")


def test_pages_are_apart_from_other_sites(answers):
    for page in ("sign in", "home", "list"):
        answer = answers[page]
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
        assert "camera=()" in answer["Permissions-Policy"]
