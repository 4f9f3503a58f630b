"""What holds of every answer and every request, whoever asks for what."""
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(cast):
    client = Client()
    client.force_login(cast.officer)
    return client


@pytest.mark.asvs("3.4.4", "3.4.6", "14.3.2", "4.1.1")
def test_errors_bear_the_headers_of_pages(inside):
    inside.raise_request_exception = False
    answers = [inside.get("/no-such-page/"), inside.post(reverse("home")), inside.get(reverse("units:detail", args=[987_654_321]))]
    assert [answer.status_code for answer in answers] == [404, 405, 404]
    for answer in answers:
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"]
    for answer in [*answers, inside.get("/"), inside.get("/health/")]:
        assert answer["Content-Type"] in ("text/html; charset=utf-8", "application/json") or not answer.content


@pytest.mark.asvs("13.4.1", "13.4.3", "13.4.5")
@pytest.mark.parametrize("path", [
    "/.git/config", "/.git/HEAD", "/.env", "/manage.py", "/requirements.txt", "/static/", "/static/../portal/settings.py", "/var/secrets.json",
    "/admin/", "/metrics", "/debug/", "/__debug__/", "/docs/", "/api/", "/silk/",
])
def test_what_is_no_page_does_not_exist(client, path):
    answer = client.get(path)
    assert answer.status_code == 404 or answer.url.startswith(reverse("accounts:sign_in"))


@pytest.mark.asvs("13.4.4")
def test_a_request_is_not_sent_back(inside):
    answer = inside.trace("/", headers={"X-Secret": "CANARY"})
    assert answer.status_code == 405
    assert b"CANARY" not in answer.content


@pytest.mark.asvs("3.4.2")
def test_no_other_origin_may_read(inside):
    for origin in ("https://evil.example", "null"):
        for answer in (inside.get("/", headers={"Origin": origin}), inside.options("/", headers={
            "Origin": origin, "Access-Control-Request-Method": "POST",
        })):
            assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


@pytest.mark.asvs("3.5.1", "3.5.2")
@pytest.mark.parametrize("content_type, origin", [
    ("application/x-www-form-urlencoded", None), ("multipart/form-data; boundary=x", None), ("text/plain", None), ("application/json", None),
    ("application/x-www-form-urlencoded", "https://evil.example"),
])
def test_a_form_of_another_site_is_refused_however_it_is_sent(cast, content_type, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)
    headers = {"Origin": origin, "X-CSRFToken": "a" * 64} if origin else {}
    answer = client.post(reverse("accounts:mail"), "email=x@example.vn", content_type=content_type, headers=headers)
    assert answer.status_code == 403
    cast.officer.refresh_from_db()
    assert cast.officer.email == ""


@pytest.mark.asvs("15.3.7")
def test_what_stands_in_the_address_is_no_form(cast):
    client = Client()
    answer = client.post(reverse("accounts:sign_in") + "?username=officer&password=secret-of-the-officer", {})
    assert set(answer.context["form"].errors) == {"username", "password"}
    client.force_login(cast.officer)
    client.post(reverse("accounts:mail") + "?email=query@example.vn", {"email": "form@example.vn"})
    cast.officer.refresh_from_db()
    assert cast.officer.email == "form@example.vn"


@pytest.mark.asvs("3.5.3")
def test_looking_writes_nothing_down(inside):
    for name in ("accounts:sign_out", "accounts:sign_in"):
        inside.get(reverse(name))
    assert inside.get("/").status_code == 200


@pytest.mark.asvs("1.2.1", "1.2.2", "1.1.2")
def test_a_name_of_markup_is_read_as_it_was_typed(inside, tree):
    name = "<script>alert(1)</script> \"'> {{ 7*7 }} javascript:alert(1)"
    tree.x.name = name
    tree.x.save()
    text = inside.get(reverse("units:detail", args=[tree.x.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "{{ 7*7 }}" in text
    assert "<script>alert" not in text
    assert not re.search(r'href="javascript:', text)


@pytest.mark.asvs("13.2.4", "13.4.2", "15.2.3")
def test_only_what_is_needed_is_installed():
    named = set(settings.INSTALLED_APPS)
    assert not named & {"django.contrib.admin", "django.contrib.admindocs", "debug_toolbar", "django_extensions", "silk", "rest_framework"}
    assert "django.contrib.sites" not in named


@pytest.mark.asvs("12.1.1", "3.4.1", "4.1.3", "13.4.3")
def test_the_proxy_as_documented_speaks_new_tls_alone_and_sets_what_it_saw():
    conf = (settings.BASE_DIR / "docs/operations/nginx.conf").read_text()
    assert re.findall(r"ssl_protocols (.*);", conf) == ["TLSv1.2 TLSv1.3"]
    assert "return 301 https://$host$request_uri;" in conf
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in conf
    assert "autoindex" not in conf
    # A location that adds a header drops those from outside it: files sent by the proxy itself name HSTS once more.
    for block in re.findall(r"location /(?:static|errors)/ \{.*?\n    \}", conf, re.S):
        assert 'add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;' in block
