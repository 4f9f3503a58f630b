"""Rows of the list of accounts: who, for which units, in which state; everything ready as text."""
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import LoginCard, User
from accounts.unused import NOTICE, months_unused, suspended_from
from lib.clock import local_day
from lib.dates import format_moment
from units.delegation import PERMISSION
from units.models import Appointment


@dataclass(frozen=True)
class AccountRow:
    user: User
    duties: list
    state: str
    code: str
    last_seen: str


def account_rows(users, actor, *, day, at):
    """An AccountRow for each of the users; three queries, however many they are."""
    users = list(users)
    duties = {user.pk: [] for user in users}
    mine = Appointment.objects.permitted(actor, PERMISSION).filter(user__in=users)
    for appointment in mine.select_related("unit").order_by("unit__path"):
        duties[appointment.user_id].append(_duty(appointment, day))
    return [AccountRow(user, duties[user.pk], state_of(user, at), code_state(user, at), _seen(user)) for user in users]


def state_of(user, at):
    if not user.is_active:
        return _suspended(user) if user.suspended_at else _("closed")
    state = _("in use") if user.last_login else _("not signed in yet")
    if not hasattr(user, "in_use_until") or suspended_from(user) > at + NOTICE:
        return state
    day = f"{local_day(suspended_from(user)):%d/%m/%Y}"
    return _("%(state)s, is suspended on %(day)s if nobody uses it") % {"state": state, "day": day}


def _suspended(user):
    months = months_unused(user, at=user.suspended_at)
    words = {"months": months, "day": f"{local_day(user.suspended_at):%d/%m/%Y}"}
    if user.last_login:
        return ngettext(
            "suspended on %(day)s: not used for %(months)d month", "suspended on %(day)s: not used for %(months)d months", months
        ) % words
    return ngettext(
        "suspended on %(day)s: not once used in %(months)d month", "suspended on %(day)s: not once used in %(months)d months", months
    ) % words


def code_state(user, at):
    """How it stands with the printed code or card, whichever came later; nothing where the user has a password."""
    if user.has_usable_password():
        return ""
    printed = [one for one in (getattr(user, "one_time_code", None), getattr(user, "login_card", None)) if one]
    if not printed:
        return _("no slip printed yet")
    newest = max(printed, key=lambda one: one.issued_at)
    until = {"until": format_moment(newest.expires_at)}
    words = {
        "live": _("slip good until %(until)s"), "expired": _("the slip has run out"), "used": _("came in by the slip, no password yet"),
    }
    if isinstance(newest, LoginCard):
        words = {
            "live": _("card good until %(until)s"), "expired": _("the card has run out"), "revoked": _("the card is revoked"),
            "used": _("came in by the card, no password"),
        }
    return words[newest.state_at(at)] % until


def state_of_card(user, at):
    """`live`, `used` and so on, or nothing where there is no card."""
    card = getattr(user, "login_card", None)
    return card.state_at(at) if card else ""


def _duty(appointment, day):
    words = {"role": appointment.get_role_display(), "unit": appointment.unit.name}
    if appointment.valid_to and appointment.valid_to <= day:
        return _("%(role)s, %(unit)s (until %(day)s)") % {**words, "day": f"{appointment.valid_to:%d/%m/%Y}"}
    if appointment.valid_from > day:
        return _("%(role)s, %(unit)s (from %(day)s)") % {**words, "day": f"{appointment.valid_from:%d/%m/%Y}"}
    return _("%(role)s, %(unit)s") % words


def _seen(user):
    return format_moment(user.last_login) if user.last_login else ""
