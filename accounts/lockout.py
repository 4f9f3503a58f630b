"""Guessing passwords is stopped for a while: by user name and address together, as a whole commune sits behind one address."""
import unicodedata

from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.forms import AskAgainForm, SignInForm

# Under which wrong links of login cards are counted; with its space it is nobody's user name.
_CARDS = {"username": "login card"}


def address_of(request):
    """What our own proxy saw (portal.middleware.ClientAddressMiddleware), never a header of the visitor's."""
    return request.META.get("REMOTE_ADDR") or None


def name_of(request, credentials=None):
    """The user name as accounts are found by it, so that another spelling is no further attempt."""
    typed = (credentials or {}).get("username") or (request.POST.get("username") if request else "") or ""
    return unicodedata.normalize("NFC", typed).strip().casefold()[:255]


def locked_out(request, original_response, credentials):
    """The page of signing in with what was typed as user name, and how long to wait."""
    if request.user.is_authenticated:
        return _locked_out_again(request, original_response)
    form = SignInForm(request, data={"username": (credentials or {}).get("username", "")})
    form.errors.clear()
    form.add_error(None, _waiting_words())
    return _with_waiting(render(request, "accounts/sign_in.html", {"form": form, "next": request.POST.get("next", "")}, status=429))


def _locked_out_again(request, original_response):
    """Of the password on a remembered telephone; the page carries on what it carried."""
    form = AskAgainForm(data={})
    form.errors.clear()
    form.add_error(None, _waiting_words())
    context = {**(getattr(original_response, "context_data", None) or {}), "form": form}
    return _with_waiting(render(request, "accounts/ask_again.html", context, status=429))


def _with_waiting(response):
    response.headers["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return response


def _waiting_words():
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    waiting = ngettext("Please try again in %(minutes)d minute", "Please try again in %(minutes)d minutes", minutes) % {"minutes": minutes}
    return _("Too many wrong passwords or codes for this user name. %(waiting)s, or ask the level above for a new code.") % {
        "waiting": waiting
    }


def cards_are_held_back(request):
    """Whether too many links that are no card's came from the address."""
    return not AxesProxyHandler.is_allowed(request, _CARDS)


def note_wrong_card(request):
    user_login_failed.send(sender=__name__, credentials=_CARDS, request=request)
    # Told on the clean address that follows, not on the one with the key.
    request.axes_locked_out = False


def forgive(user):
    """What was guessed wrong for the user counts no more: he gets a new code, or has shown who he is."""
    reset(username=name_of(None, {"username": user.username}))


def drop_old_attempts(*, at):
    """Throw away attempts that hold nobody back any more, with the names and addresses in them."""
    AccessAttempt.objects.filter(attempt_time__lt=at - settings.AXES_COOLOFF_TIME).delete()
