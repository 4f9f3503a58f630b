from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.kept_phones import is_narrow, note_use
from accounts.kept_phone_views import ask_again
from accounts.leading import lead_to
from accounts.second_factor import is_missing


def may_precede_password_change(view):
    """Mark a view that stays open to a user who still has to choose a password."""
    view.may_precede_password_change = True
    return view


class PasswordChangeMiddleware:
    """Sends a user who came in by a one-time code to choose a password, from whatever page he asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not (user.is_authenticated and user.must_change_password):
            return None
        if getattr(view, "may_precede_password_change", False) or not getattr(view, "login_required", True):
            return None
        target = reverse("accounts:change_password")
        return HttpResponseClientRedirect(target) if request.htmx else HttpResponseRedirect(target)


class SecondFactorMiddleware:
    """Marks a user who still owes the second step, for the access rule; leads him there from whatever page he asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_missing(request.session):
            request.user.lacks_second_factor = True
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not is_missing(request.session) or not request.user.is_authenticated:
            return None
        if getattr(view, "may_precede_second_factor", False) or not getattr(view, "login_required", True):
            return None
        return lead_to(request, reverse("accounts:second_factor_check"))


class KeptPhoneMiddleware:
    """Marks the user of a telephone that is only remembered, for the access rule; leads to the password where more is wanted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        narrow = is_narrow(request.session)
        if narrow:
            request.user.on_kept_phone = True
        response = self.get_response(request)
        if not narrow:
            note_use(request.session)
        return response

    def process_view(self, request, view, args, kwargs):
        """Pages that ask for no permission (one's own settings) are closed unless they are marked; of others the rule decides."""
        if not _is_only_remembered(request) or not getattr(view, "login_required", True):
            return None
        asks_for = getattr(getattr(view, "view_class", None), "permission", None)
        return None if asks_for or getattr(view, "open_to_kept_phones", False) else ask_again(request)

    def process_exception(self, request, exception):
        """Refused by the rule, and not with the password: then that is what is missing."""
        refused = isinstance(exception, PermissionDenied | Http404) and _is_only_remembered(request)
        return ask_again(request) if refused and getattr(request.user, "held_back", False) else None


def _is_only_remembered(request):
    return getattr(request.user, "on_kept_phone", False) and request.user.is_authenticated
