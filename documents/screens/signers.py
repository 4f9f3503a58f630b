"""Who signs for a body."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.forms import EndForm, SignerChangeForm, SignerForm
from documents.models import Signer
from documents.screens.bodies import MANAGE, BodyMixin
from documents.services.signers import add_signer, change_signer, end_signer
from lib.clock import now, today
from units.screens.forms import ServiceFormView


class SignerAdd(BodyMixin, ServiceFormView):
    template_name = "documents/signer_form.html"
    form_class = SignerForm
    success_message = _("The signer is entered.")

    def perform(self, data):
        add_signer(body=self.body, by=self.request.user, at=now(), **data)
        return self.body


class SignerMixin:
    permission = MANAGE

    def load(self):
        signers = Signer.objects.permitted(self.request.user, MANAGE).select_related("body__unit")
        self.signer = get_object_or_404(signers, pk=self.kwargs["pk"])
        self.body = self.signer.body

    def get_context_data(self, **kwargs):
        return super().get_context_data(body=self.body, signer=self.signer, **kwargs)

    def get_success_url_for(self, result):
        return reverse("documents:body", args=[self.body.pk])


class SignerChange(SignerMixin, ServiceFormView):
    template_name = "documents/signer_form.html"
    form_class = SignerChangeForm
    success_message = _("The signer is changed.")

    def get_initial(self):
        names = [*SignerForm.base_fields, "version"]
        return {name: getattr(self.signer, name) for name in names if name != "form_key"}

    def perform(self, data):
        return change_signer(signer=self.signer, by=self.request.user, at=now(), **data)


class SignerEnd(SignerMixin, ServiceFormView):
    template_name = "documents/signer_end.html"
    form_class = EndForm
    success_message = _("The signer is ended.")

    def get_initial(self):
        return {"version": self.signer.version, "valid_to": today()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_label=_("End the signature"), cancel_url=self.get_success_url_for(None), danger=True, **kwargs
        )

    def perform(self, data):
        return end_signer(signer=self.signer, by=self.request.user, at=now(), **data)
