"""Sessions of a user: seen by himself, ended by himself or by what changes who he is."""
from django.db import transaction

from audit.record import record

from accounts.models import UserSession


@transaction.atomic
def end_own_session(*, user, handle, by, at):
    """Sign one of the user's devices out; one that is out already stays so."""
    row = UserSession.objects.select_for_update().filter(user=user, handle=handle).first()
    if row is None:
        return 0
    row.delete()
    record("accounts.phone.ended" if row.is_kept else "accounts.session.ended", user, by=by, name=user.full_name, device=row.device)
    return 1


@transaction.atomic
def end_sessions(*, user, by, at, but=None, unit=None):
    """Sign the user out everywhere, except in the session whose key is `but`; how many were ended."""
    rows = UserSession.objects.filter(user=user, expire_date__gt=at).exclude(session_key=but)
    ended, _counts = rows.delete()
    if ended:
        record("accounts.sessions.ended", user, by=by, unit=unit, name=user.full_name, devices=ended)
    return ended


def drop_ended_sessions(*, at):
    """Throw away what has ended by itself."""
    UserSession.objects.filter(expire_date__lte=at).delete()
