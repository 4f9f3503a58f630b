"""Editing a paragraph of a draft, and taking the computed sentence back."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.forms import ParagraphForm, RestoreForm
from documents.signing import PaperState
from reports.models import Paragraph
from reports.services import edit_paragraph, restore_paragraph
from units.screens.forms import ServiceFormView


class ParagraphFormView(ServiceFormView):
    permission = "reports.compile"

    def load(self):
        paragraphs = Paragraph.objects.permitted(self.request.user, self.permission)
        drafts = paragraphs.exclude(report__state=PaperState.ISSUED).select_related("report__campaign", "report__unit")
        self.paragraph = get_object_or_404(drafts, pk=self.kwargs["pk"])

    def get_initial(self):
        return {"text": self.paragraph.text, "version": self.paragraph.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            paragraph=self.paragraph, report=self.paragraph.report, back=self.get_success_url(), **kwargs
        )

    def get_success_url(self):
        return f"{reverse('reports:show', args=[self.paragraph.report_id])}#{self.paragraph.key}"


class ParagraphEdit(ParagraphFormView):
    form_class = ParagraphForm
    success_message = _("The paragraph is kept.")

    def get_template_names(self):
        # In place on the report's page, or as a page of its own.
        return ["reports/_paragraph_form.html" if self.request.htmx else "reports/paragraph.html"]

    def perform(self, data):
        return edit_paragraph(paragraph=self.paragraph, by=self.request.user, **data)


class ParagraphRestore(ParagraphFormView):
    form_class = RestoreForm
    template_name = "reports/paragraph_restore.html"
    success_message = _("The computed sentence stands again.")

    def perform(self, data):
        return restore_paragraph(paragraph=self.paragraph, by=self.request.user, **data)
