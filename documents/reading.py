"""Which issued papers somebody may read: those of his units, and what rooms above say are for him besides."""
from django.db.models import Q

from documents.models import Document
from units.scope import paths_permitted, within_paths

VIEW = "reports.view"
_finders = []


def register_readers(finder):
    """`finder(user)`: a query of numbers of papers that are for the user although they are not of his units."""
    _finders.append(finder)


def readable_papers(user):
    query = within_paths("unit__path", paths_permitted(user, VIEW))
    for finder in _finders:
        query |= Q(pk__in=finder(user))
    return Document.objects.filter(query)
