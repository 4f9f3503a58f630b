import uuid

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts.second_factor import device_of
from accounts.services.kept_phones import kept_phones_of
from accounts.unused import with_use
from lib.clock import local_day, now
from units.delegation import PERMISSION, accounts_in_sight, accounts_within_reach, appointments_to_give
from units.models import Appointment
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.permitted import PermittedMixin
from units.services.accounts import change_account, close_account, create_account, reopen_account, reset_second_factor
from units.services.appointments import appoint_user, end_appointment

from portal.screens.accounts.forms import AccountForm, AppointmentForm, EndForm, NamesForm
from portal.screens.accounts.rows import account_rows, state_of_card


class Clocked:
    """Reads the clock once per request."""

    def setup(self, request, *args, **kwargs):
        self.at = now()
        self.day = local_day(self.at)
        super().setup(request, *args, **kwargs)


class ReachedAccount(Clocked):
    """Loads an account the user may change, and returns to its page."""

    permission = PERMISSION

    def load(self):
        self.account = get_object_or_404(
            accounts_within_reach(self.request.user, day=self.day), pk=self.kwargs["account_id"]
        )

    def get_success_url(self):
        return reverse("accounts:detail", args=[self.account.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(account=self.account, **kwargs)


class AccountDetail(Clocked, PermittedMixin, TemplateView):
    """One account: its appointments, how it stands with the slip, and what was done with it."""

    permission = PERMISSION
    template_name = "accounts/detail.html"

    def load(self):
        seen = with_use(accounts_in_sight(self.request.user)).select_related("one_time_code", "login_card")
        self.account = get_object_or_404(seen, pk=self.kwargs["account_id"])

    def get_context_data(self, **kwargs):
        actor = self.request.user
        (row,) = account_rows([self.account], actor, day=self.day, at=self.at)
        mine = Appointment.objects.permitted(actor, PERMISSION).filter(user=self.account)
        return super().get_context_data(
            account=self.account, row=row, day=self.day,
            appointments=mine.select_related("unit").order_by("-valid_from", "pk"),
            endable=set(mine.filter(appointments_to_give(actor)).values_list("pk", flat=True)),
            second_factor=device_of(self.account), phones=kept_phones_of(self.account, at=self.at), fresh_key=uuid.uuid4(),
            has_card=state_of_card(self.account, self.at) == "live",
            may_manage=accounts_within_reach(actor, day=self.day).filter(pk=self.account.pk).exists(),
            **kwargs,
        )


class AccountCreate(Clocked, ServiceFormView):
    """A new account; the slip is printed from its page."""

    permission = PERMISSION
    form_class = AccountForm
    template_name = "accounts/form.html"
    extra_context = {"title": _("New account"), "submit_label": _("Create the account")}
    success_message = _("The account is made. Now print the slip with its code.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.user, "day": self.day}

    def get_initial(self):
        return {name: self.request.GET[name] for name in ("unit", "role") if name in self.request.GET}

    def perform(self, data):
        return create_account(**data, by=self.request.user, at=self.at)

    def get_success_url_for(self, result):
        return reverse("accounts:detail", args=[result.pk])


class AccountChange(ReachedAccount, ServiceFormView):
    """Names and telephone."""

    form_class = NamesForm
    template_name = "accounts/form.html"
    extra_context = {"title": _("Change the account"), "submit_label": _("Save")}
    success_message = _("Saved.")

    def get_initial(self):
        return {name: getattr(self.account, name) for name in ("full_name", "phone", "username")}

    def perform(self, data):
        return change_account(user=self.account, **data, by=self.request.user, at=self.at)


class AppointmentCreate(ReachedAccount, ServiceFormView):
    """One more role of the same person."""

    form_class = AppointmentForm
    template_name = "accounts/form.html"
    extra_context = {"title": _("New appointment"), "submit_label": _("Appoint")}
    success_message = _("The appointment is entered.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "actor": self.request.user, "day": self.day}

    def perform(self, data):
        return appoint_user(user=self.account, **data, by=self.request.user, at=self.at)


class AppointmentEnd(Clocked, ServiceFormView):
    """The end of a role, from a day on."""

    permission = PERMISSION
    form_class = EndForm
    template_name = "accounts/form.html"
    extra_context = {"title": _("End the appointment"), "submit_label": _("End the appointment")}
    success_message = _("The end of the appointment is entered.")

    def load(self):
        mine = Appointment.objects.permitted(self.request.user, PERMISSION).filter(
            appointments_to_give(self.request.user)
        )
        self.appointment = get_object_or_404(mine.select_related("unit", "user"), pk=self.kwargs["appointment_id"])

    def get_initial(self):
        return {"valid_to": self.day}

    def perform(self, data):
        return end_appointment(appointment=self.appointment, **data, by=self.request.user, at=self.at)

    def get_success_url(self):
        return reverse("accounts:detail", args=[self.appointment.user_id])

    def get_context_data(self, **kwargs):
        return super().get_context_data(appointment=self.appointment, account=self.appointment.user, **kwargs)


class AccountClose(ReachedAccount, ServiceFormView):
    """Nobody signs in any more by this account."""

    form_class = KeyedForm
    template_name = "accounts/form.html"
    extra_context = {
        "title": _("Close the account"), "submit_label": _("Close the account"),
        "explanation": _("Its owner is signed out at once and cannot sign in until the account is opened again. What "
                         "he has entered stays."),
    }
    success_message = _("The account is closed.")

    def perform(self, data):
        return close_account(user=self.account, by=self.request.user, at=self.at)


class AccountReopen(ReachedAccount, ServiceFormView):
    """The account is good again, by a new slip."""

    form_class = KeyedForm
    template_name = "accounts/form.html"
    extra_context = {
        "title": _("Open the account again"), "submit_label": _("Open the account again"),
        "explanation": _("The old password is gone: print a slip with a new code afterwards."),
    }
    success_message = _("The account is open again. Now print the slip with its code.")

    def perform(self, data):
        return reopen_account(user=self.account, by=self.request.user, at=self.at)


class SecondFactorReset(ReachedAccount, ServiceFormView):
    """For who has lost the telephone and the paper."""

    form_class = KeyedForm
    template_name = "accounts/form.html"
    extra_context = {
        "title": _("Take the second sign-in step back"), "submit_label": _("Take the step back"),
        "explanation": _("Make sure by voice that it is really the owner who asks. He is signed out everywhere and sets up another "
                         "telephone at the next sign-in; his password stays."),
    }
    success_message = _("The second step is taken back.")

    def perform(self, data):
        return reset_second_factor(user=self.account, by=self.request.user, at=self.at)
