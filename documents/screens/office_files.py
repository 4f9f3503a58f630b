"""The paper as Word and its appendices as Excel, for offices that go on working with them: drawn when asked for."""
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.generic import View

from documents.docx import render_docx
from documents.models import Document
from documents.workbooks import appendices_workbook
from units.screens.permitted import PermittedMixin


@dataclass(frozen=True)
class OfficeFormat:
    ending: str
    content_type: str
    # From a payload to bytes; None where the paper has nothing for it.
    draw: object


DOCX = OfficeFormat("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_docx)
XLSX = OfficeFormat("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", appendices_workbook)


def office_answer(payload, name, office_format):
    """The file to be saved, in no cache; 404 for the workbook of a paper without appendices."""
    content = office_format.draw(payload)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=office_format.content_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{office_format.ending}")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class PaperOfficeFile(PermittedMixin, View):
    """An issued paper, drawn from what was frozen at its issue."""

    permission = "reports.view"
    http_method_names = ["get", "head"]
    office_format = None

    def load(self):
        papers = Document.objects.permitted(self.request.user, self.permission)
        self.paper = get_object_or_404(papers, pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        return office_answer(self.paper.payload, str(self.paper).replace("/", "-"), self.office_format)
