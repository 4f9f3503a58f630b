"""Terms of the committee, through which numbers run."""
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from documents.forms import TermAddForm, TermChangeForm
from documents.models import Term
from documents.screens.bodies import MANAGE
from documents.services.terms import add_term, change_term
from lib.clock import now
from units.models import Unit
from units.scope import main_unit
from units.screens.forms import ServiceFormView


class TermAdd(ServiceFormView):
    permission = MANAGE
    template_name = "documents/term_form.html"
    form_class = TermAddForm
    success_message = _("The term is entered.")
    success_url = reverse_lazy("documents:bodies")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "units": Unit.objects.permitted(self.request.user, MANAGE)}

    def get_initial(self):
        return {"unit": main_unit(self.request.user)}

    def perform(self, data):
        return add_term(by=self.request.user, at=now(), **data)


class TermChange(ServiceFormView):
    permission = MANAGE
    template_name = "documents/term_form.html"
    form_class = TermChangeForm
    success_message = _("The term is changed.")

    def load(self):
        terms = Term.objects.permitted(self.request.user, MANAGE).select_related("unit")
        self.term = get_object_or_404(terms, pk=self.kwargs["pk"])

    def get_initial(self):
        names = ("name", "starts_on", "ends_on", "version")
        return {name: getattr(self.term, name) for name in names}

    def get_context_data(self, **kwargs):
        return super().get_context_data(term=self.term, **kwargs)

    def perform(self, data):
        return change_term(term=self.term, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return reverse("documents:bodies")
