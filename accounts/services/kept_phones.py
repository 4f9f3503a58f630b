"""Telephones that are remembered: noted in the journal, ended by their owner or by the level above."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record

from accounts.kept_phones import is_allowed_to, keep
from accounts.models import UserSession


@transaction.atomic
def keep_phone(*, user, session, device):
    """The session on this device lives for weeks from now on."""
    if not is_allowed_to(user):
        raise ValidationError(_("Only the own telephone of a cell's secretary can be remembered."))
    record("accounts.phone.kept", user, by=user, name=user.full_name, device=device)
    keep(session)


@transaction.atomic
def end_kept_phone(*, user, handle, by, at, unit=None):
    """The level above revokes a telephone: lost, or somebody else's now. One that is out already stays so."""
    row = kept_phones_of(user, at=at).select_for_update().filter(handle=handle).first()
    if row is None:
        return False
    row.delete()
    record("accounts.phone.ended", user, by=by, unit=unit, name=user.full_name, device=row.device)
    return True


@transaction.atomic
def note_opened(*, user):
    """The password was shown on a telephone that is remembered."""
    record("accounts.phone.opened", user, by=user, name=user.full_name)


def kept_phones_of(user, *, at):
    """Rows of the telephones remembered for the user, the last used first."""
    return UserSession.objects.filter(user=user, is_kept=True, expire_date__gt=at).order_by("-used_at")
