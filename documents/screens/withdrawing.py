"""An issued paper is withdrawn, by whoever issues papers of its unit."""
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.screens.paper_page import ISSUE, PaperMixin
from documents.services.withdraw import withdraw_paper
from lib.clock import now
from units.screens.forms import KeyedForm, ServiceFormView


class WithdrawForm(KeyedForm):
    reason = forms.CharField(
        label=_("Why it is withdrawn"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whoever may read the paper reads this too."),
    )


class PaperWithdraw(PaperMixin, ServiceFormView):
    permission = ISSUE
    form_class = WithdrawForm
    template_name = "documents/paper_withdraw.html"
    success_message = _("The paper is withdrawn.")

    def get_context_data(self, **kwargs):
        url = self.get_success_url()
        return super().get_context_data(
            paper=self.paper, back=url, cancel_url=url, submit_label=_("Withdraw the paper"), danger=True, **kwargs
        )

    def perform(self, data):
        return withdraw_paper(paper=self.paper, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return reverse("documents:show", args=[self.paper.pk])
