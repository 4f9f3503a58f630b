"""The days off of a committee: the public holidays, and what it enters itself."""
import datetime

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from campaigns.days_off import DaysOff
from campaigns.forms.campaigns import ConfirmForm
from campaigns.forms.days_off import DaysOffChangeForm, DaysOffForm
from campaigns.models import DayOff
from campaigns.services.days_off import add_days_off, change_days_off, withdraw_days_off
from lib.clock import now, today
from units.models import Unit
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin
from units.scope import may

MANAGE = "campaigns.manage"
_YEAR = datetime.timedelta(days=365)


def committee_of(user):
    """The highest unit whose days off the user keeps."""
    return Unit.objects.permitted(user, MANAGE).order_by("path").first()


class DaysOffPage(PermittedMixin, TemplateView):
    permission = MANAGE
    template_name = "campaigns/days_off.html"

    def get_context_data(self, **kwargs):
        user, first = self.request.user, today()
        # Those of a committee above count here too, and are its own to change.
        rows = DayOff.objects.permitted(user, "campaigns.view").standing().select_related("unit").newest_first()
        return super().get_context_data(
            rows=[(row, may(user, MANAGE, row.unit)) for row in rows], first=first, last=first + _YEAR,
            stretches=DaysOff(committee_of(user)).stretches(first, first + _YEAR), **kwargs,
        )


class DaysOffAdd(ServiceFormView):
    permission = MANAGE
    template_name = "campaigns/days_off_form.html"
    form_class = DaysOffForm
    heading = _("Enter days off")
    button = _("Save")
    success_url = reverse_lazy("campaigns:days_off")
    success_message = _("The days are kept. They count wherever days off are named.")

    def perform(self, data):
        return add_days_off(unit=committee_of(self.request.user), by=self.request.user, at=now(), **data)


class DaysOffMixin:
    permission = MANAGE
    template_name = "campaigns/days_off_form.html"
    success_url = reverse_lazy("campaigns:days_off")

    def load(self):
        rows = DayOff.objects.permitted(self.request.user, self.permission).standing()
        self.row = get_object_or_404(rows.select_related("unit"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, **kwargs)


class DaysOffChange(DaysOffMixin, ServiceFormView):
    form_class = DaysOffChangeForm
    heading = _("Change days off")
    button = _("Save")
    success_message = _("The days are changed.")

    def get_initial(self):
        return {name: getattr(self.row, name) for name in ("version", "kind", "starts_on", "ends_on", "name")}

    def perform(self, data):
        return change_days_off(row=self.row, by=self.request.user, at=now(), **data)


class DaysOffWithdraw(DaysOffMixin, ServiceFormView):
    form_class = ConfirmForm
    heading = _("Take the days back")
    button = _("Take back")
    explanation = _("They count as the public holidays say. Deadlines and plans stay as they are.")
    success_message = _("The days are taken back.")

    def perform(self, data):
        return withdraw_days_off(row=self.row, by=self.request.user, at=now())
