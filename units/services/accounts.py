"""Accounts of those who act for units: made one by one or from the secretaries' names, opened by printed codes."""
import itertools
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.cards import issue_login_card, revoke_login_card
from accounts.services.codes import issue_one_time_code
from accounts.services.kept_phones import end_kept_phone
from accounts.services.second_factor import take_back
from accounts.services.users import change_user, create_user, deactivate_user, normal_username, reactivate_user
from lib.clock import local_day
from units.delegation import accounts_within_reach, units_without_account, usual_role
from units.models import Appointment, Unit
from units.services.appointments import appoint_user


@dataclass(frozen=True)
class Slip:
    """What is printed for one person: handed over in person, since the code opens the account."""

    user: User
    unit: Unit
    code: str


@dataclass(frozen=True)
class Card:
    """What is printed for one person, with the key of its link: who holds it gets in once."""

    user: User
    unit: Unit
    key: str


@transaction.atomic
def create_account(*, full_name, username, phone, unit, role, valid_from, by, at, last_day=None):
    """Enter a user and his first appointment; without a user name he gets his telephone's or his unit's."""
    username = username or next(name for name in _usernames_for(phone, unit.code) if not _is_taken(name))
    user = create_user(username=username, full_name=full_name, phone=phone, unit=unit, by=by, at=at)
    appoint_user(user=user, unit=unit, role=role, valid_from=valid_from, last_day=last_day, by=by, at=at)
    return user


@transaction.atomic
def create_accounts(*, units, by, at):
    """An account for the secretary of each unit, from the unit's own name and telephone of him."""
    units = list(Unit.objects.select_for_update(of=["self"]).filter(pk__in=[u.pk for u in units]).order_by("path"))
    _check_ready(units, local_day(at))
    names = free_usernames(units)
    return [
        create_account(
            full_name=unit.secretary_name, username=names[unit.pk], phone=unit.phone, unit=unit,
            role=usual_role(unit), valid_from=local_day(at), by=by, at=at,
        )
        for unit in units
    ]


@transaction.atomic
def reset_passwords(*, users, by, at):
    """A new one-time code for each of the users, as slips in the order of their units."""
    users = _locked_within_reach(users, by, at)
    units = units_of(users, day=local_day(at))
    slips = [
        Slip(user, units.get(user.pk), issue_one_time_code(user=user, by=by, at=at, unit=units.get(user.pk)))
        for user in users
        if user.is_active
    ]
    return sorted(slips, key=lambda slip: (slip.unit.path if slip.unit else "", slip.user.full_name))


@transaction.atomic
def issue_cards(*, users, by, at):
    """A new login card for each of the users, in the order of their units."""
    users = _locked_within_reach(users, by, at)
    units = units_of(users, day=local_day(at))
    cards = [
        Card(user, units.get(user.pk), issue_login_card(user=user, by=by, at=at, unit=units.get(user.pk)))
        for user in users
        if user.is_active
    ]
    return sorted(cards, key=lambda card: (card.unit.path if card.unit else "", card.user.full_name))


@transaction.atomic
def revoke_card(*, user, by, at):
    """The card is lost or was given to the wrong person."""
    (user,) = _locked_within_reach([user], by, at)
    if not revoke_login_card(user=user, by=by, at=at, unit=units_of([user], day=local_day(at)).get(user.pk)):
        raise ValidationError(_("There is no card to revoke: it was used, has run out or is revoked already."))
    return user


@transaction.atomic
def revoke_phone(*, user, handle, by, at):
    """A remembered telephone is lost, or somebody else's now: it is signed out at once."""
    (user,) = _locked_within_reach([user], by, at)
    if not end_kept_phone(user=user, handle=handle, by=by, at=at, unit=units_of([user], day=local_day(at)).get(user.pk)):
        raise ValidationError({"phone": _("This telephone is signed out already.")})
    return user


@transaction.atomic
def change_account(*, user, full_name, username, phone, by, at):
    """Correct the names and the telephone of a user within reach."""
    (user,) = _locked_within_reach([user], by, at)
    unit = units_of([user], day=local_day(at)).get(user.pk)
    return change_user(user=user, full_name=full_name, username=username, phone=phone, unit=unit, by=by, at=at)


@transaction.atomic
def close_account(*, user, by, at):
    """Deactivate the user at once, wherever he is signed in."""
    (user,) = _locked_within_reach([user], by, at)
    return deactivate_user(user=user, by=by, at=at, unit=units_of([user], day=local_day(at)).get(user.pk))


@transaction.atomic
def reopen_account(*, user, by, at):
    """Activate the user again; his old password is gone."""
    (user,) = _locked_within_reach([user], by, at)
    return reactivate_user(user=user, by=by, at=at, unit=units_of([user], day=local_day(at)).get(user.pk))


@transaction.atomic
def reset_second_factor(*, user, by, at):
    """Take the second step of a user within reach back: his telephone is lost. He sets up another at the next sign-in."""
    (user,) = _locked_within_reach([user], by, at)
    take_back(user=user, by=by, at=at, unit=units_of([user], day=local_day(at)).get(user.pk))
    return user


def units_of(users, *, day):
    """`{user pk: unit}`: the highest unit each acts for on the day, else the last one he acted for."""
    rows = Appointment.objects.filter(user__in=users).select_related("unit").order_by("unit__path")
    units = {}
    for row in sorted(rows, key=lambda row: row.valid_to is not None and row.valid_to <= day):
        units.setdefault(row.user_id, row.unit)
    return units


def free_usernames(units):
    """`{unit pk: user name}`: the digits of the telephone, or the unit's code where it is missing or taken."""
    taken = {name.casefold() for name in User.objects.values_list("username", flat=True)}
    names = {}
    for unit in units:
        names[unit.pk] = next(name for name in _usernames_for(unit.phone, unit.code) if name not in taken)
        taken.add(names[unit.pk])
    return names


def _usernames_for(phone, code):
    digits = "".join(c for c in phone if c.isdecimal())
    if len(digits) >= 9:
        yield digits
    code = normal_username(code)
    yield code
    yield from (f"{code}-{i}" for i in itertools.count(2))


def _is_taken(username):
    return User.objects.filter(username__iexact=username).exists()


def _check_ready(units, day):
    without = set(units_without_account(Unit.objects.filter(pk__in=[unit.pk for unit in units]), day=day))
    kept = [unit.name for unit in units if unit not in without]
    if kept:
        text = _("These units have an account already: %(units)s.")
        raise ValidationError({"units": text % {"units": "; ".join(kept[:5])}})
    nameless = [unit.name for unit in units if not unit.secretary_name]
    if nameless:
        text = _("Enter the secretary's name first: %(units)s.")
        raise ValidationError({"units": text % {"units": "; ".join(nameless[:5])}})


def _locked_within_reach(users, by, at):
    pks = {user.pk for user in users}
    reach = accounts_within_reach(by, day=local_day(at)).filter(pk__in=pks)
    found = list(User.objects.select_for_update().filter(pk__in=reach.values("pk")).order_by("pk"))
    if len(found) != len(pks):
        raise ValidationError(_("Some of these accounts are not yours to manage."))
    return found
