"""The end of somebody's typing for a secretary, from one press of the secretary's own."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lib.clock import local_day, now
from units.models import Appointment, Role
from units.screens.forms import KeyedForm, ServiceFormView
from units.services.appointments import end_helper


class HelperEnd(ServiceFormView):
    """Asked once more, since it holds at once."""

    permission = "helpers.end"
    form_class = KeyedForm
    template_name = "portal/helper_end.html"
    success_message = _("Ended. This person types nothing here any more.")

    def load(self):
        self.at = now()
        posts = Appointment.objects.permitted(self.request.user, self.permission).filter(role=Role.HELPER)
        self.appointment = get_object_or_404(posts.select_related("unit", "user"), pk=self.kwargs["appointment_id"])

    def get_context_data(self, **kwargs):
        is_over = self.appointment.valid_to <= local_day(self.at)
        return super().get_context_data(appointment=self.appointment, unit=self.appointment.unit, is_over=is_over, **kwargs)

    def perform(self, data):
        return end_helper(appointment=self.appointment, by=self.request.user, at=self.at)

    def get_success_url(self):
        return reverse("unit_page", args=[self.appointment.unit_id])
