"""One-time codes: printed on a slip by the level above, good for one sign-in within a day."""
import datetime
import re
import secrets

from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from audit.record import record

from accounts.lockout import forgive
from accounts.models import OneTimeCode, User
from accounts.services.cards import revoke_open_card
from accounts.services.sessions import end_sessions

LIFETIME = datetime.timedelta(hours=24)
# Digits alone: a code is typed on a telephone by somebody who reads it off paper.
_DIGITS = 12
_SALT = "accounts.one_time_code"


@transaction.atomic
def issue_one_time_code(*, user, by, at, unit=None):
    """Give the user a new code and return it; the old password, old codes and cards and all his sessions end.

    The code itself is kept nowhere: who loses the slip gets another. `unit` scopes the entry.
    """
    code = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
    OneTimeCode.objects.update_or_create(
        user=user,
        defaults={"digest": _digest(user, code), "issued_at": at, "expires_at": at + LIFETIME, "used_at": None},
    )
    revoke_open_card(user, at=at)
    user.set_unusable_password()
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    forgive(user)
    end_sessions(user=user, by=by, at=at, unit=unit)
    record("accounts.code.issued", user, by=by, unit=unit, name=user.full_name, username=user.username)
    return "-".join(re.findall("....", code))


def use_one_time_code(*, user, code, at):
    """True, once, where the code is the user's and still good; he must then choose a password."""
    digits = re.sub(r"[\s-]", "", code)
    if not re.fullmatch(rf"[0-9]{{{_DIGITS}}}", digits):
        return False
    with transaction.atomic():
        row = OneTimeCode.objects.select_for_update().filter(user=user, used_at=None, expires_at__gt=at).first()
        if row is None or not constant_time_compare(row.digest, _digest(user, digits)):
            return False
        if user.is_active:
            row.used_at = at
            row.save(update_fields=["used_at"])
            User.objects.filter(pk=user.pk).update(must_change_password=True)
            user.must_change_password = True
            record("accounts.code.used", user, by=user, name=user.full_name)
        return True


def _digest(user, code):
    # Keyed with the portal's secret: a copy of the database alone does not tell the codes.
    return salted_hmac(_SALT, f"{user.pk}:{code}", algorithm="sha256").hexdigest()
