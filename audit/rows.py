"""Entries as people read them: moment, who, one sentence."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit.actions import sentence_of
from audit.models import Entry
from lib.dates import format_moment


@dataclass(frozen=True)
class EntryRow:
    entry: Entry
    moment: str
    actor: str
    sentence: str


def entry_rows(entries):
    """An EntryRow for each entry, without a further query."""
    return [
        EntryRow(
            entry, format_moment(entry.at), entry.actor_name or _("the portal"),
            sentence_of(entry),
        )
        for entry in entries
    ]
