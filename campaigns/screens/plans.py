"""Plan of a unit, and the log of reminders."""
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.days_off import day_off_words
from campaigns.forms.campaigns import ConfirmForm, PlanForm, ReminderForm
from campaigns.models import DelayReason, Duty, Reminder
from campaigns.services.plans import change_plan
from campaigns.services.reminders import record_reminder, withdraw_reminder
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.scope import has_permission, may


class DutyFormView(ServiceFormView):
    """A form about one unit in one campaign."""

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign__unit", "plan")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(duty=self.duty, campaign=self.duty.campaign, **kwargs)

    def get_success_url(self):
        return reverse("unit_page", args=[self.duty.unit_id])


class PlanFormView(DutyFormView):
    """A form that begins with what the unit's plan says; version 0 where there is none yet."""

    plan_fields = ()

    def get_initial(self):
        plan = getattr(self.duty, "plan", None)
        return {name: getattr(plan, name) for name in ("version", *self.plan_fields)} if plan else {"version": 0}

    def warn_of_day_off(self, day):
        """The page that follows says once that the planned day is a day off."""
        if words := day_off_words(day, unit=self.duty.campaign.unit):
            messages.warning(self.request, words)


class PlanChange(PlanFormView):
    permission = "plans.edit"
    form_class = PlanForm
    plan_fields = ("planned_on", "part", "place", "delay_reason", "programme")
    template_name = "campaigns/plan_form.html"
    success_message = _("The plan is kept.")

    def get_context_data(self, **kwargs):
        may_keep_reasons = has_permission(self.request.user, "campaigns.manage")
        may_print = may(self.request.user, "names.print", self.duty.unit)
        return super().get_context_data(
            reasons=DelayReason.objects.offered(), may_keep_reasons=may_keep_reasons, may_print=may_print, **kwargs
        )

    def perform(self, data):
        plan = change_plan(duty=self.duty, by=self.request.user, at=now(), **data)
        self.warn_of_day_off(plan.planned_on)
        return plan


class ReminderAdd(DutyFormView):
    permission = "reminders.log"
    form_class = ReminderForm
    template_name = "campaigns/reminder_form.html"
    success_message = _("The reminder is logged.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(earlier=self.duty.reminders.filter(withdrawn_at=None).select_related("by")[:10], **kwargs)

    def perform(self, data):
        return record_reminder(duty=self.duty, by=self.request.user, at=now(), **data)


class ReminderWithdraw(ServiceFormView):
    permission = "reminders.log"
    form_class = ConfirmForm
    template_name = "campaigns/reminder_withdraw.html"
    success_message = _("The reminder is taken back.")

    def load(self):
        reminders = Reminder.objects.permitted(self.request.user, self.permission).filter(withdrawn_at=None)
        self.reminder = get_object_or_404(reminders.select_related("duty__unit", "duty__campaign"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(reminder=self.reminder, duty=self.reminder.duty, **kwargs)

    def perform(self, data):
        return withdraw_reminder(reminder=self.reminder, by=self.request.user, at=now())

    def get_success_url(self):
        return reverse("unit_page", args=[self.reminder.duty.unit_id])
