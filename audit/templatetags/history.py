from django import template

from audit.models import Entry
from audit.rows import entry_rows

register = template.Library()

_SHOWN = 20


@register.inclusion_tag("audit/_history.html")
def history_of(obj, limit=_SHOWN):
    """What was done with the object, the latest first; the caller has already asked whether it may be seen.

    A list taken out of the portal is no change of the object: it stands in the journal only.
    """
    entries = list(Entry.objects.of_object(obj).exclude(action__endswith=".exported")[: limit + 1])
    return {"rows": entry_rows(entries[:limit]), "has_more": len(entries) > limit, "limit": limit}
