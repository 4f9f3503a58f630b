"""Passwords, codes and sessions as the standard asks for them, where the tests of the room do not say it already."""
import re

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User, UserSession
from lib.clock import now

pytestmark = pytest.mark.django_db
PASSWORD = "ruộng bậc thang mùa lúa chín"


@pytest.fixture
def hoa(cast):
    cast.secretary_a.set_password(PASSWORD)
    cast.secretary_a.must_change_password = False
    cast.secretary_a.save()
    return cast.secretary_a


def sign_in(client, user, password=PASSWORD):
    return client.post(reverse("accounts:sign_in"), {"username": user.username, "password": password})


@pytest.mark.asvs("6.2.8", "6.2.10")
def test_a_password_is_compared_letter_by_letter_and_never_grows_old(hoa):
    User.objects.filter(pk=hoa.pk).update(created_at="2015-01-01T00:00Z", last_login="2015-01-01T00:00Z")
    for wrong in (PASSWORD.upper(), PASSWORD + " ", " " + PASSWORD, PASSWORD[:-1]):
        assert sign_in(Client(), hoa, wrong).status_code == 200
    assert sign_in(Client(), hoa).status_code == 302


@pytest.mark.asvs("6.2.9", "6.2.8")
def test_long_passwords_count_to_their_last_letter(hoa):
    long = "trăng lên đỉnh núi " * 12
    assert validate_password(long, hoa) is None
    hoa.set_password(long)
    assert hoa.check_password(long) and not hoa.check_password(long[:-1] + "!")


@pytest.mark.asvs("6.2.12", "6.2.4")
def test_passwords_that_were_stolen_elsewhere_are_refused(hoa):
    """Twenty thousand of the most frequent ones found in leaks, which the framework carries with it."""
    stolen = sorted(word for word in CommonPasswordValidator().passwords if len(word) >= 10)
    assert len(CommonPasswordValidator().passwords) >= 19_000 and len(stolen) > 500
    for password in stolen[::20]:
        with pytest.raises(ValidationError):
            validate_password(password, hoa)


@pytest.mark.asvs("6.2.6", "6.2.7")
def test_password_fields_are_masked_and_open_to_keepers_of_passwords(client, hoa):
    pages = [client.get(reverse("accounts:sign_in")).content.decode()]
    client.force_login(hoa)
    pages.append(client.get(reverse("accounts:change_password")).content.decode())
    fields = [field for page in pages for field in re.findall(r"<input[^>]*password[^>]*>", page)]
    assert len(fields) == 4
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "maxlength" not in field and "onpaste" not in field


@pytest.mark.asvs("6.4.2", "6.3.2")
def test_an_account_holds_no_hint_and_none_is_there_by_itself(db):
    assert not [field.name for field in User._meta.get_fields() if any(word in field.name for word in ("hint", "question", "answer"))]
    assert not User.objects.exists()


@pytest.mark.asvs("7.2.1", "7.2.2", "7.2.3", "7.2.4")
def test_a_session_has_a_long_random_name_that_is_new_after_signing_in(hoa):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    sign_in(client, hoa)
    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert first != "a" * 32 and re.fullmatch("[0-9a-z]{32}", first)
    sign_in(client, hoa)
    other = Client()
    sign_in(other, hoa)
    assert other.cookies[settings.SESSION_COOKIE_NAME].value != first
    # A name nobody gave, or one letter off, opens nothing.
    stranger = Client()
    for made_up in ("b" * 32, first[:-1] + ("0" if first[-1] != "0" else "1"), "", "../" + first):
        stranger.cookies[settings.SESSION_COOKIE_NAME] = made_up
        assert stranger.get("/").status_code == 302


@pytest.mark.asvs("7.4.1")
def test_an_old_cookie_is_dead_after_signing_out(hoa):
    client = Client()
    sign_in(client, hoa)
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("accounts:sign_out"))
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert client.get("/").status_code == 302
    assert not UserSession.objects.filter(session_key=kept, expire_date__gt=now()).exists()


@pytest.mark.asvs("7.4.4")
def test_every_page_has_the_way_out(cast, tree):
    client = Client()
    client.force_login(cast.officer)
    for path in ("/", reverse("units:list"), reverse("units:detail", args=[tree.x.pk]), reverse("accounts:sessions")):
        assert f'action="{reverse("accounts:sign_out")}"' in client.get(path).content.decode(), path


@pytest.mark.asvs("6.5.3", "11.5.1")
def test_secrets_of_the_second_step_are_long_and_each_its_own():
    from django_otp.plugins.otp_totp.models import default_key

    keys = {default_key() for _each in range(50)}
    assert len(keys) == 50 and {len(bytes.fromhex(key)) for key in keys} == {20}
