"""The book of issued papers and their files."""
from dataclasses import dataclass

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from documents.models import Document
from documents.payload import TYPES
from documents.screens.answers import pdf_answer
from documents.storage import DocumentDamaged, open_document_file
from documents.wording import date_short
from units.scope import has_permission
from units.screens.fields import DayField
from units.screens.lists import FilterForm, ListScreen, Sort
from units.screens.permitted import PermittedMixin


class PaperFilters(FilterForm):
    q = forms.CharField(label=_("Subject of the paper"))
    type_code = forms.ChoiceField(label=_("Type of paper"), choices=[("", _("All types")), *TYPES.items()])
    since = DayField(label=_("Issued from"))
    until = DayField(label=_("Issued until"))

    def narrow(self, rows):
        given = [
            ("q", "title__icontains"), ("type_code", "type_code"), ("since", "issued_on__gte"),
            ("until", "issued_on__lte"),
        ]
        return rows.filter(**{lookup: self.value(name) for name, lookup in given if self.value(name)})


@dataclass(frozen=True)
class PaperRow:
    name: str
    day: str
    title: str
    signer: str
    unit: str
    state: str
    successor: str
    url: str
    file_url: str


class PaperList(ListScreen):
    permission = "reports.view"
    template_name = "documents/papers.html"
    filter_form = PaperFilters
    sorts = {"day": Sort(_("Issued on"), "issued_on", "number"), "number": Sort(_("Number and symbol of the paper"), "number", "issued_on")}
    default_sort = "-day"

    def rows(self):
        papers = Document.objects.permitted(self.request.user, self.permission)
        return papers.select_related("unit", "superseded_by").defer("payload", "superseded_by__payload")

    def present(self, rows):
        return [_paper_row(paper) for paper in rows]

    def get_context_data(self, **kwargs):
        manages = has_permission(self.request.user, "documents.manage")
        sets_layouts = has_permission(self.request.user, "documents.layouts")
        return super().get_context_data(manages=manages, sets_layouts=sets_layouts, **kwargs)


def _paper_row(paper):
    successor = paper.superseded_by
    return PaperRow(
        name=str(paper), day=date_short(paper.issued_on), title=paper.title, signer=paper.signer_name,
        unit=paper.unit.name, state=paper.state, successor=str(successor) if successor else "",
        url=reverse("documents:show", args=[paper.pk]), file_url=reverse("documents:file", args=[paper.pk]),
    )


class PaperFile(PermittedMixin, View):
    """The file of an issued paper, checked against its hash."""

    permission = "reports.view"
    http_method_names = ["get", "head"]

    def load(self):
        papers = Document.objects.permitted(self.request.user, self.permission)
        self.paper = get_object_or_404(papers, pk=self.kwargs["pk"])

    def get(self, request, *args, **kwargs):
        try:
            content = open_document_file(self.paper).read()
        except DocumentDamaged:
            # Its page says what is the matter and what to do; nothing damaged is handed out.
            return redirect("documents:show", self.paper.pk)
        return pdf_answer(content, f"{self.paper}.pdf".replace("/", "-"), attached=True)
