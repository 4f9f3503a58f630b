"""A telephone that is remembered: asking for that, and the password where more than classes and ticks is wanted."""
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from django_htmx.http import HttpResponseClientRedirect

from lib.clock import now

from accounts.busy import TakesTurns
from accounts.forms import AskAgainForm
from accounts.kept_phones import is_allowed_to, is_kept, is_narrow, kept_until, open_fully
from accounts.leading import with_next
from accounts.lockout import forgive
from accounts.second_factor import device_of, is_required_of
from accounts.services.kept_phones import keep_phone, note_opened
from accounts.services.second_factor import show_number
from accounts.sessions import DEVICE

# What a refused form held travels under these names through the page that asks for the password.
_SENT, _SENT_TO, _SENT_FILES = "sent-", "sent_to", "sent_files"


def ask_again(request):
    """Where the rule wants more than a remembered telephone gives: to the password, and back to what was wanted."""
    target = reverse("accounts:ask_again")
    if request.htmx:
        return HttpResponseClientRedirect(with_next(target, request.htmx.current_url_abs_path or resolve_url("home")))
    if request.method in ("GET", "HEAD") or request.resolver_match.namespace == "accounts":
        return HttpResponseRedirect(with_next(target, request.get_full_path()))
    view = AskAgain()
    view.setup(request)
    context = view.get_context_data(form=view.empty_form(), sent_to=request.get_full_path(), sent=_sent_by(request),
                                    sent_files=bool(request.FILES))
    return render(request, view.template_name, context, status=403)


def _sent_by(request):
    return [(f"{_SENT}{name}", value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]


@method_decorator([sensitive_post_parameters("password", "number"), never_cache], name="dispatch")
class AskAgain(TakesTurns, RedirectURLMixin, FormView):
    """The password of whoever holds a remembered telephone; his full rights for as long as he goes on, then it is narrow again."""

    template_name = "accounts/ask_again.html"
    form_class = AskAgainForm
    http_method_names = ["get", "head", "options", "post"]
    next_page = "home"

    def dispatch(self, request, *args, **kwargs):
        if not is_narrow(request.session):
            return self._go_on() if request.method in ("GET", "HEAD", "POST") else super().dispatch(request, *args, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def empty_form(self):
        return AskAgainForm(with_number=device_of(self.request.user) is not None)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "with_number": device_of(self.request.user) is not None}

    def get_context_data(self, **kwargs):
        post = self.request.POST
        carried = {
            "sent_to": post.get(_SENT_TO, ""), "sent_files": _SENT_FILES in post,
            "sent": [(name, value) for name, values in post.lists() for value in values if name.startswith(_SENT)],
        }
        return super().get_context_data(**{
            **carried, "next": self.get_redirect_url(), "until": kept_until(self.request.session),
            "has_password": self.request.user.has_usable_password(), **kwargs,
        })

    def form_valid(self, form):
        request = self.request
        user = authenticate(request, username=request.user.username, password=form.cleaned_data["password"])
        if user is None:
            form.add_error("password", _("The password is not right."))
        elif user.pk == request.user.pk and self._number_fits(form):
            if is_required_of(user) and device_of(user) is None:
                logout(request)
                return redirect("accounts:sign_in")
            open_fully(request.session)
            forgive(user)
            note_opened(user=user)
            return self._go_on()
        return self.form_invalid(form)

    def _number_fits(self, form):
        if "number" not in form.fields:
            return True
        try:
            if show_number(user=self.request.user, number=form.cleaned_data["number"], at=now()):
                return True
            form.add_error("number", _("The number is not right. Look at the telephone again: it changes every 30 seconds."))
        except ValidationError as error:
            form.add_error(None, error)
        return False

    def _go_on(self):
        """To the page that was wanted; what a refused form held is shown to be sent once more."""
        target = self.request.POST.get(_SENT_TO, "")
        if not target.startswith("/") or not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            return HttpResponseRedirect(self.get_success_url())
        context = self.get_context_data(form=None)
        context["sent"] = [(name.removeprefix(_SENT), value) for name, value in context["sent"]]
        return render(self.request, "accounts/send_again.html", context)


@method_decorator(never_cache, name="dispatch")
class KeepPhone(TemplateView):
    """"This is my own telephone": what that means, and one button."""

    template_name = "accounts/keep_phone.html"
    http_method_names = ["get", "head", "options", "post"]

    def get_context_data(self, **kwargs):
        session = self.request.session
        return super().get_context_data(
            until=kept_until(session), allowed=is_allowed_to(self.request.user), device=session.get(DEVICE, ""),
            keep_days=settings.KEPT_PHONE_LENGTH.days, **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if not is_kept(request.session):
            try:
                keep_phone(user=request.user, session=request.session, device=request.session.get(DEVICE, ""))
            except ValidationError as error:
                return self.render_to_response(self.get_context_data(problem=error.messages[0]), status=403)
            messages.success(request, _("This telephone is remembered. Next time you just open the address."))
        return redirect("home")
