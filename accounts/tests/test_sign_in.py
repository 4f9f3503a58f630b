import unicodedata

import pytest
from django.test import Client
from django.urls import reverse

from accounts.services.codes import issue_one_time_code
from accounts.services.users import deactivate_user
from accounts.tests.conftest import PASSWORD
from audit.models import Entry
from lib.clock import now

pytestmark = pytest.mark.urls("accounts.tests.urls")


def sign_in(client, username, password, **more):
    return client.post(reverse("accounts:sign_in"), {"username": username, "password": password, **more})


def test_a_page_asks_for_signing_in_and_goes_on_to_itself(client, hoa):
    asked = client.get("/")
    assert asked.url == "/accounts/sign-in/?next=/"

    answer = sign_in(client, "0912345678", PASSWORD, next="/?week=2")

    assert (answer.status_code, answer.url) == (302, "/?week=2")
    assert client.get("/").content.decode() == "home of 0912345678"


@pytest.mark.asvs("3.7.2", "1.2.2")
def test_another_host_is_no_place_to_go_on_to(client, hoa):
    assert sign_in(client, "0912345678", PASSWORD, next="https://elsewhere.example/").url == "/"


def test_both_forms_of_vietnamese_letters_are_one_password(client, hoa):
    typed = unicodedata.normalize("NFD", PASSWORD)

    assert typed != PASSWORD
    assert sign_in(client, "0912345678", typed).status_code == 302


@pytest.mark.parametrize("typed", ["cb-01", "CB-01", " Cb-01 "])
def test_the_user_name_is_found_in_any_case(client, newcomer, typed):
    code = issue_one_time_code(user=newcomer, by=None, at=now())

    assert sign_in(client, typed, code).status_code == 302


@pytest.mark.parametrize("username, password", [("0912345678", "something else"), ("nobody", PASSWORD), ("0912345678", "")])
def test_a_wrong_name_or_password_is_refused_alike(client, hoa, username, password):
    answer = sign_in(client, username, password)

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_closed_account_is_told_so_once_the_password_is_right(client, hoa, newcomer):
    deactivate_user(user=hoa, by=newcomer, at=now())

    codes = [
        [error.code for error in sign_in(client, "0912345678", word).context["form"].non_field_errors().as_data()]
        for word in (PASSWORD, "wrong")
    ]

    assert codes == [["inactive"], ["invalid_login"]]


@pytest.mark.asvs("7.4.2")
def test_closing_an_account_signs_it_out(client, hoa, newcomer):
    sign_in(client, "0912345678", PASSWORD)
    deactivate_user(user=hoa, by=newcomer, at=now())

    assert client.get("/").status_code == 302


@pytest.mark.asvs("3.5.3", "7.4.1", "14.3.1")
def test_signing_out_needs_a_post(client, hoa):
    client.force_login(hoa)

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert client.get("/").status_code == 200
    out = client.post(reverse("accounts:sign_out"))
    assert (out.status_code, out.headers["Clear-Site-Data"]) == (302, '"cache", "cookies", "storage"')
    assert client.get("/").status_code == 302


@pytest.mark.asvs("6.2.6")
def test_what_was_typed_can_be_shown_without_signing_in(client, hoa):
    answer = sign_in(client, "0912345678", PASSWORD, show="1")

    field = answer.context["form"]["password"]
    assert (answer.status_code, field.value()) == (200, PASSWORD)
    assert 'type="text" name="password" value="con tr' in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_wrong_password_is_not_sent_back(client, hoa):
    assert "wrong horse" not in sign_in(client, "0912345678", "wrong horse").content.decode()


@pytest.mark.asvs("6.5.1", "6.4.1")
def test_a_code_signs_in_once(client, newcomer):
    code = issue_one_time_code(user=newcomer, by=None, at=now())

    first, again = sign_in(client, "CB-01", code), sign_in(Client(), "CB-01", code)

    assert (first.status_code, first.url) == (302, "/accounts/password/")
    assert again.status_code == 200
    assert [entry.action for entry in Entry.objects.of_object(newcomer)] == [
        "accounts.sign_in.refused", "accounts.signed_in", "accounts.code.used", "accounts.code.issued", "accounts.user.created",
    ]


def test_a_code_is_good_with_spaces_or_without_anything_between(client, newcomer):
    code = issue_one_time_code(user=newcomer, by=None, at=now())

    assert sign_in(client, "CB-01", code.replace("-", " ")).status_code == 302


@pytest.mark.asvs("2.3.1", "6.4.1")
def test_every_page_leads_to_the_first_password(client, newcomer):
    sign_in(client, "CB-01", issue_one_time_code(user=newcomer, by=None, at=now()))

    assert client.get("/").url == "/accounts/password/"
    assert client.get("/", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/accounts/password/"
    assert client.get("/accounts/password/").status_code == 200


def test_the_first_password_opens_the_rest(client, newcomer):
    sign_in(client, "CB-01", issue_one_time_code(user=newcomer, by=None, at=now()))

    answer = client.post(
        reverse("accounts:change_password"), {"new_password1": PASSWORD, "new_password2": PASSWORD}
    )

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").status_code == 200


@pytest.mark.asvs("16.3.1", "16.3.3")
def test_the_journal_says_who_came_who_left_and_who_was_refused(client, hoa):
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 9) Chrome/120"}
    for password in ("wrong horse", PASSWORD):
        client.post(reverse("accounts:sign_in"), {"username": " 0912345678", "password": password}, headers=agent)
    client.post(reverse("accounts:sign_out"), headers=agent)
    sign_in(client, "nobody", "wrong horse")

    entries = Entry.objects.of_object(hoa)
    assert [(entry.action, entry.actor_id) for entry in entries[:3]] == [
        ("accounts.signed_out", hoa.pk), ("accounts.signed_in", hoa.pk), ("accounts.sign_in.refused", None),
    ]
    assert [entry.details for entry in entries[:3]] == [{"name": hoa.full_name, "device": "Chrome, Android"}] * 3
    assert not Entry.objects.filter(details__icontains="wrong horse").exists()


def test_who_is_locked_out_does_not_fill_the_journal(client, hoa):
    for _try in range(12):
        sign_in(client, "0912345678", "wrong horse")

    # The eighth is answered by the lock itself.
    assert Entry.objects.filter(action="accounts.sign_in.refused").count() == 7
