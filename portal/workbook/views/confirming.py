"""Yes and no to a workbook: write it, drop it, take it back, accept its changes of head counts."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from django.core.exceptions import PermissionDenied

from lib.clock import now
from portal.workbook.forms import LedgerForm
from portal.workbook.services import accept_ledger, confirm_import, drop_import, undo_import
from portal.workbook.views.pages import OneImportMixin
from units.scope import has_permission
from units.screens.forms import KeyedForm, ServiceFormView


class _OneImportForm(OneImportMixin, ServiceFormView):
    form_class = KeyedForm
    template_name = "workbook/confirm.html"
    heading = submit_label = what = ""
    danger = False

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading, submit_label=self.submit_label, what=self.what, danger=self.danger,
            cancel_url=self.get_success_url(), **kwargs,
        )

    def get_success_url(self):
        return reverse("workbook:show", args=[self.sent.pk])


class Confirm(_OneImportForm):
    """What the preview showed is written, all of it in one go."""

    heading = _("Write this workbook?")
    submit_label = _("Write it")
    what = _("What the preview shows is written in one go. As long as nothing is built on it, it can be taken back as one.")

    def perform(self, data):
        return confirm_import(sent=self.sent, by=self.request.user, at=now())


class Undo(_OneImportForm):
    """A written workbook is taken back as one."""

    heading = _("Take this workbook back?")
    submit_label = _("Take it back")
    what = _("What the workbook brought goes, what it changed becomes what it was. The history keeps both.")
    danger = True

    def perform(self, data):
        return undo_import(sent=self.sent, by=self.request.user, at=now())


class Drop(_OneImportForm):
    """A workbook is put aside without being written."""

    heading = _("Drop this workbook?")
    submit_label = _("Drop it")
    what = _("Nothing of the workbook is written. The corrected file can be sent at any time.")
    success_message = _("The workbook was dropped; nothing was written.")

    def perform(self, data):
        return drop_import(sent=self.sent, by=self.request.user, at=now())

    def get_success_url_for(self, result):
        return reverse("workbook:home")


class Ledger(_OneImportForm):
    """Whether the head counts of running campaigns follow the workbook: only who runs campaigns may say so."""

    form_class = LedgerForm
    heading = _("Changes of head counts in running campaigns")
    submit_label = _("Look at the workbook again")

    def load(self):
        super().load()
        if not has_permission(self.request.user, "campaigns.manage"):
            raise PermissionDenied

    def get_initial(self):
        return {"accepts": self.sent.accepts_ledger}

    def perform(self, data):
        return accept_ledger(sent=self.sent, accepts=data["accepts"], by=self.request.user, at=now())
