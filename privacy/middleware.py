from django.urls import reverse

from accounts.leading import lead_to
from lib.clock import now
from privacy.standing import learn_if_old, owes

# What comes before the notice: a password of one's own, the second step, signing out, and the notice itself.
_BEFORE_IT = ("may_precede_notice", "may_precede_password_change", "may_precede_second_factor")


def may_precede_notice(view):
    """Mark a view that stays open to a user who still has to read the notice."""
    view.may_precede_notice = True
    return view


class NoticeMiddleware:
    """Leads a user who has not read the notice in force to it, from whatever page he asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        learn_if_old(request.session, request.user, at=now())
        if not owes(request.session) or any(getattr(view, mark, False) for mark in _BEFORE_IT):
            return None
        return lead_to(request, reverse("privacy:notice"))
