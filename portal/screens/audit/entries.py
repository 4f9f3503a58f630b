"""Which entries somebody sees: those of his subtree where his role may, and always his own."""
from django.db.models import Q

from audit.models import Entry
from units.scope import paths_permitted, within_paths

PERMISSION = "audit.view"
# Whose role holds this sees what others did within his reach as well.
OTHERS = "audit.view_others"


def visible_entries(user):
    """Entries about units of the user's reach, and the user's own wherever they are."""
    return Entry.objects.filter(Q(actor_id=user.pk) | within_paths("unit_path", paths_permitted(user, OTHERS)))
