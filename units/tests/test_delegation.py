import datetime

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from conftest import make_user
from lib.clock import now, today
from units.delegation import accounts_in_sight, accounts_within_reach, roles_to_give, units_without_account
from units.models import Appointment, Role, Unit
from units.services.accounts import (
    close_account, create_account, create_accounts, free_usernames, reopen_account, reset_passwords,
)
from units.services.appointments import appoint_user, end_appointment

LONG_AGO = datetime.date(2015, 1, 1)


def names(users):
    return sorted(users.values_list("username", flat=True))


def make(by, unit, role, username="new"):
    return create_account(
        full_name="Phạm Văn Đạt", username=username, phone="", unit=unit, role=role, valid_from=today(), by=by, at=now()
    )


def test_roles_by_rank_and_place(cast, tree):
    assert roles_to_give(cast.officer, tree.x) == [Role.LEADER, Role.BASE_OFFICER, Role.SECRETARY, Role.INSPECTOR]
    assert roles_to_give(cast.officer, tree.xa) == [Role.SECRETARY, Role.HELPER, Role.INSPECTOR]
    assert roles_to_give(cast.officer, tree.committee) == [Role.INSPECTOR]
    assert roles_to_give(cast.officer, tree.oxa) == []
    assert roles_to_give(cast.base_officer, tree.xa) == [Role.SECRETARY, Role.HELPER]
    assert roles_to_give(cast.base_officer, tree.ya) == []
    assert [roles_to_give(user, tree.xa) for user in (cast.leader, cast.secretary_a, cast.inspector)] == [[], [], []]


def test_an_officer_reaches_the_roles_below_his_own(cast):
    assert names(accounts_within_reach(cast.officer, day=today())) == [
        "base_officer", "inspector", "secretary_a", "secretary_b", "secretary_z",
    ]


def test_a_base_officer_reaches_the_secretaries_of_his_subtree(cast):
    assert names(accounts_within_reach(cast.base_officer, day=today())) == ["secretary_a", "secretary_b"]


def test_those_of_the_committee_itself_are_seen_and_not_reached(cast):
    seen = names(accounts_in_sight(cast.officer))

    assert seen == ["base_officer", "inspector", "leader", "officer", "secretary_a", "secretary_b", "secretary_z"]


def test_an_officer_who_is_a_secretary_too_is_beyond_a_base_officer(cast, tree):
    Appointment.objects.create(user=cast.leader, unit=tree.xa, role=Role.SECRETARY, valid_from=LONG_AGO)

    assert "leader" not in names(accounts_within_reach(cast.base_officer, day=today()))


@pytest.mark.parametrize("valid_from, valid_to, reached", [
    (LONG_AGO, LONG_AGO + datetime.timedelta(days=1), True),
    (today() + datetime.timedelta(days=5), None, False),
])
def test_what_ended_no_longer_protects_what_begins_soon_does(cast, tree, valid_from, valid_to, reached):
    Appointment.objects.create(
        user=cast.secretary_a, unit=tree.committee, role=Role.LEADER, valid_from=valid_from, valid_to=valid_to
    )

    assert ("secretary_a" in names(accounts_within_reach(cast.base_officer, day=today()))) is reached


@pytest.mark.asvs("8.2.1")
@pytest.mark.parametrize("actor, place, role", [
    ("base_officer", "x", Role.BASE_OFFICER),
    ("base_officer", "ya", Role.SECRETARY),
    ("officer", "committee", Role.OFFICER),
    ("officer", "committee", Role.LEADER),
    ("officer", "oxa", Role.SECRETARY),
    ("secretary_a", "xa", Role.SECRETARY),
])
def test_nobody_gives_a_role_of_his_own_rank_or_elsewhere(cast, tree, actor, place, role):
    with pytest.raises(ValidationError) as caught:
        make(getattr(cast, actor), getattr(tree, place), role)

    assert list(caught.value.message_dict) == ["role"]
    assert not User.objects.filter(username="new").exists()


def test_an_account_begins_with_an_appointment_and_without_a_password(cast, tree):
    user = make(cast.officer, tree.xa, Role.SECRETARY)

    assert not user.has_usable_password()
    assert user.must_change_password
    assert list(user.appointments.values_list("unit__code", "role", "valid_to")) == [("1-01", "secretary", None)]


def test_the_same_role_is_not_given_twice(cast, tree):
    with pytest.raises(ValidationError) as caught:
        appoint_user(
            user=cast.secretary_a, unit=tree.xa, role=Role.SECRETARY, valid_from=today(), by=cast.officer, at=now()
        )

    assert list(caught.value.message_dict) == ["role"]


def test_an_ended_appointment_opens_nothing_and_may_begin_anew(cast, tree):
    appointment = cast.secretary_a.appointments.get()
    end_appointment(appointment=appointment, valid_to=today(), by=cast.base_officer, at=now())

    user = User.objects.get(pk=cast.secretary_a.pk)
    assert list(Unit.objects.permitted(user, "sessions.log")) == []
    appoint_user(user=user, unit=tree.xa, role=Role.SECRETARY, valid_from=today(), by=cast.base_officer, at=now())
    user = User.objects.get(pk=user.pk)
    assert list(Unit.objects.permitted(user, "sessions.log")) == [tree.xa]


def test_an_appointment_beyond_ones_reach_is_not_ended(cast):
    with pytest.raises(ValidationError):
        end_appointment(appointment=cast.leader.appointments.get(), valid_to=today(), by=cast.officer, at=now())

    assert cast.leader.appointments.get().valid_to is None


def test_an_end_before_the_beginning_is_refused(cast):
    appointment = cast.secretary_a.appointments.get()

    with pytest.raises(ValidationError) as caught:
        end_appointment(
            appointment=appointment, valid_to=LONG_AGO - datetime.timedelta(days=1), by=cast.officer, at=now()
        )

    assert list(caught.value.message_dict) == ["valid_to"]


def test_accounts_in_bulk_from_names_and_telephones(cast, tree):
    Unit.objects.filter(pk=tree.ya.pk).update(secretary_name="Vũ Thị Ánh", phone="0987 654 321")
    Unit.objects.filter(pk=tree.xs1.pk).update(secretary_name="Đỗ Văn Bình", phone="")
    wanted = units_without_account(Unit.objects.filter(pk__in=[tree.ya.pk, tree.xs1.pk, tree.xa.pk]), day=today())

    made = create_accounts(units=wanted.order_by("path"), by=cast.officer, at=now())

    assert [(user.username, user.full_name) for user in made] == [("1-031", "Đỗ Văn Bình"), ("0987654321", "Vũ Thị Ánh")]
    assert [user.appointments.get().role for user in made] == [Role.SECRETARY, Role.SECRETARY]


def test_a_telephone_of_two_units_names_one_account_only(cast, tree):
    for unit in (tree.ya, tree.xs1):
        unit.phone, unit.secretary_name = "0987654321", "Ai đó"

    assert free_usernames([tree.ya, tree.xs1]) == {tree.ya.pk: "0987654321", tree.xs1.pk: "1-031"}
    make_user("1-031")
    assert free_usernames([tree.ya, tree.xs1]) == {tree.ya.pk: "0987654321", tree.xs1.pk: "1-031-2"}


def test_units_without_a_name_make_no_accounts(cast, tree):
    with pytest.raises(ValidationError) as caught:
        create_accounts(units=[tree.ya], by=cast.officer, at=now())

    assert list(caught.value.message_dict) == ["units"]


def test_slips_come_in_the_order_of_the_units_and_open_each_account(cast):
    slips = reset_passwords(users=[cast.secretary_z, cast.secretary_b, cast.secretary_a], by=cast.officer, at=now())

    assert [slip.unit.code for slip in slips] == ["1-01", "1-02", "2"]
    assert len({slip.code for slip in slips}) == 3


@pytest.mark.parametrize("service", [
    lambda user, by: reset_passwords(users=[user], by=by, at=now()),
    lambda user, by: close_account(user=user, by=by, at=now()),
    lambda user, by: reopen_account(user=user, by=by, at=now()),
])
@pytest.mark.parametrize("actor, target", [
    ("base_officer", "officer"), ("officer", "leader"), ("officer", "officer"), ("officer", "stranger_secretary"),
    ("secretary_a", "secretary_b"),
])
def test_accounts_beyond_reach_stay_as_they_are(cast, service, actor, target):
    user = getattr(cast, target)
    before = (user.password, user.is_active)

    with pytest.raises(ValidationError):
        service(user, getattr(cast, actor))

    user.refresh_from_db()
    assert (user.password, user.is_active) == before


def test_a_closed_account_gets_no_slip(cast):
    close_account(user=cast.secretary_a, by=cast.officer, at=now())

    assert reset_passwords(users=[cast.secretary_a], by=cast.officer, at=now()) == []
