from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from campaigns.forms.campaigns import ResolutionChangeForm, ResolutionForm
from campaigns.models import Resolution
from campaigns.services.campaigns import add_resolution, change_resolution
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin
from units.scope import has_permission, main_unit


class ResolutionList(PermittedMixin, TemplateView):
    permission = "campaigns.view"
    template_name = "campaigns/resolutions.html"

    def get_context_data(self, **kwargs):
        resolutions = Resolution.objects.permitted(self.request.user, self.permission).select_related("document")
        may_manage = has_permission(self.request.user, "campaigns.manage")
        return super().get_context_data(resolutions=resolutions, may_manage=may_manage, **kwargs)


class ResolutionAdd(ServiceFormView):
    permission = "campaigns.manage"
    form_class = ResolutionForm
    template_name = "campaigns/resolution_form.html"
    success_message = _("The resolution is entered.")

    def perform(self, data):
        return add_resolution(unit=main_unit(self.request.user), by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return reverse("campaigns:resolutions")


class ResolutionChange(ResolutionAdd):
    form_class = ResolutionChangeForm
    success_message = _("The resolution is corrected.")

    def load(self):
        resolutions = Resolution.objects.permitted(self.request.user, self.permission)
        self.resolution = get_object_or_404(resolutions, pk=self.kwargs["pk"])

    def get_initial(self):
        return {name: getattr(self.resolution, name) for name in ("symbol", "title", "issued_on", "version")}

    def perform(self, data):
        return change_resolution(resolution=self.resolution, by=self.request.user, at=now(), **data)
