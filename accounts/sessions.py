"""Sessions in the database that know whose they are, when they began and end, and on what device."""
import datetime

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

STARTED, DEVICE, HANDLE = "_started", "_device", "_handle"
# Of a telephone that is remembered (accounts/kept_phones.py): since when, and when it was last opened and used in full.
KEPT, FULL_SINCE, FULL_USED = "_kept", "_full_since", "_full_used"

# A session in use is prolonged when this much of it has gone by, not on every request.
PROLONG_AFTER = datetime.timedelta(minutes=2)
_DAY = datetime.timedelta(days=1)


class SessionStore(DatabaseSessionStore):
    """A session that remembers, once loaded, when it ends if nobody uses it; however used, it ends after `SESSION_HOURS`.

    That of a remembered telephone has no idle end and lives `KEPT_PHONE_DAYS`.
    """

    ends_at = used_at = None

    @classmethod
    def get_model_class(cls):
        return apps.get_model("accounts", "UserSession")      # the engine is loaded before the models are

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id, row.device = data.get(SESSION_KEY), data.get(DEVICE, "")
        row.started_at, row.handle = _moment(data, STARTED), data.get(HANDLE)
        row.used_at, row.is_kept = timezone.now(), KEPT in data
        return row

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        self.ends_at, self.used_at = (row.expire_date, row.used_at) if row else (None, None)
        return row

    def get_expiry_age(self, **kwargs):
        return int((self.get_expiry_date(**kwargs) - timezone.now()).total_seconds())

    def get_expiry_date(self, **kwargs):
        if KEPT in self:
            return self.last_moment
        return min(timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE), self.last_moment)

    @property
    def last_moment(self):
        """When the session is over even if it is used all the time."""
        if KEPT in self:
            return _moment(self, KEPT) + settings.KEPT_PHONE_LENGTH
        return (_moment(self, STARTED) or timezone.now()) + settings.SESSION_LENGTH

    @property
    def use_is_to_be_noted(self):
        """Whether writing the session down puts its end off; that of a remembered telephone is written once a day."""
        if self.ends_at is None:
            return False
        now = timezone.now()
        if KEPT in self:
            return self.used_at is None or now - self.used_at > _DAY
        left = self.ends_at - now
        return self.ends_at < self.last_moment and left < datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE) - PROLONG_AFTER


def _moment(data, name):
    return datetime.datetime.fromisoformat(data[name]) if name in data else None
