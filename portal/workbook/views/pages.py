"""Sending a workbook, and what the portal makes of it."""
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from audit.record import record
from files.serving import serve_privately
from jobs.models import Job
from lib.clock import now
from portal.workbook.forms import ExportForm, LedgerForm, UploadForm
from portal.workbook.models import WorkbookImport
from portal.workbook.reading import PERMISSION
from portal.workbook.services import upload_workbook
from portal.workbook.shown import ShownImport, shown_list
from portal.workbook.storage import bad_rows_path
from units.models import Unit
from units.scope import has_permission, paths_permitted
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.permitted import PermittedMixin

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LATEST = 20


class Home(PermittedMixin, TemplateView):
    """Where workbooks are sent, exported, and those sent lately."""

    permission = "workbook.export"
    template_name = "workbook/home.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        context = {"may_import": has_permission(user, PERMISSION), "export_form": ExportForm(user=user)}
        if context["may_import"]:
            imports = WorkbookImport.objects.permitted(user, PERMISSION).select_related("by", "unit").newest_first()
            context |= {"form": UploadForm(), "imports": shown_list(imports[:_LATEST])}
        return super().get_context_data(**context, **kwargs)


class Upload(ServiceFormView):
    """Takes the file and has it looked at."""

    permission = PERMISSION
    form_class = UploadForm
    template_name = "workbook/upload.html"

    def load(self):
        path = paths_permitted(self.request.user, self.permission)[0]
        self.unit = Unit.objects.get(path=path)

    def perform(self, data):
        file = data["file"]
        return upload_workbook(unit=self.unit, chunks=file.chunks(), name=file.name, by=self.request.user, at=now())

    def get_success_url_for(self, result):
        return reverse("workbook:show", args=[result.pk])


class OneImportMixin(PermittedMixin):
    permission = PERMISSION

    def load(self):
        imports = WorkbookImport.objects.permitted(self.request.user, self.permission).select_related("by", "unit")
        self.sent = get_object_or_404(imports, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(sent=self.sent, shown=ShownImport(self.sent), **kwargs)


class Show(OneImportMixin, TemplateView):
    """The preview, and afterwards what became of it."""

    template_name = "workbook/show.html"

    def get(self, request, *args, **kwargs):
        if not request.htmx:
            return super().get(request, *args, **kwargs)
        # The page asks whether its job has ended; then it is drawn anew.
        return HttpResponse(status=204) if self.sent.is_at_work else HttpResponse(headers={"HX-Refresh": "true"})

    def get_context_data(self, **kwargs):
        context = {
            "form": KeyedForm(),
            "ledger_form": LedgerForm(initial={"accepts": self.sent.accepts_ledger}),
            "may_accept": has_permission(self.request.user, "campaigns.manage"),
        }
        if self.sent.is_at_work:
            context["job"] = Job.objects.filter(key__startswith=f"workbook:{self.sent.pk}:").latest("pk")
        return super().get_context_data(**context, **kwargs)


class BadRows(OneImportMixin, View):
    """The wrong rows as a file with a reason column; a reading of personal data."""

    def get(self, request, pk):
        path = bad_rows_path(self.sent)
        if not self.sent.problems or not path.exists():
            raise Http404
        with transaction.atomic():
            record("portal.workbook.bad_rows_read", self.sent, by=request.user, name=self.sent.name)
        return serve_privately(path, media_type=XLSX, name="dong-loi.xlsx", as_attachment=True)


