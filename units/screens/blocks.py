"""The table of blocks; the officer of a committee keeps it."""
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from lib.clock import now
from units.forms.units import BlockChangeForm, BlockForm
from units.models import UnitBlock
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.permitted import PermittedMixin
from units.services import add_block, change_block, remove_block


class BlockList(PermittedMixin, TemplateView):
    permission = "units.manage"
    template_name = "units/blocks.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(blocks=UnitBlock.objects.annotate(number=Count("units")), **kwargs)


class BlockAdd(ServiceFormView):
    permission = "units.manage"
    template_name = "units/block_form.html"
    form_class = BlockForm
    heading = _("New block")
    button = _("Add the block")
    success_url = reverse_lazy("units:blocks")
    success_message = _("The block is added.")

    def get_initial(self):
        return {"position": UnitBlock.objects.count() + 1}

    def perform(self, data):
        return add_block(by=self.request.user, at=now(), **data)


class OfBlock(ServiceFormView):
    permission = "units.manage"
    success_url = reverse_lazy("units:blocks")

    def load(self):
        self.block = get_object_or_404(UnitBlock, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(block=self.block, **kwargs)


class BlockChange(OfBlock):
    template_name = "units/block_form.html"
    form_class = BlockChangeForm
    heading = _("Change the block")
    button = _("Save")
    success_message = _("The block is changed.")

    def get_initial(self):
        return {name: getattr(self.block, name) for name in ("name", "position", "version")}

    def perform(self, data):
        return change_block(block=self.block, by=self.request.user, at=now(), **data)


class BlockRemove(OfBlock):
    template_name = "units/block_remove.html"
    form_class = KeyedForm
    success_message = _("The block is removed.")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            submit_label=_("Remove"), cancel_url=reverse("units:blocks"), danger=True, **kwargs
        )

    def perform(self, data):
        return remove_block(block=self.block, by=self.request.user, at=now())
