"""Spans of time as people say them."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def period_words(span):
    """A timedelta in days, else in minutes; nothing at all is at once."""
    if span.days:
        return ngettext("%(days)s day", "%(days)s days", span.days) % {"days": span.days}
    minutes = int(span.total_seconds() // 60)
    return ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes} if minutes else _("at once")
