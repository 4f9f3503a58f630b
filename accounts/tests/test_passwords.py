import datetime
import unicodedata

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import OneTimeCode
from accounts.services.codes import issue_one_time_code, use_one_time_code
from accounts.services.users import change_password
from accounts.tests.conftest import PASSWORD
from lib.clock import now

pytestmark = pytest.mark.urls("accounts.tests.urls")

NEW = "mưa tháng bảy gãy cành trám"


def post(client, **fields):
    return client.post(reverse("accounts:change_password"), fields)


@pytest.mark.asvs("6.2.3")
def test_the_old_password_is_asked_for(client, hoa):
    client.force_login(hoa)

    answer = post(client, old_password="wrong", new_password1=NEW, new_password2=NEW)

    assert list(answer.context["form"].errors) == ["old_password"]


@pytest.mark.asvs("6.2.2", "7.4.3")
def test_a_change_keeps_this_session_and_ends_the_others(hoa):
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post(reverse("accounts:sign_in"), {"username": hoa.username, "password": PASSWORD})

    post(here, old_password=PASSWORD, new_password1=NEW, new_password2=unicodedata.normalize("NFD", NEW))

    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)
    hoa.refresh_from_db()
    assert hoa.check_password(NEW)


def test_two_different_new_passwords_are_refused(client, hoa):
    client.force_login(hoa)

    answer = post(client, old_password=PASSWORD, new_password1=NEW, new_password2=NEW + "!")

    assert list(answer.context["form"].errors) == ["new_password2"]


def test_the_old_password_is_no_new_one(client, hoa):
    client.force_login(hoa)

    answer = post(client, old_password=PASSWORD, new_password1=PASSWORD, new_password2=PASSWORD)

    assert list(answer.context["form"].errors) == ["new_password1"]


@pytest.mark.asvs("6.2.1", "6.2.4", "6.2.11")
@pytest.mark.parametrize(
    "password, code",
    [
        ("trâu cày", "password_too_short"),
        # Nine letters, though decomposed it takes more than ten characters.
        (unicodedata.normalize("NFD", "tiếng Vệt"), "password_too_short"),
        ("1234567890", "password_too_common"),
        ("0912345678", "password_easy_to_guess"),
        ("Trần Thị Hoà 1962", "password_easy_to_guess"),
        ("Đảng uỷ 2025", "password_easy_to_guess"),
        ("matkhau123456", "password_easy_to_guess"),
        ("dangvien@0912345678", "password_easy_to_guess"),
        ("aaaaaaaaaaaa", "password_easy_to_guess"),
    ],
)
def test_what_a_neighbour_would_guess_is_refused(hoa, password, code):
    with pytest.raises(ValidationError) as caught:
        validate_password(password, hoa)

    assert code in {error.code for error in caught.value.error_list}


@pytest.mark.asvs("6.2.5")
@pytest.mark.parametrize("password", [PASSWORD, NEW, "q7#Lm9!vKd", "ruong bac thang mua lua chin"])
def test_other_passwords_are_good_without_rules_of_composition(hoa, password):
    assert validate_password(password, hoa) is None


def test_a_code_is_kept_as_a_digest_alone(newcomer):
    code = issue_one_time_code(user=newcomer, by=None, at=now())

    row = OneTimeCode.objects.get(user=newcomer)
    assert len(code.replace("-", "")) == 12
    assert code.replace("-", "") not in str(row.__dict__)


@pytest.mark.asvs("6.4.1", "6.5.5")
def test_a_code_ends_after_a_day(newcomer):
    issued = now()
    code = issue_one_time_code(user=newcomer, by=None, at=issued)

    assert not use_one_time_code(user=newcomer, code=code, at=issued + datetime.timedelta(hours=24))
    assert use_one_time_code(user=newcomer, code=code, at=issued + datetime.timedelta(hours=23, minutes=59))


def test_a_new_code_ends_the_one_before_and_the_password(hoa):
    first = issue_one_time_code(user=hoa, by=None, at=now())
    second = issue_one_time_code(user=hoa, by=None, at=now())

    assert not hoa.check_password(PASSWORD)
    assert not use_one_time_code(user=hoa, code=first, at=now())
    assert use_one_time_code(user=hoa, code=second, at=now())


@pytest.mark.asvs("6.6.2")
def test_the_code_of_one_opens_nobody_else(hoa, newcomer):
    issue_one_time_code(user=hoa, by=None, at=now())
    code = issue_one_time_code(user=newcomer, by=None, at=now())

    assert not use_one_time_code(user=hoa, code=code, at=now())


def test_a_new_password_ends_an_open_code(newcomer):
    code = issue_one_time_code(user=newcomer, by=None, at=now())
    change_password(user=newcomer, password=PASSWORD, at=now())

    assert not use_one_time_code(user=newcomer, code=code, at=now())


@pytest.mark.asvs("11.4.2")
def test_hashes_are_argon2id_of_46_mib(hoa):
    assert hoa.password.startswith("argon2$argon2id$v=19$m=47104,t=1,p=1$")
