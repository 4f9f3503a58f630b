"""Somebody types for a secretary: for a time, seen by him, ended by him, and nothing that he does not need."""
import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User, UserSession
from audit.models import Entry
from lib.clock import now, today
from portal.roles import PERMISSIONS
from units.models import Appointment, Role
from units.scope import has_permission
from units.services.accounts import create_account
from units.services.appointments import appoint_user, end_appointment

_DAY = datetime.timedelta(days=1)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def helper_account(cast, unit, **dates):
    dates = {"valid_from": today(), "last_day": today() + 90 * _DAY} | dates
    user = create_account(
        full_name="Lê Văn Giúp", username="giup", phone="", unit=unit, role=Role.HELPER, by=cast.base_officer, at=now(), **dates
    )
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    return User.objects.get(pk=user.pk)


def sent(client, unit, **more):
    data = {
        "form_key": uuid.uuid4(), "full_name": "Lê Văn Giúp", "unit": unit.pk, "role": "helper", "valid_from": today(), "username": "giup",
    } | more
    return client.post(reverse("accounts:create"), data)


def test_the_form_proposes_three_months_and_insists_on_an_end(cast, tree):
    client = signed_in(cast.base_officer)
    page = client.get(reverse("accounts:create"), {"role": "helper", "unit": tree.xa.pk}).content.decode()
    assert f'value="{today() + 91 * _DAY}"' in page and tree.xa.name in page
    assert f'value="{today() + 91 * _DAY}"' not in client.get(reverse("accounts:create")).content.decode()

    for last_day, words in [
        ("", "có thời hạn. Thường là ba tháng"), (today() + 400 * _DAY, "Nhiều nhất một năm"), (today() - _DAY, "trước ngày đầu"),
    ]:
        answer = sent(client, tree.xa, last_day=last_day)
        assert words in answer.content.decode() and "Lê Văn Giúp" in answer.content.decode()
    assert "chưa có tài khoản" in sent(client, tree.xs1, last_day=today() + _DAY).content.decode()
    assert not User.objects.filter(username="giup").exists()

    assert sent(client, tree.xa, last_day=today() + 365 * _DAY).status_code == 302
    post = Appointment.objects.get(user__username="giup")
    assert (post.last_day, post.role) == (today() + 365 * _DAY, Role.HELPER)


@pytest.mark.parametrize("valid_to", [None, today() + 367 * _DAY])
def test_the_database_knows_no_helper_without_an_end(cast, tree, valid_to):
    with pytest.raises(IntegrityError, match="a_helper_is_appointed_for_a_year_at_most"), transaction.atomic():
        Appointment.objects.create(user=cast.unitless, unit=tree.xa, role=Role.HELPER, valid_from=today(), valid_to=valid_to)


def test_only_a_cell_has_one_and_only_the_level_above_gives_one(cast, tree):
    terms = {"user": cast.unitless, "role": Role.HELPER, "valid_from": today(), "last_day": today(), "at": now()}
    for by, unit in [(cast.officer, tree.x), (cast.secretary_a, tree.xa), (cast.base_officer, tree.z), (cast.stranger, tree.xa)]:
        with pytest.raises(ValidationError):
            appoint_user(by=by, unit=unit, **terms)
    appoint_user(by=cast.officer, unit=tree.xa, **terms)


def test_the_secretary_sees_who_types_for_him_and_ends_it_with_one_press(cast, tree):
    helper = helper_account(cast, tree.xa, last_day=today() + 10 * _DAY)
    UserSession.objects.create(session_key="h", session_data="", user=helper, expire_date=now() + _DAY)
    secretary, post = signed_in(cast.secretary_a), helper.appointments.get()
    end = reverse("helper_end", args=[post.pk])
    for path in ("/", reverse("unit_page", args=[tree.xa.pk])):
        page = secretary.get(path).content.decode()
        assert "Lê Văn Giúp" in page and f"đến hết ngày {today() + 10 * _DAY:%d/%m/%Y}" in page and "Còn 10 ngày" in page and end in page
    for user, status in [(cast.secretary_b, 404), (cast.inspector, 403), (helper, 403)]:
        assert signed_in(user).post(end).status_code == status
        assert "Lê Văn Giúp" not in signed_in(user).get(reverse("unit_page", args=[tree.xb.pk])).content.decode().partition("<main")[2]

    assert secretary.get(end).status_code == 200
    assert secretary.post(end, {"form_key": uuid.uuid4()}).url == reverse("unit_page", args=[tree.xa.pk])

    helper = User.objects.get(pk=helper.pk)
    assert not has_permission(helper, "sessions.log") and not UserSession.objects.filter(user=helper).exists()
    assert "Lê Văn Giúp" not in secretary.get("/").content.decode()
    entry = Entry.objects.get(action="units.helper.ended")
    assert (entry.actor_id, entry.unit_path, entry.details["name"]) == (cast.secretary_a.pk, tree.xa.path, "Lê Văn Giúp")
    assert "Đã hết từ trước" in secretary.get(end).content.decode()


def test_a_helper_types_and_nothing_else(cast, tree):
    rights = PERMISSIONS[Role.HELPER]
    assert rights < PERMISSIONS[Role.SECRETARY]
    assert not rights & {
        "audit.view", "workbook.export", "names.handle", "names.print", "essays.mark", "members.view", "jobs.view", "issued_reports.view", "helpers.end",
    }
    client = signed_in(helper_account(cast, tree.xa))
    page = client.get("/").content.decode()
    assert f"nhập giúp bí thư {tree.xa.name}, đến hết ngày" in page
    for name in ("audit:list", "workbook:home", "jobs:list", "units:find_member", "accounts:list", "essays:batches"):
        assert client.get(reverse(name)).status_code == 403, name
        assert f'href="{reverse(name)}"' not in page


def test_the_end_is_brought_forward_but_not_put_off(cast, tree):
    post = helper_account(cast, tree.xa).appointments.get()
    with pytest.raises(ValidationError, match="giao lại"):
        end_appointment(appointment=post, valid_to=post.valid_to + _DAY, by=cast.base_officer, at=now())
    assert reverse("accounts:end_appointment", args=[post.pk]) in signed_in(cast.base_officer).get(
        reverse("accounts:detail", args=[post.user_id])
    ).content.decode()
    end_appointment(appointment=post, valid_to=today() + _DAY, by=cast.base_officer, at=now())

    again = appoint_user(
        user=post.user, unit=tree.xa, role=Role.HELPER, valid_from=today() + _DAY, last_day=today() + 30 * _DAY, by=cast.base_officer, at=now()
    )
    assert again.valid_to == today() + 31 * _DAY
