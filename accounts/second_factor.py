"""The second step of signing in: whether a session still owes it. A session that does acts for nobody (units/scope.py)."""
from django.conf import settings
from django_otp.plugins.otp_totp.models import TOTPDevice

_KEY, _MISSING, _SHOWN = "_second_factor", "missing", "shown"
_needs = []


def require_for(needs):
    """`needs(user)`: the rooms that give roles say who must have a second step."""
    _needs.append(needs)


def is_required_of(user):
    return settings.SECOND_FACTOR and any(needs(user) for needs in _needs)


def device_of(user):
    """The telephone that makes the user's numbers, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def ask_for_it(session, user):
    """With the sign-in: who has a second step owes it, and who must have one owes setting it up."""
    if is_required_of(user) or device_of(user) is not None:
        session[_KEY] = _MISSING


def is_missing(session):
    return session.get(_KEY) == _MISSING


def note_shown(session):
    session[_KEY] = _SHOWN
    session.cycle_key()


def may_precede_second_factor(view):
    """Mark a view that stays open to a user who still owes the second step."""
    view.may_precede_second_factor = True
    return view
