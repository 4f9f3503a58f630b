"""Accounts nobody uses any more: the name stays for the journal, how to reach their owner and how he signed in go."""
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from audit.models import Entry
from audit.record import record

from accounts.models import LoginCard, OneTimeCode, User
from accounts.services.users import search_text_of

_DEVICES = (TOTPDevice, StaticDevice, OneTimeCode, LoginCard)


def ended_accounts():
    """Closed accounts of which something is left to forget, with `ended_at`: when something was last done with them."""
    said = Entry.objects.filter(object_type=User._meta.label_lower, object_id=Cast(OuterRef("pk"), models.CharField()))
    last = Subquery(said.order_by("-at").values("at")[:1])
    left = ~Q(phone="") | ~Q(email="")
    for device in _DEVICES:
        left |= Exists(device.objects.filter(user=OuterRef("pk")))
    return User.objects.filter(left, is_active=False).annotate(ended_at=Coalesce(last, F("created_at")))


@transaction.atomic
def forget_accounts(keys, *, before, at):
    """Telephone, e-mail, password and second step of these closed accounts; how many there were."""
    users = list(User.objects.select_for_update().filter(pk__in=keys, is_active=False))
    for device in _DEVICES:
        device.objects.filter(user__in=users).delete()
    for user in users:
        user.phone = user.email = ""
        user.search_text = search_text_of(user)
        user.password = make_password(None)
        user.save(update_fields=["phone", "email", "search_text", "password"])
        record("accounts.user.forgotten", user, name=user.full_name)
    return len(users)
