"""A login card: the link in its picture, and the page behind it with one button. Looking at it uses nothing up."""
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from lib.clock import now

from accounts.kept_phones import is_allowed_to
from accounts.lockout import cards_are_held_back, note_wrong_card
from accounts.services.cards import card_of, digest_of_key, use_login_card
from accounts.services.kept_phones import keep_phone
from accounts.sessions import DEVICE

# In the address of the picture, and nowhere else: the session gets the digest, the next address is clean.
KEY = "key"
_CARD = "_card"
_STATUS = {"live": 200, "held_back": 429}


@method_decorator([login_not_required, never_cache], name="dispatch")
class LoginCardPage(TemplateView):
    """Previews of chat apps open links: a GET signs nobody in and the card stays good."""

    template_name = "accounts/card.html"
    http_method_names = ["get", "head", "options", "post"]

    def get(self, request, *args, **kwargs):
        return self._take() if KEY in request.GET else self._answer()

    def post(self, request, *args, **kwargs):
        digest = request.session.get(_CARD, "")
        user = use_login_card(digest=digest, at=now()) if digest else None
        if user is None:
            return self._answer()
        del request.session[_CARD]
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        if "keep" in request.POST and is_allowed_to(user):
            keep_phone(user=user, session=request.session, device=request.session[DEVICE])
            messages.success(request, _("You are in, and this telephone is remembered. Next time you just open the address."))
        else:
            messages.success(request, _("You are in. The card is used up: it can be torn up."))
        return redirect("home")

    def _take(self):
        """The key of the link out of the address at once, so that no page, log or next site gets to see it."""
        request = self.request
        request.session.pop(_CARD, None)
        if not cards_are_held_back(request):
            digest = digest_of_key(request.GET[KEY])
            if card_of(digest) is None:
                note_wrong_card(request)
            else:
                request.session[_CARD] = digest
        return redirect("accounts:card")

    def _answer(self):
        digest = self.request.session.get(_CARD, "")
        card = card_of(digest) if digest else None
        state = self._state_of(card)
        may_keep = state == "live" and is_allowed_to(card.user)
        context = self.get_context_data(card=card, state=state, may_keep=may_keep, keep_days=settings.KEPT_PHONE_LENGTH.days)
        return self.render_to_response(context, status=_STATUS.get(state, 410))

    def _state_of(self, card):
        if card is None:
            return "held_back" if cards_are_held_back(self.request) else "unknown"
        state = card.state_at(now())
        return "revoked" if state == "live" and not card.user.is_active else state
