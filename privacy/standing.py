"""What a session knows of personal data: whether its user still has a notice to read, and who is responsible for his unit.

Learned at the sign-in and again once an hour, so that no page asks the database for it.
"""
from django.db.models import Exists, OuterRef

from lib.clock import local_day, now
from privacy.models import Acknowledgement, Notice, ResponsiblePerson
from units.scope import main_unit

_KEY = "_personal_data"
_SECONDS = 3600


def note_sign_in(sender, request, user, **kwargs):
    """Receiver of `user_logged_in`."""
    learn(request.session, user, at=now())


def learn(session, user, *, at):
    session[_KEY] = {"at": at.timestamp(), "owes": owes_notice(user, at=at), "person": _person_of(user)}


def learn_if_old(session, user, *, at):
    """A session of long before, or one that knows nothing yet, asks again."""
    known = session.get(_KEY)
    if known is None or at.timestamp() - known["at"] > _SECONDS:
        learn(session, user, at=at)


def owes(session):
    return session.get(_KEY, {}).get("owes", False)


def person(session):
    """`[name, post and office, telephone]`, or None."""
    return session.get(_KEY, {}).get("person")


def owes_notice(user, *, at):
    """Whether the version in force is one the user has not read."""
    read = Acknowledgement.objects.filter(user=user, notice=OuterRef("pk"))
    notice = Notice.objects.annotate(is_read=Exists(read)).in_force(local_day(at))
    return notice is not None and not notice.is_read


def _person_of(user):
    unit = main_unit(user)
    row = ResponsiblePerson.objects.nearest_above(unit) if unit else None
    return [row.full_name, row.office, row.phone] if row else None
