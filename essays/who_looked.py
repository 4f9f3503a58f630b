"""Who opened the pages of an essay, and when: told from the record, a line for each person and day."""
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.looks import moments_of
from audit.models import Entry
from units.scope import above_paths

_LATEST, _LINES = 500, 30


@dataclass
class Look:
    """What one person opened on one day; `pages` are numbers of the essay's pages."""

    who: str
    last: object
    first: object = None
    pages: set = field(default_factory=set)
    took_away: bool = False

    @property
    def moments(self):
        return moments_of(self.first, self.last)

    @property
    def words(self):
        parts = []
        if self.pages:
            parts.append(_("page %(pages)s") % {"pages": ", ".join(str(page) for page in sorted(self.pages))})
        if self.took_away:
            parts.append(_("downloaded as PDF"))
        return ", ".join(parts) or _("the essay's page")


def looks_at(essay):
    """The latest Looks first; three queries."""
    pages = [str(pk) for pk in essay.scanned_pages.values_list("pk", flat=True)]
    of_essay = Q(object_type="essays.essay", object_id=str(essay.pk))
    of_pages = Q(object_type="essays.scanpage", object_id__in=pages)
    entries = Entry.objects.filter(of_essay | of_pages | _of_bundles(essay)).readings().exclude(actor_id=None)
    looks = {}
    for entry in entries.order_by("-at", "-pk")[:_LATEST]:
        key = entry.actor_id, timezone.localtime(entry.at).date()
        look = looks.setdefault(key, Look(entry.actor_name, entry.at))
        look.first = entry.at
        if entry.action.endswith(".exported"):
            look.took_away = True
        elif entry.object_type == "essays.scanpage":
            look.pages.add(entry.details.get("page"))
    return list(looks.values())[:_LINES]


def _of_bundles(essay):
    """Taken out together with the other essays of its unit, or of one above."""
    duties = essay.campaign.duties.filter(above_paths("unit__path", [essay.unit.path]))
    duties = [str(pk) for pk in duties.values_list("pk", flat=True)]
    return Q(action="essays.pages.exported", object_type="campaigns.duty", object_id__in=duties)
