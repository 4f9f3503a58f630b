"""A secretary's own telephone: weeks without signing in, for classes and ticks; the password for everything else."""
import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.card_views import KEY
from accounts.models import User, UserSession
from accounts.services.cards import issue_login_card
from accounts.services.codes import issue_one_time_code
from accounts.services.users import change_password, deactivate_user
from accounts.sessions import FULL_USED, KEPT
from audit.models import Entry
from conftest import make_user
from lib.clock import now, today
from units.models import Role
from units.scope import has_permission
from units.services.appointments import appoint_user

pytestmark = pytest.mark.django_db
_PASSWORD = "mùa xuân trên sông Trà"
_PHONE = "Mozilla/5.0 (Linux; Android 13; SM-A047F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
_ASK, _KEEP = reverse("accounts:ask_again"), reverse("accounts:keep_phone")
_NARROW, _WIDE = reverse("units:list"), reverse("audit:list")


def by_card(user, **data):
    client = Client(headers={"User-Agent": _PHONE})
    client.get(reverse("accounts:card"), {KEY: issue_login_card(user=user, by=None, at=now())})
    assert client.post(reverse("accounts:card"), data).status_code == 302
    return client


def an_hour_later(client, kept_since=None):
    session = client.session
    session[FULL_USED] = (timezone.now() - datetime.timedelta(minutes=61)).isoformat()
    if kept_since:
        session[KEPT] = (timezone.now() - kept_since).isoformat()
    session.save()


def state_of(client):
    """Whether a page of the narrow set is open, and one beyond it."""
    narrow, wide = client.get(_NARROW), client.get(_WIDE)
    assert wide.status_code == 200 or wide.url.startswith((_ASK, reverse("accounts:sign_in")))
    return narrow.status_code == 200, wide.status_code == 200


def test_remembered_by_card_narrow_after_an_hour_and_over_after_ninety_days(cast):
    client = by_card(cast.secretary_a, keep="1")
    assert state_of(client) == (True, True)
    assert client.cookies["session"]["max-age"] == pytest.approx(90 * 24 * 3600, abs=60)

    an_hour_later(client)
    assert state_of(client) == (True, False)
    an_hour_later(client, kept_since=datetime.timedelta(days=89, hours=23))
    assert state_of(client) == (True, False)
    ends = UserSession.objects.get().expire_date
    client.get(_NARROW)
    assert UserSession.objects.get().expire_date == ends
    an_hour_later(client, kept_since=datetime.timedelta(days=90))
    assert state_of(client) == (False, False)


def test_without_the_tick_it_is_a_session_as_any_other(cast):
    client = by_card(cast.secretary_a)
    row = UserSession.objects.get()
    assert (row.is_kept, row.expire_date - timezone.now() < datetime.timedelta(hours=2)) == (False, True)
    assert client.get(_KEEP).status_code == 200
    client.post(_KEEP)
    assert (UserSession.objects.get().is_kept, state_of(client)) == (True, (True, True))


def test_the_password_opens_everything_for_a_while_and_leads_back(cast):
    change_password(user=cast.secretary_a, password=_PASSWORD, at=now())
    client = Client()
    client.post(reverse("accounts:sign_in"), {"username": "secretary_a", "password": _PASSWORD})
    client.post(_KEEP)
    an_hour_later(client)
    asked = client.get(f"{_WIDE}?page=2")
    assert asked.url == f"{_ASK}?next={_WIDE.replace('/', '%2F')}%3Fpage%3D2"
    assert client.get(_WIDE, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{_NARROW}"}).headers["HX-Redirect"].startswith(_ASK)

    wrong = client.post(_ASK, {"password": "sai", "next": _WIDE})
    assert (wrong.status_code, state_of(client)) == (200, (True, False))
    key = client.session.session_key
    right = client.post(_ASK, {"password": _PASSWORD, "next": f"{_WIDE}?page=2"})

    assert (right.url, state_of(client), client.session.session_key != key) == (f"{_WIDE}?page=2", (True, True), True)
    assert client.session[KEPT] and UserSession.objects.get().is_kept
    an_hour_later(client)
    assert state_of(client) == (True, False)
    assert client.get(f"{_ASK}?next=https://elsewhere.example/").status_code == 200
    assert client.post(_ASK, {"password": _PASSWORD, "next": "https://elsewhere.example/"}).url == "/"
    assert Entry.objects.filter(action="accounts.phone.opened", actor_id=cast.secretary_a.pk).count() == 2


def test_guessing_the_password_is_held_back(cast, settings):
    change_password(user=cast.secretary_a, password=_PASSWORD, at=now())
    client = Client()
    client.post(reverse("accounts:sign_in"), {"username": "secretary_a", "password": _PASSWORD})
    client.post(_KEEP)
    an_hour_later(client)
    settings.AXES_FAILURE_LIMIT = 2
    statuses = [client.post(_ASK, {"password": word, "sent_to": "/x/", "sent-a": "gõ"}) for word in ("a", "b", _PASSWORD)]

    assert [answer.status_code for answer in statuses] == [200, 429, 429]
    assert 'name="sent-a" value="gõ"' in statuses[2].content.decode() and state_of(client) == (True, False)


def test_what_was_typed_is_sent_after_the_password(cast):
    client = by_card(cast.secretary_a, keep="1")
    change_password(user=User.objects.get(pk=cast.secretary_a.pk), password=_PASSWORD, at=now())
    client = Client()
    client.post(reverse("accounts:sign_in"), {"username": "secretary_a", "password": _PASSWORD})
    client.post(_KEEP)
    an_hour_later(client)
    typed = {"q": "gõ <b>dở</b>", "form_key": str(uuid.uuid4())}

    asked = client.post(_WIDE, typed)
    carried = dict(asked.context["sent"])
    assert (asked.status_code, carried["sent-q"], asked.context["sent_to"]) == (403, typed["q"], _WIDE)
    again = client.post(_ASK, {"password": _PASSWORD, "sent_to": _WIDE, **carried})
    assert (again.status_code, dict(again.context["sent"])) == (200, typed)
    assert f'action="{_WIDE}"' in again.content.decode() and "<b>dở" not in again.content.decode()
    elsewhere = client.post(_ASK, {"sent_to": "//elsewhere.example/", "sent-q": "x"})
    assert (elsewhere.status_code, elsewhere.url) == (302, "/")


def test_without_a_password_one_is_told_what_to_do_and_none_can_be_chosen(cast):
    client = by_card(cast.secretary_a, keep="1")
    an_hour_later(client)

    page = client.get(client.get(reverse("accounts:change_password")).url)
    assert "in thẻ mới" in page.content.decode() and 'type="password"' not in page.content.decode()
    client.post(reverse("accounts:change_password"), {"new_password1": _PASSWORD, "new_password2": _PASSWORD})
    assert not User.objects.get(pk=cast.secretary_a.pk).has_usable_password()


def test_the_rule_refuses_by_itself_and_an_office_gives_nothing_there(cast, tree):
    user = User.objects.get(pk=cast.secretary_a.pk)
    user.on_kept_phone = True
    wanted = ["sessions.log", "essays.tick", "names.handle", "essays.mark", "workbook.export", "audit.view", "members.view"]
    assert [name for name in wanted if has_permission(user, name)] == ["sessions.log", "essays.tick"]

    officer = User.objects.get(pk=cast.officer.pk)
    officer.on_kept_phone = True
    assert not has_permission(officer, "units.view")


@pytest.mark.parametrize("who", ["officer", "leader", "base_officer", "inspector", "unitless", "both"])
def test_nobody_elses_telephone_is_remembered(cast, tree, who):
    user = make_user("both", Role.SECRETARY, tree.xa) if who == "both" else getattr(cast, who)
    if who == "both":
        appoint_user(user=user, unit=tree.x, role=Role.BASE_OFFICER, valid_from=today(), by=None, at=now())
    client = by_card(user, keep="1")

    client.post(_KEEP)

    assert not UserSession.objects.filter(is_kept=True).exists()


@pytest.mark.asvs("7.4.2", "7.4.3")
def test_everything_that_ends_sessions_ends_remembered_telephones(cast, tree):
    ends = [
        lambda user: issue_one_time_code(user=user, by=cast.officer, at=now()),
        lambda user: issue_login_card(user=user, by=cast.officer, at=now()),
        lambda user: appoint_user(user=user, unit=tree.xb, role=Role.SECRETARY, valid_from=today(), by=None, at=now()),
        lambda user: deactivate_user(user=user, by=cast.officer, at=now()),
    ]
    for end in ends:
        client = by_card(cast.secretary_a, keep="1")
        end(User.objects.get(pk=cast.secretary_a.pk))
        assert (UserSession.objects.filter(is_kept=True).count(), state_of(client)) == (0, (False, False))


def test_a_telephone_is_listed_and_revoked_by_its_owner_and_from_above(cast):
    phone = by_card(cast.secretary_a, keep="1")
    text = phone.get(reverse("accounts:sessions")).content.decode()
    assert "điện thoại riêng, được nhớ đến" in text
    officer = Client()
    officer.force_login(cast.officer)
    page = officer.get(reverse("accounts:detail", args=[cast.secretary_a.pk]))
    (row,) = page.context["phones"]
    assert "Chrome, Android" in page.content.decode() and row.session_key not in page.content.decode()

    url = reverse("accounts:revoke_phone", args=[cast.secretary_a.pk])
    answer = officer.post(url, {"form_key": page.context["fresh_key"], "phone": row.handle})

    assert (answer.status_code, state_of(phone)) == (302, (False, False))
    assert Entry.objects.filter(action="accounts.phone.ended", actor_id=cast.officer.pk).count() == 1
    other_base = make_user("y_officer", Role.BASE_OFFICER, cast.stranger.appointments.get().unit)
    stranger = Client()
    stranger.force_login(other_base)
    assert stranger.post(url, {"form_key": uuid.uuid4(), "phone": row.handle}).status_code == 404


def test_cards_are_printed_base_by_base_and_revoked_by_a_press(cast, tree):
    officer = Client()
    officer.force_login(cast.officer)
    wanted = {"form_key": uuid.uuid4(), "users": [cast.secretary_a.pk, cast.secretary_z.pk], "what": "cards"}

    paper, again = [officer.post(reverse("accounts:slips"), wanted) for _time in range(2)]

    assert [(base, [card.name for card in cards]) for base, cards in paper.context["groups"]] == [
        (tree.x.name, ["Đồng chí secretary_a"]), (tree.z.name, ["Đồng chí secretary_z"]),
    ]
    assert (paper.content.decode().count('login-card-picture"><svg'), again.status_code) == (2, 409)
    url = reverse("accounts:revoke_card", args=[cast.secretary_a.pk])
    assert "thẻ dùng đến" in officer.get(reverse("accounts:detail", args=[cast.secretary_a.pk])).content.decode()
    assert officer.post(url, {"form_key": uuid.uuid4()}).status_code == 302
    assert officer.post(url, {"form_key": uuid.uuid4()}).status_code == 200
    assert Entry.objects.filter(action="accounts.card.revoked").count() == 1
