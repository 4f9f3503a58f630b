"""The workbook on its way out."""
import io

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views import View
from django.views.generic import TemplateView

from files.serving import serve_privately
from jobs.models import Job
from lib.clock import now, today
from portal.workbook.exporting import PERMISSION, export_for, write_template
from portal.workbook.forms import ExportForm
from portal.workbook.kinds import EXPORT
from portal.workbook.services import request_export
from portal.workbook.storage import export_path
from portal.workbook.views.pages import XLSX
from units.models import Member, Unit
from units.scope import paths_permitted
from units.screens.permitted import PermittedMixin

# Up to here a workbook is written while its reader waits (a third of a second).
_AT_ONCE = 500


class Export(PermittedMixin, TemplateView):
    """The workbook of a campaign and the user's own units; POST, because it is recorded as a reading."""

    permission = PERMISSION
    template_name = "workbook/export.html"

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", ExportForm(user=self.request.user))
        return super().get_context_data(**kwargs)

    def post(self, request):
        form = ExportForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        campaign = form.cleaned_data["campaign"]
        members = Member.objects.permitted(request.user, PERMISSION).present()[: _AT_ONCE + 1].count()
        if members > _AT_ONCE:
            return self._by_job(campaign)
        return self._at_once(campaign)

    def _by_job(self, campaign):
        unit = Unit.objects.get(path=paths_permitted(self.request.user, PERMISSION)[0])
        job = request_export(campaign=campaign, unit=unit, by=self.request.user, at=now())
        return HttpResponseRedirect(reverse("workbook:export_ready", args=[job.pk]))

    def _at_once(self, campaign):
        target = io.BytesIO()
        with transaction.atomic():
            export_for(target=target, user=self.request.user, campaign=campaign, at_day=today())
        return as_attachment(target.getvalue(), f"so-theo-doi-{campaign.code}.xlsx")


class OwnExportMixin(PermittedMixin):
    permission = PERMISSION

    def load(self):
        self.job = get_object_or_404(Job, pk=self.kwargs["pk"], kind=EXPORT, owner=self.request.user)


class ExportReady(OwnExportMixin, TemplateView):
    """How far the export is; the file, once it is there."""

    template_name = "workbook/export_ready.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(job=self.job, is_there=export_path(self.job.pk).exists(), **kwargs)


class ExportFile(OwnExportMixin, View):
    def get(self, request, pk):
        if not export_path(self.job.pk).exists():
            raise Http404
        return serve_privately(
            export_path(self.job.pk), media_type=XLSX, name=f"so-theo-doi-{self.job.title}.xlsx", as_attachment=True
        )


class Template(PermittedMixin, View):
    """An empty workbook with notes."""

    permission = PERMISSION

    def get(self, request):
        target = io.BytesIO()
        write_template(target)
        return as_attachment(target.getvalue(), "so-theo-doi-mau.xlsx")


def as_attachment(content, name):
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
