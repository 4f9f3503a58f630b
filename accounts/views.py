import datetime
import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, resolve_url
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from lib.clock import now

from accounts.busy import TakesTurns
from accounts.forms import ChangePasswordForm, EmailForm, NewPasswordForm, SignInForm
from accounts.kept_phones import is_allowed_to, is_kept
from accounts.lockout import name_of
from accounts.models import UserSession
from accounts.services.sessions import end_own_session, end_sessions
from accounts.services.sign_ins import note_refused, note_signed_in, note_signed_out
from accounts.services.users import change_email, change_password

_HOUR = datetime.timedelta(hours=1)


class ShowsTyped:
    """Draws the form again with the passwords in clear when the button `show` was pressed; nothing is done."""

    def post(self, request, *args, **kwargs):
        if "show" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form_class()(**{**self.get_form_kwargs(), "data": None, "files": None, "initial": request.POST.dict()})
        form.show_passwords()
        return self.render_to_response(self.get_context_data(form=form, shown=True))


class SignIn(TakesTurns, ShowsTyped, LoginView):
    """The one page open to everybody."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    http_method_names = ["get", "head", "options", "post"]
    redirect_authenticated_user = True

    def get_default_redirect_url(self):
        if self.request.user.is_authenticated and self.request.user.must_change_password:
            return resolve_url("accounts:change_password")
        return super().get_default_redirect_url()

    def form_valid(self, form):
        response = super().form_valid(form)
        note_signed_in(user=form.get_user(), request=self.request)
        return response

    def form_invalid(self, form):
        # Who is locked out is refused unread: the journal does not grow with a stranger's stubbornness.
        if "username" in form.cleaned_data and not getattr(self.request, "axes_locked_out", False):
            note_refused(username=name_of(self.request), request=self.request)
        return super().form_invalid(form)


class SignOut(LogoutView):
    """By POST alone, so that no link or picture can sign anybody out; the browser is told to keep nothing."""

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST":
            if user.is_authenticated:
                note_signed_out(user=user, request=request)
            response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class ChangePassword(TakesTurns, ShowsTyped, FormView):
    """One's own password; the first one after a code on a slip too."""

    template_name = "accounts/change_password.html"
    http_method_names = ["get", "head", "options", "post"]

    def get_form_class(self):
        return NewPasswordForm if self.is_first else ChangePasswordForm

    @property
    def is_first(self):
        return not self.request.user.has_usable_password()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_first=self.is_first, **kwargs)

    def form_valid(self, form):
        try:
            user = change_password(user=self.request.user, password=form.cleaned_data["new_password1"], at=now())
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        update_session_auth_hash(self.request, user)
        end_sessions(user=user, by=user, at=now(), but=self.request.session.session_key)
        messages.success(self.request, _("The password is changed. Other telephones and computers are signed out."))
        return super().form_valid(form)

    def get_success_url(self):
        return resolve_url("home")


class ChangeEmail(FormView):
    """One's own address for reminders."""

    template_name = "accounts/mail.html"
    form_class = EmailForm
    http_method_names = ["get", "head", "options", "post"]

    def get_initial(self):
        return {"email": self.request.user.email}

    def get_context_data(self, **kwargs):
        return super().get_context_data(configured=bool(settings.EMAIL_HOST), **kwargs)

    def form_valid(self, form):
        change_email(user=self.request.user, email=form.cleaned_data["email"], at=now())
        messages.success(self.request, _("The address is kept."))
        return super().form_valid(form)

    def get_success_url(self):
        return resolve_url("accounts:mail")


@method_decorator(never_cache, name="dispatch")
class Sessions(TemplateView):
    """Where one is signed in, and signing out there: on one device, or everywhere but here."""

    template_name = "accounts/sessions.html"
    http_method_names = ["get", "head", "options", "post"]

    def get_context_data(self, **kwargs):
        here = self.request.session.session_key
        rows = UserSession.objects.filter(user=self.request.user, expire_date__gt=now()).order_by("-expire_date")
        devices = [
            {
                "handle": row.handle, "device": row.device, "is_here": row.session_key == here, "started_at": row.started_at,
                "used_at": row.used_at, "kept_until": row.expire_date if row.is_kept else None,
            }
            for row in rows
        ]
        devices.sort(key=lambda device: not device["is_here"])
        return super().get_context_data(
            devices=devices, others=len(devices) - 1, hours=settings.SESSION_LENGTH // _HOUR,
            may_keep=not is_kept(self.request.session) and is_allowed_to(self.request.user), **kwargs,
        )

    def post(self, request, *args, **kwargs):
        handle = request.POST.get("handle", "")
        if handle:
            ended = end_own_session(user=request.user, handle=_uuid_or_404(handle), by=request.user, at=now())
        else:
            ended = end_sessions(user=request.user, by=request.user, at=now(), but=request.session.session_key)
        if ended:
            messages.success(request, ngettext("%(ended)d device is signed out.", "%(ended)d devices are signed out.", ended) % {"ended": ended})
        else:
            messages.info(request, _("That device was signed out already."))
        return redirect("accounts:sessions")


def _uuid_or_404(text):
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None
