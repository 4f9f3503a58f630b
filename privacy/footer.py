"""What stands below every page for who is signed in: the person responsible; for who may name one and has not, a hint."""
from django.utils.functional import SimpleLazyObject

from privacy.standing import person
from units.scope import has_permission


def personal_data(request):
    """Context processor: read only where a template uses it."""
    return {"personal_data": SimpleLazyObject(lambda: _Footer(request))}


class _Footer:
    def __init__(self, request):
        self.request = request

    @property
    def person(self):
        # A page of an error may be drawn before there is a session.
        return person_words(person(self.request.session)) if hasattr(self.request, "session") else None

    @property
    def takes_requests(self):
        return has_permission(self.request.user, "privacy.requests")

    @property
    def hint(self):
        return has_permission(self.request.user, "privacy.manage")


def person_words(fields):
    """As the footer says it; None where nobody is named."""
    return dict(zip(("name", "office", "phone"), fields, strict=True)) if fields else None
