import secrets

from lib.clock import now

from audit.context import occasion_id
from audit.models import Entry


def record(action, obj=None, *, by=None, unit=None, **details):
    """Add one entry in the caller's transaction.

    `by` is the user who acts, or None for the portal itself; `unit` (or `obj.unit`) scopes the entry.
    """
    unit = unit or getattr(obj, "unit", None)
    return Entry.objects.create(
        at=now(),
        actor_id=by.pk if by else None,
        actor_name=by.full_name if by else "",
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        unit_path=unit.path if unit else "",
        details=details,
        occasion=occasion_id(),
        salt=secrets.token_hex(16),
    )
