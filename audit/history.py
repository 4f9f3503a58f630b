"""The history of one object: who did what with it and when, and what it changed from what to what."""
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from audit.changes import changes_of, names_of_users
from audit.models import Entry
from audit.rows import entry_rows
from lib.dates import format_moment

# Several rows of the history may belong to one entry.
_ROWS_FOR_EACH = 3


@dataclass
class HistoryLine:
    at: object
    moment: str
    actor: str
    sentence: str
    fields: list = field(default_factory=list)


def history_lines(obj, limit):
    """`(the latest HistoryLines, whether there are more)`; what was only read is no history of the object."""
    entries = list(Entry.objects.of_object(obj).changes()[: limit + 1])
    changes = changes_of(obj, limit * _ROWS_FOR_EACH)
    lines, of_occasion = [], {}
    for row in entry_rows(entries[:limit]):
        line = HistoryLine(row.entry.at, row.moment, row.actor, row.sentence)
        lines.append(line)
        if row.entry.occasion:
            of_occasion.setdefault(row.entry.occasion, line)
    alone = []
    for change in changes:
        line = of_occasion.get(change.occasion)
        if line is None:
            alone.append(change)
        else:
            line.fields[:0] = change.fields
    lines = sorted([*lines, *_without_an_entry(alone)], key=lambda line: line.at, reverse=True)
    return lines[:limit], len(entries) > limit or len(lines) > limit


def _without_an_entry(changes):
    names = names_of_users(change.user_id for change in changes)
    for change in changes:
        actor = names.get(change.user_id) or _("the portal")
        yield HistoryLine(change.at, format_moment(change.at), actor, _("Changed."), change.fields)
