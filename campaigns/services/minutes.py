"""What the minutes of a class say beyond its record."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import SessionMinutes, StudySession
from lib.conflict import check_version


@transaction.atomic
def change_minutes(*, session, version, by, at, **facts):
    """Enter or change chair, minute-taker, hours, discussion, conclusion; `version` is 0 where there were none.

    Allowed in a closed campaign too: minutes are written up late, and count nowhere.
    """
    session = StudySession.objects.select_for_update(of=["self"]).select_related("host").get(pk=session.pk)
    if session.is_withdrawn:
        raise ValidationError(_("The class is withdrawn. Restore it first."))
    minutes = SessionMinutes.objects.filter(session=session).first() or SessionMinutes(session=session, version=0)
    check_version(minutes, version)
    for name, value in facts.items():
        setattr(minutes, name, value)
    if minutes.begins_at and minutes.ends_at and minutes.ends_at <= minutes.begins_at:
        raise ValidationError({"ends_at": _("The meeting ends after it begins.")})
    minutes.version += 1
    minutes.changed_by, minutes.changed_at = by, at
    minutes.full_clean(exclude=["changed_by"])
    minutes.save()
    record("campaigns.minutes.changed", minutes, by=by, code=session.code)
    return minutes
