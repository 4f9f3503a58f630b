"""Where somebody is led who has a step to take before the page he asks for."""
from django.http import HttpResponseRedirect
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect


def lead_to(request, target):
    """To the step; a whole page that was asked for is told along, to go on there afterwards."""
    if request.htmx:
        return HttpResponseClientRedirect(target)
    return HttpResponseRedirect(with_next(target, request.get_full_path()) if request.method == "GET" else target)


def with_next(target, wanted):
    return f"{target}?{urlencode({'next': wanted})}"
