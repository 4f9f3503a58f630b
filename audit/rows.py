"""Entries as people read them: moment, who, one sentence."""
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import sentence_of
from audit.models import Entry


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
            entry, f"{timezone.localtime(entry.at):%H:%M %d/%m/%Y}", entry.actor_name or _("the portal"),
            sentence_of(entry),
        )
        for entry in entries
    ]
