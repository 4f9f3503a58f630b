from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from audit.rows import EntryRow, entry_rows
from units.models import Unit
from units.scope import has_permission
from units.screens.lists import ListScreen, PrivateSearchMixin, Sort

from portal.screens.audit.entries import OTHERS, PERMISSION, visible_entries
from portal.screens.audit.filters import EntryFilter


@dataclass(frozen=True)
class JournalRow:
    """An entry with the name of the unit it concerns and the way to the history of the same thing."""

    said: EntryRow
    unit: str
    about: str


class Journal(PrivateSearchMixin, ListScreen):
    """Who did what and when: an officer's whole reach, everybody's own."""

    permission = PERMISSION
    template_name = "audit/list.html"
    filter_form = EntryFilter
    sorts = {"at": Sort(_("When"), "at")}
    default_sort = "-at"

    def rows(self):
        return visible_entries(self.request.user)

    def present(self, entries):
        names = dict(Unit.objects.filter(path__in={entry.unit_path for entry in entries}).values_list("path", "name"))
        return [
            JournalRow(said, names.get(said.entry.unit_path, ""), _about(said.entry)) for said in entry_rows(entries)
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(own_only=not has_permission(self.request.user, OTHERS), **kwargs)


def _about(entry):
    return f"{entry.object_type}:{entry.object_id}" if entry.object_type else ""
