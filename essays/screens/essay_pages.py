"""What is done with the scanned pages of one essay: turned, counted, taken away as PDF, erased."""
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from accounts.submissions import answer_of
from audit.record import record
from essays.binding.job import name_of_essay, pages_to_bind, title_of_essay
from essays.binding.pdf import write_pages
from essays.forms.essay_pages import PagesForm
from essays.forms.queue import TurnForm
from essays.models import ScanPage
from essays.screens.essays import EssayMixin, EssayStepView
from essays.services.erasure import erase_essay
from essays.services.essay_pages import say_pages
from essays.services.pages import turn_page
from files.serving import serve_privately
from lib.clock import now
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.lists import figure
from units.screens.permitted import PermittedMixin


class EssayPageTurn(ServiceFormView):
    """Turned for everybody from now on; the picture on the disk stays."""

    permission = "essays.mark"
    form_class = TurnForm
    http_method_names = ["post", "options"]

    def load(self):
        pages = ScanPage.objects.permitted(self.request.user, self.permission).exclude(essay=None).filter(erased_at=None)
        self.page = get_object_or_404(pages, pk=self.kwargs["pk"])

    def perform(self, data):
        return turn_page(page=self.page, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return f"{reverse('essays:essay', args=[self.page.essay_id])}?page={self.page.pk}#viewer"

    def form_invalid(self, form):
        """There is no page of this form: back to the essay, which is shown as it is."""
        answer = answer_of(user=self.request.user, key=form.data.get("form_key"))
        if not answer:
            messages.error(self.request, _("The page was not turned. Please try again."))
        return HttpResponseRedirect(answer or self.get_success_url())

    answer_sent_twice = form_invalid


class EssayPagesSaid(EssayStepView):
    form_class = PagesForm
    heading = _("How many pages the essay has")
    button = _("Save")
    success_message = _("The number of pages is kept.")

    def get_initial(self):
        return self.current_values(self.essay)

    def current_values(self, row):
        return {"pages": row.pages_said, "version": row.version}

    def perform(self, data):
        return say_pages(essay=self.essay, by=self.request.user, at=now(), **data)


class EssayErase(EssayStepView):
    """Asks once, plainly: what goes, what stays."""

    permission = "essays.erase"
    template_name = "essays/erase.html"
    form_class = KeyedForm
    success_message = _("The pictures and notes of the essay are erased.")

    def perform(self, data):
        return erase_essay(essay=self.essay, by=self.request.user, at=now())

    def get_context_data(self, **kwargs):
        left = self.essay.scanned_pages.filter(erased_at=None).count()
        return super().get_context_data(left=figure(left), is_empty=not left, **kwargs)


class EssayPdf(EssayMixin, PermittedMixin, View):
    """The scanned pages of one essay, as they are."""

    permission = "names.handle"

    def get(self, request, pk):
        pages = list(pages_to_bind(self.essay))
        with TemporaryDirectory() as folder:
            path = Path(folder) / "essay.pdf"
            if not write_pages(path, pages, title=title_of_essay(self.essay)):
                raise Http404
            content = io.BytesIO(path.read_bytes())
        record("essays.essay.exported", self.essay, by=request.user, card=self.essay.member.card_number, pages=len(pages))
        return serve_privately(content, media_type="application/pdf", name=name_of_essay(self.essay), as_attachment=True)
