"""The portal suspends accounts nobody uses; the level above opens them again. Somebody who can do that is always left."""
from django.db import transaction

from accounts.models import User
from accounts.services.users import suspend_user
from accounts.unused import months_unused, unused
from lib.clock import local_day
from units.delegation import PERMISSION
from units.models import Appointment
from units.scope import roles_with
from units.services.accounts import units_of


@transaction.atomic
def suspend_unused_accounts(*, at):
    """Close what has run out by now, a journal entry for each; called again it finds nothing."""
    users = list(unused(at=at).select_for_update(of=["self"], skip_locked=True).order_by("pk"))
    if not users:
        return
    spared = _needed_at_the_top(users, day=local_day(at))
    units = units_of(users, day=local_day(at))
    for user in users:
        if user.pk not in spared:
            suspend_user(user=user, months=months_unused(user, at=at), at=at, unit=units.get(user.pk))


def _needed_at_the_top(users, *, day):
    """Of each committee with nobody above it, the last one who can open accounts: else nobody could open any."""
    unused_ones = {user.pk: user for user in users}
    posts = Appointment.objects.running_on(day).filter(unit__depth=1, role__in=roles_with(PERMISSION), user__is_active=True)
    spared = set()
    for unit in set(posts.values_list("unit", flat=True)):
        keepers = set(posts.filter(unit=unit).values_list("user", flat=True))
        # Who has never come in may have lost the slip: better the one who knows the way.
        known = set(User.objects.filter(pk__in=keepers, last_login__isnull=False).values_list("pk", flat=True)) or keepers
        if known <= unused_ones.keys():
            spared.add(max(known, key=lambda pk: (unused_ones[pk].in_use_until, pk)))
    return spared
