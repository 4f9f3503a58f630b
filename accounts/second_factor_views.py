"""Pages of the second step: at the sign-in, and one's own setting."""
import base64

from django.contrib import messages
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from lib.clock import now

from accounts.forms import NumberForm
from accounts.second_factor import device_of, is_missing, is_required_of, note_shown
from accounts.pictures import square_of
from accounts.services.second_factor import (
    codes_left,
    device_to_set_up,
    new_backup_codes,
    set_up,
    show_number,
    take_back,
)

_closed = method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")


@_closed
class SecondFactorCheck(RedirectURLMixin, FormView):
    """The number, after the password."""

    template_name = "accounts/second_factor_check.html"
    form_class = NumberForm
    http_method_names = ["get", "head", "options", "post"]
    next_page = "home"

    def dispatch(self, request, *args, **kwargs):
        if not is_missing(request.session):
            return redirect(self.get_success_url())
        if device_of(request.user) is None:
            return redirect("accounts:second_factor")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def form_valid(self, form):
        if not _shown(form, lambda number: show_number(user=self.request.user, number=number, at=now())):
            return self.form_invalid(form)
        note_shown(self.request.session)
        return super().form_valid(form)


@_closed
class SecondFactor(FormView):
    """One's own second step: set up, changed to another telephone, new backup codes, taken back."""

    template_name = "accounts/second_factor.html"
    form_class = NumberForm
    http_method_names = ["get", "head", "options", "post"]

    def dispatch(self, request, *args, **kwargs):
        self.device = device_of(request.user)
        if self.device is not None and is_missing(request.session):
            # Whoever has only the password must not exchange the telephone.
            return redirect("accounts:second_factor_check")
        return super().dispatch(request, *args, **kwargs)

    @property
    def sets_up(self):
        return self.device is None or "another" in self.request.GET

    def post(self, request, *args, **kwargs):
        if "codes" in request.POST and self.device is not None:
            return self._codes(new_backup_codes(user=request.user, at=now()))
        if "take_back" in request.POST and self.device is not None and not is_required_of(request.user):
            take_back(user=request.user, by=request.user, at=now())
            return redirect("accounts:sign_in")
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = {"device": self.device, "required": is_required_of(self.request.user), "sets_up": self.sets_up}
        if self.sets_up:
            coming = device_to_set_up(user=self.request.user)
            secret = base64.b32encode(coming.bin_key).decode().rstrip("=")
            groups = [secret[i:i + 4] for i in range(0, len(secret), 4)]
            context |= {"picture": square_of(coming.config_url), "link": coming.config_url, "secret": " ".join(groups)}
        else:
            context["codes_left"] = codes_left(self.request.user)
        return super().get_context_data(**context, **kwargs)

    def form_valid(self, form):
        session, codes = self.request.session, []
        terms = {"user": self.request.user, "keep_session": session.session_key, "at": now()}
        if not _shown(form, lambda number: codes.extend(set_up(number=number, **terms) or []) or bool(codes)):
            return self.form_invalid(form)
        note_shown(session)
        messages.success(self.request, _("The second step is set up."))
        return self._codes(codes)

    def _codes(self, codes):
        """Shown once: they are kept, but no page shows them again."""
        return render(self.request, "accounts/second_factor_codes.html", {"codes": codes, "home": resolve_url("home")})


def _shown(form, shows):
    """True where the number fits; else the form says why."""
    try:
        if shows(form.cleaned_data["number"]):
            return True
        form.add_error("number", _("The number is not right. Look at the telephone again: it changes every 30 seconds."))
    except ValidationError as error:
        form.add_error(None, error)
    return False
