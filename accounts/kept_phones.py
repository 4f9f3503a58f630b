"""A telephone of one's own that stays signed in for weeks: its session is narrow, and full only for a while after the password.

What a narrow session may still do is said by the access rule (units/scope.py); here is how a session stands.
"""
import datetime

from django.conf import settings
from django.utils import timezone

from accounts.sessions import FULL_SINCE, FULL_USED, KEPT, PROLONG_AFTER

_allows = []


def allow_for(allows):
    """`allows(user)`: the room that gives roles says whose telephone may be remembered."""
    _allows.append(allows)


def is_allowed_to(user):
    return any(allows(user) for allows in _allows)


def is_kept(session):
    return KEPT in session


def kept_until(session):
    return session.last_moment if is_kept(session) else None


def is_narrow(session):
    """Remembered, and nobody has shown lately who holds it."""
    return is_kept(session) and not _is_full(session)


def keep(session):
    """From now on remembered; full as long as somebody who has just signed in goes on using it."""
    session[KEPT] = timezone.now().isoformat()
    open_fully(session)


def open_fully(session):
    session[FULL_SINCE] = session[FULL_USED] = timezone.now().isoformat()
    session.cycle_key()


def note_use(session):
    """Somebody goes on: the hour of the full rights begins anew, written down every few minutes."""
    if is_kept(session) and _is_full(session) and timezone.now() - _moment(session, FULL_USED) > PROLONG_AFTER:
        session[FULL_USED] = timezone.now().isoformat()


def forget(session):
    """A new sign-in begins as any other."""
    for name in (KEPT, FULL_SINCE, FULL_USED):
        session.pop(name, None)


def open_to_kept_phones(view):
    """Mark a view that asks for no permission and yet stays open to a telephone that is only remembered."""
    view.open_to_kept_phones = True
    return view


def _is_full(session):
    if FULL_USED not in session:
        return False
    now = timezone.now()
    idle = datetime.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return now - _moment(session, FULL_USED) < idle and now - _moment(session, FULL_SINCE) < settings.SESSION_LENGTH


def _moment(session, name):
    return datetime.datetime.fromisoformat(session[name])
