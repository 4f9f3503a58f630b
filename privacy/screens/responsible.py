"""Who is responsible for personal data: named by an officer, below every page of the committee's units."""
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from lib.clock import now
from privacy.forms.responsible import ResponsibleForm
from privacy.models import ResponsiblePerson
from privacy.services.responsible import name_responsible
from privacy.standing import learn
from units.models import Unit
from units.screens.forms import ServiceFormView


class Responsible(ServiceFormView):
    permission = "privacy.manage"
    template_name = "privacy/responsible.html"
    form_class = ResponsibleForm
    success_url = reverse_lazy("privacy:responsible")
    success_message = _("Kept. The name stands below every page, for others from their next hour on.")

    def load(self):
        self.unit = Unit.objects.permitted(self.request.user, self.permission).order_by("path").first()
        self.row = ResponsiblePerson.objects.filter(unit=self.unit).first()

    def get_initial(self):
        if self.row is None:
            return {"version": 0}
        return {name: getattr(self.row, name) for name in ("version", "full_name", "office", "phone")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(unit=self.unit, row=self.row, **kwargs)

    def perform(self, data):
        row = name_responsible(unit=self.unit, by=self.request.user, at=now(), **data)
        learn(self.request.session, self.request.user, at=now())
        return row

    def get_success_url_for(self, row):
        return str(self.success_url)
