"""One group of proposals: what it says, whom it comes from, its answer; and each step with it."""
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from essays.forms.proposals import AnswerForm, ConfirmForm, GroupTextForm
from essays.models import Proposal, ProposalGroup
from essays.screens.proposal_places import note_authors, rows_of, urls_of_unit, with_all
from essays.services.proposal_groups import (
    answer_group, dissolve_group, edit_group, restore_group, send_up, take_back, take_out_group, take_out_proposal,
)
from essays.services.proposals import restore_proposal, withdraw_proposal
from essays.whose_proposal import whose_words
from lib.clock import now
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin
from units.scope import may


class GroupMixin:
    def load(self):
        groups = ProposalGroup.objects.permitted(self.request.user, self.permission).counted()
        groups = groups.select_related("unit", "campaign__unit", "part_of__unit", "answered_by")
        self.group = get_object_or_404(groups, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        group = self.group
        return super().get_context_data(
            group=group, campaign=group.campaign, unit=group.unit, **urls_of_unit(group.campaign, group.unit), **kwargs
        )

    def get_success_url(self):
        return reverse("essays:proposal_group", args=[self.group.pk])


class GroupPage(GroupMixin, PermittedMixin, TemplateView):
    permission = "proposals.view"
    template_name = "essays/proposal_group.html"

    def get_context_data(self, **kwargs):
        user, group = self.request.user, self.group
        proposals = list(with_all(Proposal.objects.in_group(group).order_by("unit__path", "pk")))
        reads = may(user, "essays.mark", group.unit)
        rows = rows_of(proposals, user=user, top=group.campaign.unit) if reads else []
        note_authors(rows, user=user, unit=group.unit)
        return super().get_context_data(
            rows=rows, askers=_askers(proposals, group.campaign.unit), whole=group.whole, parts=self._parts(), **self._steps(), **kwargs
        )

    def _parts(self):
        return self.group.parts.standing().counted().select_related("unit")

    def _steps(self):
        """What may be done with the group as it stands."""
        user, group = self.request.user, self.group
        in_hand = may(user, "essays.mark", group.handled_by)
        free = group.dissolved_at is None and group.whole == group
        of_base = group.unit_id != group.campaign.unit_id
        return {
            "edits": in_hand and free and not group.answered_at, "answers": in_hand and free,
            "sends": in_hand and free and of_base and not group.sent_up_at and not group.answered_at,
            "takes_back": may(user, "essays.mark", group.unit) and free and of_base and group.sent_up_at and not group.answered_at,
            "restores": in_hand and group.dissolved_at, "takes_out": group.whole != group and may(user, "essays.mark", group.campaign.unit),
        }


def _askers(proposals, top):
    """`[(who asks, how many proposals)]`."""
    found = {}
    for proposal in proposals:
        words = whose_words(proposal.unit, proposal.block, top)
        found[words] = found.get(words, 0) + 1
    return list(found.items())


class GroupStep(GroupMixin, ServiceFormView):
    """A step with one button; what it does stands above."""

    permission = "essays.mark"
    form_class = ConfirmForm
    template_name = "essays/proposal_step.html"
    heading = what = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading, what=self.what, submit_label=self.heading, cancel_url=self.get_success_url(), **kwargs
        )


class GroupEdit(GroupStep):
    form_class = GroupTextForm
    heading = _("Change the common text")
    success_message = _("The text is kept.")

    def get_initial(self):
        return {"text": self.group.text}

    def perform(self, data):
        return edit_group(group=self.group, by=self.request.user, **data)


class GroupSendUp(GroupStep):
    heading = _("Send up to the committee")
    what = _("The committee sees the group from then on, answers it, and may print it in the annex of its weekly report. Until it does either, you can take the group back.")
    success_message = _("The group is sent up.")

    def perform(self, data):
        return send_up(group=self.group, by=self.request.user, at=now())


class GroupTakeBack(GroupStep):
    heading = _("Take back what was sent up")
    what = _("The group is yours again. A report issued meanwhile stays as it is.")
    success_message = _("The group is taken back.")

    def perform(self, data):
        return take_back(group=self.group, by=self.request.user)


class GroupDissolve(GroupStep):
    heading = _("Take the group apart")
    what = _("Its proposals stand alone again, as they were noted. The group can be restored.")
    success_message = _("The group is taken apart.")

    def perform(self, data):
        return dissolve_group(group=self.group, by=self.request.user, at=now())


class GroupRestore(GroupStep):
    heading = _("Restore the group")
    what = _("Its proposals come back into it, as far as they have not found another place.")
    success_message = _("The group is restored.")

    def perform(self, data):
        return restore_group(group=self.group, by=self.request.user)


class GroupTakeOut(GroupStep):
    heading = _("Take out of the committee's group")
    what = _("The group stands beside the others again, as it was sent up.")
    success_message = _("The group stands alone again.")

    def perform(self, data):
        return take_out_group(group=self.group, by=self.request.user)


class GroupAnswer(GroupStep):
    form_class = AnswerForm
    heading = _("Answer")
    success_message = _("The answer is kept. The cells that asked see it.")

    def get_initial(self):
        return {"answer": self.group.answer}

    def perform(self, data):
        return answer_group(group=self.group, by=self.request.user, at=now(), **data)


class ProposalStep(ServiceFormView):
    permission = "essays.mark"
    form_class = ConfirmForm
    template_name = "essays/proposal_step.html"
    heading = what = ""

    def load(self):
        proposals = with_all(Proposal.objects.permitted(self.request.user, self.permission)).select_related("campaign__unit", "group__unit")
        self.proposal = get_object_or_404(proposals, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        proposal = self.proposal
        return super().get_context_data(
            proposal=proposal, campaign=proposal.campaign, unit=proposal.unit, heading=self.heading, what=self.what,
            submit_label=self.heading, cancel_url=self.get_success_url(), **urls_of_unit(proposal.campaign, proposal.unit), **kwargs,
        )

    def get_success_url(self):
        return urls_of_unit(self.proposal.campaign, self.proposal.unit)["list_url"]


class ProposalWithdraw(ProposalStep):
    heading = _("Withdraw the proposal")
    what = _("For one typed by mistake. It is counted nowhere any more and can be brought back.")
    success_message = _("The proposal is withdrawn.")

    def perform(self, data):
        return withdraw_proposal(proposal=self.proposal, by=self.request.user, at=now())


class ProposalRestore(ProposalStep):
    heading = _("Bring the proposal back")
    what = _("It is counted again.")
    success_message = _("The proposal is back.")

    def perform(self, data):
        return restore_proposal(proposal=self.proposal, by=self.request.user)


class ProposalTakeOut(ProposalStep):
    heading = _("Take the proposal out of its group")
    what = _("It stands alone again, as it was noted.")
    success_message = _("The proposal stands alone again.")

    def get_success_url(self):
        """Back to the group it is taken out of, where it stood in one."""
        group = self.proposal.group
        return reverse("essays:proposal_group", args=[group.pk]) if group else super().get_success_url()

    def perform(self, data):
        return take_out_proposal(proposal=self.proposal, by=self.request.user)
