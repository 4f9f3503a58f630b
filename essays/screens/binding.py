"""The scanned essays of a unit as one file or one for each writer: asked for, then fetched."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Duty
from essays.binding.job import KIND, PERMISSION, essays_with_pages, name_of_result, request_binding
from essays.forms.binding import BindForm
from essays.screens.sheets import OwnPrintMixin, SheetsFile, SheetsReady
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.screens.lists import figure


class BindPages(ServiceFormView):
    permission = PERMISSION
    form_class = BindForm
    template_name = "essays/bind.html"
    success_message = _("The essays are being put together.")

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission).select_related("unit", "campaign")
        self.duty = get_object_or_404(duties, pk=self.kwargs["duty_id"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            duty=self.duty, campaign=self.duty.campaign, count=figure(essays_with_pages(self.duty).count()), **kwargs
        )

    def perform(self, data):
        return request_binding(duty=self.duty, form=data["form"], by=self.request.user, at=now())

    def get_success_url_for(self, job):
        return reverse("essays:bound_ready", args=[job.pk])


class OwnBoundMixin(OwnPrintMixin):
    permission = PERMISSION
    kind = KIND


class BoundReady(OwnBoundMixin, SheetsReady):
    template_name = "essays/bound_ready.html"


class BoundFile(OwnBoundMixin, SheetsFile):
    def name_of(self, path):
        return name_of_result(self.job, path)
