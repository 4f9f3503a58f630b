"""Setting up, showing and taking back the second step: numbers made by a telephone (RFC 6238), ten more on paper."""
import re
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from audit.record import record

from accounts.models import User
from accounts.services.sessions import end_sessions

BACKUP_CODES = 10


@transaction.atomic
def device_to_set_up(*, user):
    """The telephone to come; the same until it has shown a number, so that a page loaded again fits the picture taken."""
    _lock(user)
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, confirmed=False, name="")


@transaction.atomic
def set_up(*, user, number, keep_session, at):
    """The new telephone shows its first number; returns the backup codes. An earlier one counts no more."""
    _lock(user)
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None:
        raise ValidationError(_("The second step is set up already."))
    if not _fits(device, number):
        return None
    TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    codes = _new_codes(user)
    end_sessions(user=user, by=user, at=at, but=keep_session)
    record("accounts.second_factor.set_up", user, by=user, name=user.full_name)
    return codes


@transaction.atomic
def new_backup_codes(*, user, at):
    """Ten new codes; those on the old paper count no more."""
    _lock(user)
    record("accounts.second_factor.codes_made", user, by=user, name=user.full_name)
    return _new_codes(user)


@transaction.atomic
def show_number(*, user, number, at):
    """True where the number is the telephone's of this half minute, or a backup code, each good once."""
    for device in TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True):
        if len(_digits(number)) == device.digits:
            return _fits(device, number)
    for device in StaticDevice.objects.select_for_update().filter(user=user, confirmed=True):
        if _fits(device, number):
            record("accounts.second_factor.code_used", user, by=user, name=user.full_name, left=device.token_set.count())
            return True
    return False


@transaction.atomic
def take_back(*, user, by, at, unit=None):
    """The second step is gone: the telephone is lost, or the user wants none. Who must have one sets up another."""
    _lock(user)
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    end_sessions(user=user, by=by, at=at, unit=unit)
    record("accounts.second_factor.taken_back", user, by=by, unit=unit, name=user.full_name)


def codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


def _lock(user):
    User.objects.select_for_update().get(pk=user.pk)


def _digits(typed):
    return re.sub(r"[\s-]", "", typed)


def _fits(device, typed):
    allowed, why = device.verify_is_allowed()
    if not allowed:
        seconds = max(1, int((why["locked_until"] - timezone.now()).total_seconds()) + 1)
        raise ValidationError({"number": ngettext(
            "Too many wrong numbers. Please wait %(seconds)d second.", "Too many wrong numbers. Please wait %(seconds)d seconds.", seconds
        ) % {"seconds": seconds}})
    return device.verify_token(_digits(typed))


def _new_codes(user):
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="")
    codes = set()
    while len(codes) < BACKUP_CODES:
        codes.add(f"{secrets.randbelow(10**8):08d}")
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return sorted(f"{code[:4]}-{code[4:]}" for code in codes)
