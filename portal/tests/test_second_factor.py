"""The second step of signing in: asked of whom, closed to whom, good once, and what happens when the telephone is lost."""
import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User, UserSession
from accounts.services.users import change_password
from audit.models import Entry
from lib.clock import now, today
from portal.tests.test_access_matrix import RULES, all_names
from units.models import Role
from units.scope import has_permission
from units.services.accounts import reset_second_factor
from units.services.appointments import appoint_user, end_appointment

pytestmark = pytest.mark.django_db
_PASSWORD = "mùa xuân trên sông Trà"
_CHECK, _OWN = "accounts:second_factor_check", "accounts:second_factor"


@pytest.fixture(autouse=True)
def asked(settings):
    settings.SECOND_FACTOR = True


def with_password(user):
    return change_password(user=user, password=_PASSWORD, at=now())


def sign_in(user, **data):
    client = Client()
    answer = client.post(reverse("accounts:sign_in"), {"username": user.username, "password": _PASSWORD, **data})
    assert answer.status_code == 302
    return client


def number_of(device, steps=0):
    """What the telephone shows now, or so many half minutes from now; good again although one was used."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None)
    return f"{totp(device.bin_key, t0=-30 * steps, drift=0) if steps else totp(device.bin_key):06d}"


def set_up(client, user):
    """Set the second step up by its page; returns (device, backup codes)."""
    assert client.get(reverse(_OWN)).status_code == 200
    device = TOTPDevice.objects.get(user=user, confirmed=False)
    answer = client.post(reverse(_OWN), {"number": number_of(device)})
    codes = re.findall(r"<code[^>]*>(\d{4}-\d{4})</code>", answer.content.decode())
    assert (answer.status_code, len(codes)) == (200, 10)
    device.refresh_from_db()
    return device, codes


def gets_in(client):
    return client.get(reverse("units:list")).status_code == 200


@pytest.mark.asvs("6.3.3")
def test_an_officer_gets_nowhere_before_it_is_set_up_and_everywhere_after(cast):
    client = sign_in(with_password(cast.officer))
    answer = client.get(reverse("units:list"))
    assert (answer.status_code, answer.url) == (302, f"{reverse(_CHECK)}?next={reverse('units:list').replace('/', '%2F')}")
    assert client.get(answer.url).url == reverse(_OWN)
    page = client.get(reverse(_OWN)).content.decode()
    assert "<svg" in page and "style=" not in page

    device, _codes = set_up(client, cast.officer)

    assert gets_in(client)
    assert "otpauth://totp/So%20hoc%20tap" in page and device.key not in page
    assert Entry.objects.filter(action="accounts.second_factor.set_up", actor_id=cast.officer.pk).count() == 1


def test_the_next_sign_in_asks_for_a_number_and_goes_on_where_one_wanted_to(cast):
    device, _codes = set_up(sign_in(with_password(cast.officer)), cast.officer)

    client = sign_in(cast.officer)
    assert not gets_in(client)
    key = client.session.session_key
    wrong = client.post(reverse(_CHECK), {"number": "000000"})
    assert (wrong.status_code, gets_in(client)) == (200, False)
    right = client.post(reverse(_CHECK), {"number": number_of(device), "next": "/bao-cao/?week=2"})
    assert (right.status_code, right.url, gets_in(client)) == (302, "/bao-cao/?week=2", True)
    assert client.session.session_key != key
    assert client.get(reverse(_CHECK)).url == "/"
    elsewhere = sign_in(cast.officer).post(reverse(_CHECK), {"number": number_of(device), "next": "https://elsewhere.example/"})
    assert elsewhere.url == "/"


@pytest.mark.asvs("6.3.4", "8.3.1")
def test_whoever_owes_it_acts_for_nobody_whatever_the_address(cast):
    client = sign_in(with_password(cast.officer))
    allowed = {name for name, rule in RULES.items() if rule.permission == "anybody"} | {
        "accounts:sign_out", "accounts:change_password", _CHECK, _OWN,
    }
    for name in sorted(set(all_names()) - allowed):
        url = reverse(name, kwargs=_any_arguments(name))
        answer = client.get(url, headers={"HX-Request": "true"})
        assert answer.headers.get("HX-Redirect") == reverse(_CHECK), name
        answer = client.post(url)
        assert (answer.status_code, answer.headers.get("Location")) == (302, reverse(_CHECK)), name


def _any_arguments(name):
    namespace, _, plain = name.rpartition(":")
    resolver = get_resolver()
    if namespace:
        resolver = resolver.namespace_dict[namespace][1]
    ((_pattern, parameters),), _regex, _defaults, converters = resolver.reverse_dict.getlist(plain)[0]
    return {parameter: _VALUES.get(type(converters[parameter]).__name__, "x") for parameter in parameters}


_VALUES = {"IntConverter": 1, "UUIDConverter": "4d1b8c36-0d5c-4f0e-9a44-0c2f6f1f7a12", "SlugConverter": "x", "StringConverter": "x"}


def test_the_access_rule_refuses_by_itself(cast):
    user = User.objects.get(pk=cast.officer.pk)
    assert has_permission(user, "units.manage")
    user = User.objects.get(pk=cast.officer.pk)
    user.lacks_second_factor = True
    assert not has_permission(user, "units.manage")


@pytest.mark.asvs("6.5.1")
def test_a_number_is_good_once(cast):
    device, _codes = set_up(sign_in(with_password(cast.officer)), cast.officer)
    number = number_of(device)

    assert sign_in(cast.officer).post(reverse(_CHECK), {"number": number}).status_code == 302
    assert sign_in(cast.officer).post(reverse(_CHECK), {"number": number}).status_code == 200


@pytest.mark.asvs("6.3.1")
def test_wrong_numbers_make_one_wait_in_words(cast):
    device, _codes = set_up(sign_in(with_password(cast.officer)), cast.officer)
    client = sign_in(cast.officer)
    number_of(device)
    for _attempt in range(3):
        answer = client.post(reverse(_CHECK), {"number": "000000"})
    answer = client.post(reverse(_CHECK), {"number": f"{totp(device.bin_key):06d}"})
    assert "Vui lòng chờ" in answer.content.decode()
    assert not gets_in(client)


@pytest.mark.asvs("6.5.1", "6.5.4")
def test_a_backup_code_is_good_once_and_told_of(cast):
    _device, codes = set_up(sign_in(with_password(cast.officer)), cast.officer)

    first, second = sign_in(cast.officer), sign_in(cast.officer)
    first.post(reverse(_CHECK), {"number": codes[0]})
    second.post(reverse(_CHECK), {"number": codes[0].replace("-", "")})

    assert (gets_in(first), gets_in(second)) == (True, False)
    assert Entry.objects.get(action="accounts.second_factor.code_used").details["left"] == 9


@pytest.mark.asvs("7.4.3")
def test_new_codes_and_another_telephone_end_the_old(cast):
    client = sign_in(with_password(cast.officer))
    device, codes = set_up(client, cast.officer)
    other = sign_in(cast.officer)
    other.post(reverse(_CHECK), {"number": number_of(device)})

    fresh = re.findall(r"\d{4}-\d{4}", client.post(reverse(_OWN), {"codes": "1"}).content.decode())
    assert len(fresh) == 10 and not set(fresh) & set(codes)
    client.get(reverse(_OWN) + "?another=1")
    coming = TOTPDevice.objects.get(user=cast.officer, confirmed=False)
    client.post(reverse(_OWN) + "?another=1", {"number": number_of(coming)})

    assert (gets_in(client), gets_in(other)) == (True, False)
    assert TOTPDevice.objects.get(user=cast.officer).key == coming.key


@pytest.mark.asvs("6.4.3", "7.5.1")
def test_with_the_password_alone_nobody_exchanges_the_telephone(cast):
    device, _codes = set_up(sign_in(with_password(cast.officer)), cast.officer)
    thief = sign_in(cast.officer)

    assert thief.get(reverse(_OWN) + "?another=1").url == reverse(_CHECK)
    assert thief.post(reverse(_OWN), {"take_back": "1"}).url == reverse(_CHECK)
    assert thief.post(reverse(_OWN), {"codes": "1"}).url == reverse(_CHECK)
    assert TOTPDevice.objects.filter(user=cast.officer, confirmed=True, key=device.key).exists()


def test_a_secretary_is_not_asked_unless_he_wants_it(cast):
    secretary = with_password(cast.secretary_a)
    client = sign_in(secretary)
    assert gets_in(client)

    device, _codes = set_up(client, secretary)
    again = sign_in(secretary)
    assert not gets_in(again)
    again.post(reverse(_CHECK), {"number": number_of(device)})
    assert gets_in(again)
    again.post(reverse(_OWN), {"take_back": "1"})
    assert gets_in(sign_in(secretary))


def test_an_officer_cannot_do_without(cast):
    client = sign_in(with_password(cast.officer))
    set_up(client, cast.officer)
    client.post(reverse(_OWN), {"take_back": "1"})
    assert TOTPDevice.objects.filter(user=cast.officer, confirmed=True).exists()


@pytest.mark.asvs("6.4.4")
def test_the_level_above_takes_it_back_when_the_telephone_is_lost(cast):
    base = with_password(cast.base_officer)
    client = sign_in(base)
    set_up(client, base)

    reset_second_factor(user=base, by=cast.officer, at=now())

    assert not gets_in(client)
    assert sign_in(base).get(reverse(_CHECK)).url == reverse(_OWN)
    call_command("reset_second_factor", base.username.upper())
    assert Entry.objects.filter(action="accounts.second_factor.taken_back").count() == 2


def test_where_nobody_is_asked_for_it_everybody_gets_in(cast, settings):
    settings.SECOND_FACTOR = False
    assert gets_in(sign_in(with_password(cast.officer)))


def test_a_new_or_ended_appointment_signs_out_so_that_the_next_sign_in_is_asked(cast, tree):
    secretary = with_password(cast.secretary_a)
    client = sign_in(secretary)
    assert gets_in(client)

    appointment = appoint_user(user=secretary, unit=tree.x, role=Role.BASE_OFFICER, valid_from=today(), by=None, at=now())

    assert UserSession.objects.filter(user=secretary).count() == 0
    client = sign_in(secretary)
    assert not gets_in(client)
    end_appointment(appointment=appointment, valid_to=today(), by=cast.officer, at=now())
    assert UserSession.objects.filter(user=secretary).count() == 0
    assert gets_in(sign_in(secretary))
