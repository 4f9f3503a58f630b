import unicodedata

import pghistory
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.functions import Upper
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


def normal_password(raw):
    """The password in NFC: Vietnamese keyboards send the same letters composed or decomposed."""
    return None if raw is None else unicodedata.normalize("NFC", raw)


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username__iexact=unicodedata.normalize("NFC", username).strip())


# How to reach somebody goes with his account (services/ended.py), and what a history holds stays.
@pghistory.track(exclude=["password", "last_login", "search_text", "sort_key", "phone", "email"])
class User(AbstractBaseUser):
    """Somebody who signs in. What he may do comes from appointments (units/), not from here."""

    username = models.CharField(
        _("user name"), max_length=60, unique=True, error_messages={"unique": _("This user name is already taken.")}
    )
    full_name = models.CharField(_("full name"), max_length=150)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    # Given by the user himself, who then gets reminders; empty: none.
    email = models.EmailField(_("e-mail for reminders"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    # Closed by the portal because nobody used it (accounts/unused.py), and when somebody opened it again.
    suspended_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # Written by the services that write the name: what a search compares, and the place in a list of people.
    search_text = models.CharField(max_length=300, blank=True, editable=False)
    sort_key = models.CharField(max_length=400, blank=True, editable=False, db_collation="C")
    # Of the names and the telephone, which several officers may correct.
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        constraints = [
            # Upper, because that is what `iexact` compares: the constraint is its index as well.
            models.UniqueConstraint(
                Upper("username"),
                name="one_user_name_in_any_case",
                violation_error_message=_("This user name is already taken."),
            ),
            models.CheckConstraint(
                condition=models.Q(suspended_at=None) | models.Q(is_active=False), name="a_suspended_account_is_closed"
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name

    def set_password(self, raw_password):
        super().set_password(normal_password(raw_password))

    def check_password(self, raw_password):
        return super().check_password(normal_password(raw_password))


@pghistory.track(exclude=["digest"])
class OneTimeCode(models.Model):
    """A printed code that opens an account once, within a day; only its digest is kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="one_time_code")
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def state_at(self, at):
        """Whether the code is used, expired or live."""
        if self.used_at:
            return "used"
        return "live" if at < self.expires_at else "expired"


@pghistory.track(exclude=["digest"])
class LoginCard(models.Model):
    """A printed card whose picture holds a link that signs in once, within a day; only the digest of its key is kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="login_card")
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(revoked_at=None), name="a_used_card_is_not_revoked"
            ),
        ]

    def state_at(self, at):
        """Whether the card is used, revoked, expired or live."""
        if self.used_at:
            return "used"
        if self.revoked_at:
            return "revoked"
        return "live" if at < self.expires_at else "expired"


class Submission(models.Model):
    """A form sent once: its key, what it held (as a digest) and where its answer stands."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    answer = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_submission_per_key")]


class UserSession(AbstractBaseSession):
    """Somebody signed in on a device. Its key is the secret in the cookie; pages name it by its handle."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    # Not unique: while a key is changed, the old row stands beside the new one.
    handle = models.UUIDField(null=True, db_index=True)
    started_at = models.DateTimeField(_("signed in at"), null=True)
    # Browser and system in words (accounts/devices.py): enough to know one's own telephone by.
    device = models.CharField(_("device"), max_length=60, blank=True)
    # When its use was last written down: every few minutes, of a remembered telephone (accounts/kept_phones.py) once a day.
    used_at = models.DateTimeField(_("last used"), null=True)
    is_kept = models.BooleanField(default=False)

    objects = BaseSessionManager()

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("session")

    @classmethod
    def get_session_store_class(cls):
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")
