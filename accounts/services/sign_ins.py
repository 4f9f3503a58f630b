"""Entries of the journal about signing in: that it was done, that it was tried, that somebody left."""
from django.db import transaction

from audit.record import record

from accounts.devices import device_words
from accounts.models import User


def note_signed_in(*, user, request):
    record("accounts.signed_in", user, by=user, name=user.full_name, device=_device(request))


@transaction.atomic
def note_refused(*, username, request):
    """Somebody gave a wrong password or code for a name there is; nothing is kept of what else is typed there."""
    user = User.objects.filter(username__iexact=username).first()
    if user:
        record("accounts.sign_in.refused", user, name=user.full_name, device=_device(request))


def note_signed_out(*, user, request):
    record("accounts.signed_out", user, by=user, name=user.full_name, device=_device(request))


def _device(request):
    return device_words(request.headers.get("User-Agent", ""))
