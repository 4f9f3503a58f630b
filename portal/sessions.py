"""Sessions in the database that know when they end, so that use can put it off without a write on every request."""
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore


class SessionStore(DatabaseSessionStore):
    """A session that remembers, once loaded, when it ends if nobody uses it."""

    ends_at = None

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        self.ends_at = row.expire_date if row else None
        return row
