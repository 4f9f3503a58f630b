"""Login cards: printed by the level above with a picture to point a telephone at; the link in it signs in once, within a day."""
import datetime
import secrets

from django.db import transaction
from django.utils.crypto import salted_hmac

from audit.record import record

from accounts.lockout import forgive
from accounts.models import LoginCard, OneTimeCode
from accounts.services.sessions import end_sessions

LIFETIME = datetime.timedelta(hours=24)
_SALT = "accounts.login_card"
# 192 bits: nobody comes upon one by trying.
_BYTES = 24


@transaction.atomic
def issue_login_card(*, user, by, at, unit=None):
    """Give the user a new card and return the key of its link; the old password, codes, cards and all his sessions end.

    The key itself is kept nowhere: who loses the card gets another. `unit` scopes the entry.
    """
    key = secrets.token_urlsafe(_BYTES)
    LoginCard.objects.update_or_create(user=user, defaults={
        "digest": digest_of_key(key), "issued_at": at, "expires_at": at + LIFETIME, "used_at": None, "revoked_at": None,
    })
    OneTimeCode.objects.filter(user=user, used_at=None).update(used_at=at)
    user.set_unusable_password()
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    forgive(user)
    end_sessions(user=user, by=by, at=at, unit=unit)
    record("accounts.card.issued", user, by=by, unit=unit, name=user.full_name, username=user.username)
    return key


def card_of(digest):
    """The card with the digest, in whatever state, or None."""
    return LoginCard.objects.select_related("user").filter(digest=digest).first()


@transaction.atomic
def use_login_card(*, digest, at):
    """The user of the card, once, while it is good; else None. He need not choose a password."""
    cards = LoginCard.objects.select_for_update(of=["self"]).select_related("user")
    card = cards.filter(digest=digest, user__is_active=True).first()
    if card is None or card.state_at(at) != "live":
        return None
    card.used_at = at
    card.save(update_fields=["used_at"])
    user = card.user
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    record("accounts.card.used", user, by=user, name=user.full_name)
    return user


@transaction.atomic
def revoke_login_card(*, user, by, at, unit=None):
    """The card is good no more; False where there was none to revoke."""
    revoked = revoke_open_card(user, at=at)
    if revoked:
        record("accounts.card.revoked", user, by=by, unit=unit, name=user.full_name)
    return revoked


def revoke_open_card(user, *, at):
    """For what ends a card in passing: a new code, a closed account."""
    return LoginCard.objects.filter(user=user, used_at=None, revoked_at=None, expires_at__gt=at).update(revoked_at=at) > 0


def digest_of_key(key):
    # Keyed with the portal's secret: a copy of the database alone does not tell the keys.
    return salted_hmac(_SALT, key, algorithm="sha256").hexdigest()
