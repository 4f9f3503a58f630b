"""The signed scan and the edited Word file are attached to an issued paper, or taken off again."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import PaperCopy
from documents.screens.paper_page import ISSUE, PaperMixin
from documents.services.copies import attach_edited, attach_signed, remove_copy
from files.forms import UploadField, WordField
from lib.clock import now
from units.screens.forms import KeyedForm, ServiceFormView


class SignedForm(KeyedForm):
    uploads = UploadField(label=_("Scan or photos"), multiple=True, help_text=_("A PDF, or a photo of each sheet, in their order."))


class EditedForm(KeyedForm):
    upload = WordField(label=_("Word file"))


class CopyAttach(PaperMixin, ServiceFormView):
    permission = ISSUE
    template_name = "documents/copy_form.html"
    success_message = _("The file is kept; it appears after it has been checked.")
    heading = explanation = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(paper=self.paper, back=self.get_success_url(), **kwargs)

    def get_success_url(self):
        return reverse("documents:show", args=[self.paper.pk]) + "#copies"


class SignedAttach(CopyAttach):
    form_class = SignedForm
    heading = _("Attach the signed and sealed paper")
    explanation = _("The sheet as it was signed and sealed: scan it, or take a photo of each page. Hidden data of photos is removed.")

    def perform(self, data):
        return attach_signed(paper=self.paper, by=self.request.user, at=now(), **data)


class EditedAttach(CopyAttach):
    form_class = EditedForm
    heading = _("Attach an edited Word file")
    explanation = _("What was issued stays as it is; the Word file is kept beside it. Its number is compared with that of the paper.")

    def perform(self, data):
        return attach_edited(paper=self.paper, by=self.request.user, at=now(), **data)


class CopyRemove(ServiceFormView):
    permission = ISSUE
    form_class = KeyedForm
    template_name = "documents/copy_remove.html"
    success_message = _("The file is taken off.")

    def load(self):
        copies = PaperCopy.objects.permitted(self.request.user, ISSUE).standing()
        copies = copies.select_related("document", "file").defer("document__payload")
        self.copy = get_object_or_404(copies, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        url = self.get_success_url()
        return super().get_context_data(
            copy=self.copy, paper=self.copy.document, back=url, cancel_url=url, submit_label=_("Take off"), danger=True, **kwargs
        )

    def perform(self, data):
        return remove_copy(copy=self.copy, by=self.request.user, at=now())

    def get_success_url(self):
        return reverse("documents:show", args=[self.copy.document_id]) + "#copies"
