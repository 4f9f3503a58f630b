from django import template

from audit.history import history_lines

register = template.Library()

_SHOWN = 20


@register.inclusion_tag("audit/_history.html")
def history_of(obj, limit=_SHOWN):
    """What was done with the object, the latest first; the caller has already asked whether it may be seen."""
    lines, has_more = history_lines(obj, limit)
    return {"lines": lines, "has_more": has_more, "limit": limit}
