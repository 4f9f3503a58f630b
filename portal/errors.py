"""Pages that say what went wrong, that nothing was lost and whom to ask. They need neither database nor session."""
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render

_TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request, exception=None):
    if isinstance(exception, _TOO_LARGE):
        return _page(request, 413)
    return _page(request, 400)


def permission_denied(request, exception=None):
    return _page(request, 403)


def not_found(request, exception=None):
    return _page(request, 404)


def server_error(request):
    return _page(request, 500)


def csrf_failure(request, reason=""):
    """The hidden token of a form is missing or of another sign-in: most often the page stood open over night."""
    return _page(request, 403, template="403_csrf.html")


def service_unavailable(request):
    return _page(request, 503)


def _page(request, status, template=None):
    return render(request, template or f"{status}.html", status=status)
