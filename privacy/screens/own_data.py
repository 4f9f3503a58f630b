"""What is kept of one member: seen and taken out for his own open request, erased for another. Without a request there is no page."""
import tempfile

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from files.serving import serve_privately
from lib.clock import now
from privacy.forms.own_data import EraseForm
from privacy.models import DataRequest, RequestKind
from privacy.own_data import SEEING
from privacy.services.erasure import campaigns_running_with, erase_member
from privacy.services.own_data import FILE_NAME, export_own_data, read_own_data
from units.personal_data import parts
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin

PERMISSION, ERASE = "privacy.own_data", "privacy.erase"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OpenRequestMixin(PermittedMixin):
    """Loads an open request of these kinds that names a member; closed again, the page is gone."""

    permission = PERMISSION
    kinds = SEEING

    def load(self):
        rows = DataRequest.objects.permitted(self.request.user, self.permission).open()
        rows = rows.filter(kind__in=self.kinds, member__isnull=False).select_related("unit", "member__unit", "member__managed_by")
        self.row = get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, member=self.row.member, **kwargs)


class OwnData(OpenRequestMixin, TemplateView):
    template_name = "privacy/own_data.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(sections=read_own_data(row=self.row, by=self.request.user), **kwargs)


class OwnDataFile(OpenRequestMixin, View):
    with_pictures = False

    def get(self, request, pk):
        target = tempfile.TemporaryFile()
        export_own_data(row=self.row, target=target, with_pictures=self.with_pictures, by=request.user)
        target.seek(0)
        ending, media_type = ("zip", "application/zip") if self.with_pictures else ("xlsx", _XLSX)
        return serve_privately(target, media_type=media_type, name=f"{FILE_NAME}.{ending}", as_attachment=True)


class Erase(OpenRequestMixin, ServiceFormView):
    """Says what goes and what stays, and asks for the decision it is done under."""

    permission = ERASE
    kinds = (RequestKind.ERASE,)
    template_name = "privacy/erase.html"
    form_class = EraseForm
    success_message = _("The member is erased. Tell whoever asked what stays and why.")

    def load(self):
        super().load()
        self.running = campaigns_running_with(self.row.member)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "running": self.running}

    def perform(self, data):
        data.pop("agreed")
        return erase_member(row=self.row, by=self.request.user, at=now(), **{"despite_campaigns": False, **data})

    def get_success_url(self):
        return reverse("privacy:request", args=[self.row.pk])

    def get_success_url_for(self, row):
        return self.get_success_url()

    def get_context_data(self, **kwargs):
        goes = [words for part in reversed(parts()) for words in part.goes]
        stays = [words for part in reversed(parts()) for words in part.stays]
        return super().get_context_data(goes=goes, stays=stays, running=self.running, **kwargs)
