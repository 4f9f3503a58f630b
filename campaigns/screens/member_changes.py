"""Screens for changes of members; what they mean for the running campaigns is entered along with them."""
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.record import record
from campaigns.forms.member_changes import DeathForm, MemberAddForm, MemberChangeForm, TransferForm
from campaigns.screens.previewed import PreviewedChange
from campaigns.services import member_changes
from campaigns.services.ledger import campaigns_concerned
from lib.clock import now, today
from units.forms.units import DatedForm
from units.models import Member, Unit
from units.screens.forms import ServiceFormView


class MemberAdd(ServiceFormView):
    permission = "members.manage"
    template_name = "campaigns/member_change.html"
    form_class = MemberAddForm
    heading = _("New member")
    button = _("Put on the roster")
    success_message = _("The member is on the roster.")

    def load(self):
        units = Unit.objects.permitted(self.request.user, self.permission)
        self.unit = get_object_or_404(units, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "unit": self.unit}

    def get_context_data(self, **kwargs):
        return super().get_context_data(unit=self.unit, back=reverse("units:members", args=[self.unit.pk]), **kwargs)

    def perform(self, data):
        return member_changes.add_member(unit=self.unit, by=self.request.user, at=now(), **data)

    def get_success_url_for(self, member):
        return reverse("units:members", args=[member.unit_id])


class OfMember:
    """Its forms hold the data of the card, so opening one is a reading of it."""

    permission = "members.manage"
    template_name = "campaigns/member_change.html"
    explanation = ""
    danger = False

    def load(self):
        members = Member.objects.permitted(self.request.user, self.permission).select_related("unit", "managed_by")
        self.member = get_object_or_404(members, pk=self.kwargs["pk"])

    @transaction.atomic
    def get(self, request, *args, **kwargs):
        record("units.member.read", self.member, by=request.user, unit_name=self.member.unit.name)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            member=self.member, unit=self.member.unit, back=reverse("units:member", args=[self.member.pk]), **kwargs
        )

    def get_success_url_for(self, member):
        """The roster: a member who went elsewhere may be out of the caller's sight."""
        return reverse("units:members", args=[self.member.unit_id])


class MemberChange(OfMember, ServiceFormView):
    form_class = MemberChangeForm
    heading = _("Change the member's data")
    button = _("Save")
    success_message = _("The member's data are changed.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "unit": self.member.unit}

    def get_initial(self):
        fields = [name for name in self.form_class.base_fields if name not in ("form_key", "on")]
        return {"on": today()} | {name: getattr(self.member, name) for name in fields}

    def perform(self, data):
        return member_changes.change_member(member=self.member, by=self.request.user, at=now(), **data)


class MemberTransfer(OfMember, PreviewedChange):
    form_class = TransferForm
    heading = _("Transfer the member")
    button = _("See what changes")
    success_message = _("The member is transferred.")

    def get_form_kwargs(self):
        places = Unit.objects.permitted(self.request.user, self.permission).existing_on(today())
        return {**super().get_form_kwargs(), "places": places}

    def concerned(self, data):
        return campaigns_concerned(units=[self.member.unit, data["to_unit"]], members=[self.member])

    def perform(self, data):
        return member_changes.transfer_member(member=self.member, by=self.request.user, at=now(), **data)


class MemberEnd(OfMember, ServiceFormView):
    form_class = DatedForm
    heading = _("The member leaves")
    explanation = _("For a member who leaves the Party, or goes to a committee that is not kept here.")
    button = _("Take off the roster")
    success_message = _("The member is off the roster.")
    danger = True

    def perform(self, data):
        return member_changes.end_member(member=self.member, by=self.request.user, at=now(), **data)


class MemberDeath(OfMember, ServiceFormView):
    form_class = DeathForm
    heading = _("Death of the member")
    button = _("Take off the roster")
    success_message = _("The member is off the roster.")
    danger = True

    def perform(self, data):
        return member_changes.record_death(member=self.member, by=self.request.user, at=now(), **data)


class MemberReturn(OfMember, ServiceFormView):
    form_class = DatedForm
    heading = _("Take the member back onto the roster")
    button = _("Take back onto the roster")
    success_message = _("The member is on the roster again.")

    def perform(self, data):
        return member_changes.return_member(member=self.member, by=self.request.user, at=now(), **data)
