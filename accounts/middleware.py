from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect

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
        target = reverse("accounts:second_factor_check")
        if request.htmx:
            return HttpResponseClientRedirect(target)
        return HttpResponseRedirect(f"{target}?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else target)
