"""One issued paper: what it is, how it stands, its files and what was done with it."""
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from documents.copies import rows_of
from documents.kinds import page_of_issued
from documents.models import CopyKind, Document
from documents.storage import DocumentDamaged, open_document_file
from units.scope import may
from units.screens.permitted import PermittedMixin

VIEW, ISSUE = "reports.view", "reports.issue"


class PaperMixin:
    """Loads the paper the address names, without what is printed on it."""

    def load(self):
        papers = Document.objects.permitted(self.request.user, self.permission)
        papers = papers.select_related("unit", "body", "term", "issued_by", "superseded_by", "supersedes", "withdrawn_by")
        payloads = [f"{other}payload" for other in ("", "superseded_by__", "supersedes__")]
        self.paper = get_object_or_404(papers.defer(*payloads), pk=self.kwargs["pk"])


class PaperShow(PaperMixin, PermittedMixin, TemplateView):
    permission = VIEW
    template_name = "documents/paper_page.html"

    def get_context_data(self, **kwargs):
        paper, user = self.paper, self.request.user
        return super().get_context_data(
            paper=paper, intact=is_intact(paper), has_tables=has_tables(paper),
            signed=rows_of(paper, CopyKind.SIGNED), edited=rows_of(paper, CopyKind.EDITED),
            origin_url=page_of_issued(paper, user), issues=may(user, ISSUE, paper.unit), **kwargs,
        )


def is_intact(paper):
    """Is the file kept the very one that was issued?"""
    try:
        open_document_file(paper)
    except DocumentDamaged:
        return False
    return True


def has_tables(paper):
    """Has it appendices, which are handed out as a workbook?"""
    return Document.objects.filter(pk=paper.pk, payload__appendices__0__isnull=False).exists()
