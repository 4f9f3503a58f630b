"""A call logged by one press, without leaving the desk."""
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from campaigns.chasing import desk_duties
from campaigns.forms.chasing import CallForm
from campaigns.models import DelayReason, Duty, ReminderWay
from campaigns.screens.chasing_rows import desk_rows
from campaigns.services.reminders import record_reminder
from lib.clock import now
from units.screens.forms import ServiceFormView


class CallLog(ServiceFormView):
    """With a script the row alone is answered; without one the desk is loaded again where it was."""

    permission = "reminders.log"
    form_class = CallForm
    template_name = "campaigns/call_form.html"

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission)
        self.duty = get_object_or_404(duties.select_related("unit", "campaign__unit", "parent", "plan"), pk=self.kwargs["duty_id"])

    @property
    def is_row(self):
        return self.request.headers.get("HX-Request") == "true"

    @property
    def success_message(self):
        # In the row stands what was logged.
        return "" if self.is_row else _("The reminder is logged.")

    @cached_property
    def reasons(self):
        return list(DelayReason.objects.offered().values_list("text", flat=True))

    def get_form_kwargs(self):
        last = self.duty.reminders.filter(withdrawn_at=None).order_by("-pk").values_list("pk", flat=True).first()
        return super().get_form_kwargs() | {
            "reasons": self.reasons, "auto_id": f"id_{self.duty.pk}_%s", "initial": {"last_seen": last or 0, "outcome": "reached"},
        }

    def perform(self, data):
        outcome = data.pop("outcome")
        way = ReminderWay.MESSAGE if outcome == "messaged" else ReminderWay.CALL
        return record_reminder(duty=self.duty, by=self.request.user, at=now(), way=way, reached=outcome != "not_reached", **data)

    def get_success_url(self):
        back = self.request.POST.get("back", "")
        desk = reverse("campaigns:desk", args=[self.duty.campaign_id])
        if back.startswith("/dot-hoc-tap/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
            return back
        return f"{desk}?place=all&unit={self.duty.unit.code}"

    def form_valid(self, form):
        answer = super().form_valid(form)
        if self.is_row and isinstance(answer, HttpResponseRedirect):
            return self.answer_row(done=True)
        return answer

    def form_invalid(self, form):
        if "logged_meanwhile" in {error.code for error in form.non_field_errors().as_data()}:
            self._ask_once_more(form)
        if self.is_row:
            return self.answer_row(form=form)
        return super().form_invalid(form)

    def _ask_once_more(self, form):
        """What is sent next is meant: with the reminder in between known."""
        form.data = form.data.copy()
        form.data["last_seen"] = str(self.duty.reminders.filter(withdrawn_at=None).order_by("-pk").values_list("pk", flat=True).first() or 0)

    def answer_sent_twice(self, form):
        return self.answer_row(form=form) if self.is_row else super().answer_sent_twice(form)

    def answer_row(self, *, form=None, done=False):
        at = now()
        campaign = self.duty.campaign
        found = desk_duties(campaign, above=self.duty.parent, at=at).filter(pk=self.duty.pk).select_related("unit__block", "plan")
        rows = desk_rows(list(found), campaign=campaign, at=at, reasons=self.reasons)
        row = rows[0] if rows else None
        if row and form is not None:
            row["form"] = form
        context = {"row": row, "duty": self.duty, "form": form, "done": done, "campaign": campaign, "opened": form is not None}
        return render(self.request, "campaigns/_desk_row.html", context | {"back": self.request.POST.get("back", "")})

    def get_context_data(self, **kwargs):
        return super().get_context_data(duty=self.duty, campaign=self.duty.campaign, **kwargs)
