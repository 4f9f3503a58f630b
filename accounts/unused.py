"""Accounts nobody uses: they are keys that lie about. Until when one is in use, and the day on which it is suspended."""
import datetime

from django.conf import settings
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from accounts.models import User, UserSession

# So long before, the level above is told.
NOTICE = datetime.timedelta(days=14)
_DAYS_IN_A_MONTH = 30


def with_use(users):
    """`in_use_until` of each: the last sign-in, the end of a running session, or the day the account or a code was made."""
    sessions = UserSession.objects.filter(user=OuterRef("pk")).order_by().values("user").annotate(last=Max("expire_date"))
    moments = ["last_login", "created_at", "reopened_at", "one_time_code__issued_at", "login_card__issued_at"]
    return users.annotate(in_use_until=Greatest(*map(F, moments), Subquery(sessions.values("last"))))


def unused(*, at):
    """Open accounts whose time has run out by then."""
    never, since = (at - datetime.timedelta(days=days) for days in (settings.ACCOUNT_NEVER_USED_DAYS, settings.ACCOUNT_UNUSED_DAYS))
    too_long = Q(last_login=None, in_use_until__lte=never) | Q(last_login__isnull=False, in_use_until__lte=since)
    return with_use(User.objects.filter(is_active=True)).filter(too_long)


def suspended_from(user):
    """When the account, a row of `with_use`, is suspended if nobody uses it."""
    days = settings.ACCOUNT_UNUSED_DAYS if user.last_login else settings.ACCOUNT_NEVER_USED_DAYS
    return user.in_use_until + datetime.timedelta(days=days)


def months_unused(user, *, at):
    """Whole months without a sign-in."""
    return (at - (user.last_login or user.created_at)).days // _DAYS_IN_A_MONTH
