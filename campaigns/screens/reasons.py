"""The usual reasons for delay; the officer of a committee keeps the list."""
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from campaigns.forms.reasons import ReasonChangeForm, ReasonForm
from campaigns.models import DelayReason, StudyPlan
from campaigns.services.reasons import add_reason, change_reason
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin


class ReasonList(PermittedMixin, TemplateView):
    permission = "campaigns.manage"
    template_name = "campaigns/reasons.html"

    def get_context_data(self, **kwargs):
        used = plans_by_reason(self.request.user)
        rows = [(reason, used.get(reason.text, 0)) for reason in DelayReason.objects.all()]
        return super().get_context_data(rows=rows, **kwargs)


def plans_by_reason(user):
    """`{reason as written: number of plans that name it}`, of the plans the user may see."""
    plans = StudyPlan.objects.permitted(user, "plans.view").exclude(delay_reason="").order_by()
    return dict(plans.values("delay_reason").annotate(number=Count("pk")).values_list("delay_reason", "number"))


class ReasonAdd(ServiceFormView):
    permission = "campaigns.manage"
    template_name = "campaigns/reason_form.html"
    form_class = ReasonForm
    heading = _("New reason for delay")
    button = _("Add the reason")
    success_url = reverse_lazy("campaigns:reasons")
    success_message = _("The reason is added.")

    def get_initial(self):
        last = DelayReason.objects.order_by("position").last()
        return {"position": last.position + 1 if last else 1}

    def perform(self, data):
        return add_reason(by=self.request.user, at=now(), **data)


class ReasonChange(ReasonAdd):
    form_class = ReasonChangeForm
    heading = _("Change the reason")
    button = _("Save")
    success_message = _("The reason is changed.")

    def load(self):
        self.reason = get_object_or_404(DelayReason, pk=self.kwargs["pk"])

    def get_initial(self):
        return self.current_values(self.reason)

    def current_values(self, row):
        return {"text": row.text, "position": row.position, "offered": row.retired_at is None, "version": row.version}

    def perform(self, data):
        return change_reason(reason=self.reason, by=self.request.user, at=now(), **data)
