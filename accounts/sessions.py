"""Sessions in the database that know whose they are, when they began and end, and on what device."""
import datetime

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

STARTED, DEVICE, HANDLE = "_started", "_device", "_handle"


class SessionStore(DatabaseSessionStore):
    """A session that remembers, once loaded, when it ends if nobody uses it; however used, it ends after `SESSION_HOURS`."""

    ends_at = None

    @classmethod
    def get_model_class(cls):
        return apps.get_model("accounts", "UserSession")      # the engine is loaded before the models are

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id, row.device = data.get(SESSION_KEY), data.get(DEVICE, "")
        row.started_at, row.handle = _moment(data), data.get(HANDLE)
        return row

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        self.ends_at = row.expire_date if row else None
        return row

    def get_expiry_age(self, **kwargs):
        return int((self.get_expiry_date(**kwargs) - timezone.now()).total_seconds())

    def get_expiry_date(self, **kwargs):
        return min(timezone.now() + datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE), self.last_moment)

    @property
    def last_moment(self):
        """When the session is over even if it is used all the time."""
        return (_moment(self) or timezone.now()) + settings.SESSION_LENGTH


def _moment(data):
    return datetime.datetime.fromisoformat(data[STARTED]) if STARTED in data else None
