from django import template

from audit.models import Entry
from audit.rows import entry_rows

register = template.Library()

_SHOWN = 20


@register.inclusion_tag("audit/_history.html")
def history_of(obj, limit=_SHOWN):
    """What was done with the object, the latest first; the caller has already asked whether it may be seen."""
    entries = list(Entry.objects.of_object(obj)[: limit + 1])
    return {"rows": entry_rows(entries[:limit]), "has_more": len(entries) > limit, "limit": limit}
