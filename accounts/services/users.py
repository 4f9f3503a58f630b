import unicodedata

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from lib.conflict import check_version
from lib.vietnamese import clean_text, fold, person_sort_key

from accounts.models import OneTimeCode, User, normal_password
from accounts.services.cards import revoke_open_card
from accounts.services.sessions import end_sessions


@transaction.atomic
def create_user(*, username, full_name, by, at, phone="", unit=None):
    """Enter a user who cannot sign in until he is given a one-time code."""
    user = User(must_change_password=True)
    user.set_unusable_password()
    _write_names(user, username, full_name, phone)
    record("accounts.user.created", user, by=by, unit=unit, name=user.full_name, username=user.username)
    return user


@transaction.atomic
def change_user(*, user, version, username, full_name, phone, by, at, unit=None):
    """Correct a user's names and telephone."""
    user = User.objects.select_for_update().get(pk=user.pk)
    check_version(user, version)
    before = {"old_name": user.full_name, "old_username": user.username}
    user.version += 1
    _write_names(user, username, full_name, phone)
    record("accounts.user.changed", user, by=by, unit=unit, name=user.full_name, username=user.username, **before)
    return user


@transaction.atomic
def change_password(*, user, password, at):
    """Set the user's own new password; his other sessions and an open one-time code end with it."""
    password = normal_password(password)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise ValidationError({"new_password1": error.error_list}) from error
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    OneTimeCode.objects.filter(user=user, used_at=None).update(used_at=at)
    revoke_open_card(user, at=at)
    record("accounts.password.changed", user, by=user, name=user.full_name)
    return user


@transaction.atomic
def change_email(*, user, email, at):
    """Where the user wants reminders sent to; empty: nowhere."""
    user.email = email
    user.save(update_fields=["email"])
    record("accounts.email.changed", user, by=user, name=user.full_name)
    return user


@transaction.atomic
def deactivate_user(*, user, by, at, unit=None):
    """Close the account; what the user did stays under his name."""
    if user.pk == by.pk:
        raise ValidationError(_("This account is your own; another officer has to close it."))
    _shut(user, by=by, at=at, unit=unit)
    record("accounts.user.deactivated", user, by=by, unit=unit, name=user.full_name, username=user.username)
    return user


@transaction.atomic
def suspend_user(*, user, months, at, unit=None):
    """Close the account because nobody used it for so many months (accounts/unused.py)."""
    _shut(user, by=None, at=at, unit=unit, suspended_at=at)
    record("accounts.user.suspended", user, unit=unit, name=user.full_name, username=user.username, months=months)
    return user


@transaction.atomic
def reactivate_user(*, user, by, at, unit=None):
    """Open a closed account again; its owner needs a new one-time code."""
    user.is_active, user.suspended_at, user.reopened_at = True, None, at
    user.set_unusable_password()
    user.must_change_password = True
    user.save(update_fields=["is_active", "suspended_at", "reopened_at", "password", "must_change_password"])
    record("accounts.user.reactivated", user, by=by, unit=unit, name=user.full_name, username=user.username)
    return user


def _shut(user, *, by, at, unit, suspended_at=None):
    user.is_active, user.suspended_at = False, suspended_at
    user.save(update_fields=["is_active", "suspended_at"])
    OneTimeCode.objects.filter(user=user, used_at=None).update(used_at=at)
    revoke_open_card(user, at=at)
    end_sessions(user=user, by=by, at=at, unit=unit)


def normal_username(username):
    """The user name as it is kept: NFC, lower case, without spaces."""
    return "".join(unicodedata.normalize("NFC", username).casefold().split())


def search_text_of(user):
    return fold(f"{user.full_name} {user.username} {user.phone}")


def _write_names(user, username, full_name, phone):
    user.username = normal_username(username)
    user.full_name = clean_text(full_name)
    user.phone = clean_text(phone)
    user.search_text = search_text_of(user)
    user.sort_key = person_sort_key(user.full_name)[:400]
    # The name is lower case by now, so its own uniqueness is that of the constraint in any case.
    user.full_clean(validate_constraints=False)
    user.save()
