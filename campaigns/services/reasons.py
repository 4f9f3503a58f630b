"""The list of usual reasons for delay. Plans keep the words they were given, whatever becomes of the list."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import DelayReason
from lib.conflict import check_version
from lib.vietnamese import clean_text, fold


@transaction.atomic
def add_reason(*, text, position, by, at):
    """Add a reason to the list."""
    reason = DelayReason(text=_checked_text(text), position=position)
    reason.full_clean()
    reason.save()
    record("campaigns.reason.added", reason, by=by, text=reason.text)
    return reason


@transaction.atomic
def change_reason(*, reason, version, text, position, offered, by, at):
    """Reword a reason, give it another place, or take it out of what is offered; it is never deleted."""
    reason = DelayReason.objects.select_for_update().get(pk=reason.pk)
    check_version(reason, version)
    before, was_offered = reason.text, reason.retired_at is None
    reason.text, reason.position = _checked_text(text, but=reason), position
    if offered != was_offered:
        reason.retired_at = None if offered else at
    reason.version += 1
    reason.full_clean()
    reason.save()
    if offered == was_offered or reason.text != before:
        record("campaigns.reason.changed", reason, by=by, before=before, text=reason.text)
    if was_offered and not offered:
        record("campaigns.reason.retired", reason, by=by, text=reason.text)
    if offered and not was_offered:
        record("campaigns.reason.offered", reason, by=by, text=reason.text)
    return reason


def _checked_text(text, but=None):
    text = clean_text(text)
    others = DelayReason.objects.exclude(pk=but.pk if but else None)
    if any(fold(other.text) == fold(text) for other in others):
        raise ValidationError({"text": _("This reason is in the list already; perhaps it is only not offered any more.")})
    return text
