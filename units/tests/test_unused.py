"""Accounts nobody uses are suspended by the schedule, with a moved clock; who opens the others is always left."""
import datetime
import re

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import OneTimeCode, User, UserSession
from accounts.services.codes import issue_one_time_code, use_one_time_code
from accounts.services.users import change_password
from audit.models import Entry
from conftest import make_user
from jobs.schedule import ensure_all
from lib.clock import now
from units.models import Role
from units.services.accounts import reopen_account
from units.services.unused import suspend_unused_accounts

_PASSWORD = "con trâu đi trước cái cày"


def days(number):
    return datetime.timedelta(days=number)


@pytest.fixture
def at(cast):
    """A day on which everybody signed in."""
    at = now()
    User.objects.update(last_login=at, created_at=at - days(1000))
    return at


def suspended():
    return set(User.objects.filter(is_active=False).values_list("username", flat=True))


def used(user, at):
    User.objects.filter(pk=user.pk).update(last_login=at)


def test_after_half_a_year_without_use_an_account_is_suspended_once(at, cast, tree):
    used(cast.secretary_a, at - days(1))
    never = make_user("never", Role.SECRETARY, tree.xs1)
    User.objects.filter(pk=never.pk).update(created_at=at - days(89))

    suspend_unused_accounts(at=at + days(178))
    assert suspended() == {"never"}
    suspend_unused_accounts(at=at + days(179))
    ensure_all(at=at + days(179))

    assert suspended() == {"never", "secretary_a"}
    entries = Entry.objects.filter(action="accounts.user.suspended").order_by("pk")
    assert [(entry.details["username"], entry.details["months"], entry.actor_id, entry.unit_path) for entry in entries] == [
        ("never", 8, None, tree.xs1.path), ("secretary_a", 6, None, tree.xa.path),
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(username="never").update(is_active=True)


def test_a_code_just_printed_or_a_telephone_still_signed_in_counts_as_use(at, cast):
    for user in (cast.secretary_a, cast.secretary_b, cast.secretary_z):
        used(user, at - days(179))
    issue_one_time_code(user=cast.secretary_a, by=cast.officer, at=at)
    UserSession.objects.create(session_key="b", session_data="", user=cast.secretary_b, expire_date=at + days(60))
    UserSession.objects.create(session_key="z", session_data="", user=cast.secretary_z, expire_date=at - days(179))

    suspend_unused_accounts(at=at + days(1))
    assert suspended() == {"secretary_z"}
    assert UserSession.objects.filter(user=cast.secretary_b).exists()
    suspend_unused_accounts(at=at + days(180))
    assert {"secretary_a"} <= suspended() and "secretary_b" not in suspended()
    assert not OneTimeCode.objects.filter(user=cast.secretary_a, used_at=None).exists()


def test_somebody_who_can_open_accounts_is_left_at_the_top(at, cast, tree):
    used(make_user("officer2", Role.OFFICER, tree.committee), at + days(1))
    new = make_user("newcomer", Role.OFFICER, tree.committee)
    User.objects.filter(pk=new.pk).update(created_at=at + days(150))

    for _tick in range(2):
        suspend_unused_accounts(at=at + days(200))

    # Of two the one who came last, not the newcomer who has not shown that he can; the stranger is alone in his committee.
    assert set(User.objects.filter(is_active=True).values_list("username", flat=True)) == {"officer2", "newcomer", "stranger"}
    used(new, at + days(200))
    suspend_unused_accounts(at=at + days(201))
    assert set(User.objects.filter(is_active=True).values_list("username", flat=True)) == {"newcomer", "stranger"}


@pytest.mark.asvs("6.4.3")
def test_the_page_warns_says_why_and_opens_again_for_as_long(at, cast):
    at = now()
    change_password(user=cast.secretary_a, password=_PASSWORD, at=at)
    used(cast.secretary_a, at - days(170))
    used(cast.secretary_b, at - days(190))
    client = Client()
    client.force_login(cast.officer)
    page = client.get(reverse("accounts:list")).content.decode()
    assert "2 tài khoản lâu không dùng, sắp tạm khoá." in page
    assert f"sẽ tạm khoá ngày {at + days(10):%d/%m/%Y} nếu không ai dùng" in page
    assert [row.user.username for row in client.get(reverse("accounts:list") + "?state=fading").context["rows"]] == ["secretary_a", "secretary_b"]

    suspend_unused_accounts(at=at + days(11))

    page = client.get(reverse("accounts:list") + "?state=suspended").content.decode()
    assert f"tạm khoá từ {at + days(11):%d/%m/%Y}: 6 tháng chưa vào" in page and "Đồng chí secretary_b" in page
    assert "Mở lại" in client.get(reverse("accounts:detail", args=[cast.secretary_a.pk])).content.decode()
    refused = Client().post(reverse("accounts:sign_in"), {"username": "secretary_a", "password": _PASSWORD})
    assert "nên đã tạm khoá" in refused.content.decode() and "lâu không dùng" not in Client().post(
        reverse("accounts:sign_in"), {"username": "secretary_a", "password": "sai"}
    ).content.decode()

    reopen_account(user=cast.secretary_a, by=cast.officer, at=at + days(12))
    suspend_unused_accounts(at=at + days(13))
    assert suspended() == {"secretary_b"}


def test_the_command_opens_whom_nobody_in_the_portal_can_open(at, cast, capsys):
    User.objects.filter(pk=cast.officer.pk).update(is_active=False, suspended_at=at)

    call_command("open_account", "Officer")

    code = re.search(r"officer: ([0-9-]{14})", capsys.readouterr().out).group(1)
    officer = User.objects.get(pk=cast.officer.pk)
    assert officer.is_active and officer.suspended_at is None
    assert use_one_time_code(user=officer, code=code, at=now())
