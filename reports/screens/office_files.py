"""Drafts and copies to sign as Word, their appendices as Excel: for whoever may see their PDF."""
from django.shortcuts import redirect

from documents.screens.office_files import office_answer
from reports.paper import payload_of
from reports.screens.papers import CopyPaper, DraftPaper


class _OfficeFile:
    office_format = None

    def get(self, request, *args, **kwargs):
        if not self.report.is_draft:
            return redirect("reports:show", self.report.pk)
        payload = payload_of(self.report, copy_to_sign=self.copy_to_sign)
        return office_answer(payload, self.file_name.removesuffix(".pdf"), self.office_format)


class DraftOfficeFile(_OfficeFile, DraftPaper):
    """The draft."""


class CopyOfficeFile(_OfficeFile, CopyPaper):
    """The copy to sign, once it was made."""
