"""Proposals of a cell, a base, a committee: noting one, the lists, saying several together."""
from django.contrib import messages
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.submissions import digest_of
from essays.alike import MOST_COMPARED, alike
from essays.answers import answers_to
from essays.forms.proposals import GroupFilter, MergeForm, ProposalFilter, ProposalForm
from essays.models import Proposal, ProposalGroup
from essays.screens.proposal_places import (
    CampaignPlace, UnitPlace, note_authors, proposals_below, rows_of, urls_of,
)
from essays.services.proposal_groups import merge_proposals
from essays.services.proposals import note_proposal
from essays.whose_proposal import FEWEST_OF_A_NAMED_CELL, is_small
from lib.clock import now
from units.models import Member, Unit
from units.screens.forms import ServiceFormView
from units.screens.lists import ListScreen, Sort
from units.scope import within_paths


class ProposalAdd(UnitPlace, ServiceFormView):
    """Says in plain words what is kept, before anything is typed."""

    permission = "essays.mark"
    template_name = "essays/proposal_add.html"
    form_class = ProposalForm

    def get_form_kwargs(self):
        below = self.campaign.duties.within(self.duty)
        members = Member.objects.filter(roster_entries__duty__in=below, roster_entries__until=None).distinct()
        return {**super().get_form_kwargs(), "members": members.in_people_order()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(small=is_small(self.duty), fewest=FEWEST_OF_A_NAMED_CELL, **kwargs)

    def digest(self, content):
        """Not to be made from the row itself: the digest stands beside the user, and the row of a small cell has none."""
        return salted_hmac("essays.proposal", digest_of(content), algorithm="sha256").hexdigest()

    def perform(self, data):
        proposal = note_proposal(duty=self.duty, by=self.request.user, at=now(), **data)
        hidden = proposal.unit_id != self.unit.pk
        words = _("The proposal is kept as one of your block; nothing tells that it came from your cell.") if hidden else _("The proposal is kept.")
        messages.success(self.request, words)
        return proposal

    def get_success_url(self):
        """The same for every cell: the answer to a sent form is kept, and must not tell that it was a proposal."""
        return reverse("essays:register", args=[self.duty.pk])


class UnitProposals(UnitPlace, ListScreen):
    permission = "essays.mark"
    template_name = "essays/proposals.html"
    filter_form = ProposalFilter
    default_sort = "-noted"
    sorts = {"noted": Sort(_("Noted on"), "noted_on"), "unit": Sort(_("Unit"), "unit__path", "-noted_on")}

    def filter_kwargs(self):
        return {"units": self.units_below()}

    def rows(self):
        return proposals_below(self.request.user, self.permission, self.campaign, self.unit)

    def present(self, proposals):
        rows = rows_of(proposals, user=self.request.user, top=self.campaign.unit)
        note_authors(rows, user=self.request.user, unit=self.unit)
        return rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["similar"] = self._similar() if context["may_group"] else []
        context["answers"] = answers_to(self.duty) if self.duty and not context["may_group"] else []
        return context

    def _similar(self):
        """Bundles of proposals that stand alone and read alike, each with the address that chooses them."""
        lone = self.rows().lone().order_by("-pk")[:MOST_COMPARED]
        lone = list(lone.values_list("pk", "text", "search_text"))
        merge_url = urls_of(self.campaign, self.duty)["merge_url"]
        return [
            {
                "texts": [lone[place][1] for place in bundle],
                "url": f"{merge_url}?{'&'.join(f'proposals={lone[place][0]}' for place in bundle)}",
            }
            for bundle in alike([search_text for _pk, _text, search_text in lone])
        ]


class CampaignProposals(CampaignPlace, UnitProposals):
    permission = "campaigns.manage"


class UnitGroups(UnitPlace, ListScreen):
    """Texts and numbers for everybody who sees the unit; no names of people."""

    permission = "proposals.view"
    template_name = "essays/proposal_groups.html"
    filter_form = GroupFilter
    default_sort = "number"
    sorts = {
        "number": Sort(_("Number of proposals"), "-number"), "unit": Sort(_("Put together by"), "unit__path", "-number"),
        "made": Sort(_("Put together on"), "-made_at"),
    }

    def filter_kwargs(self):
        return {"units": self.units_below()}

    def rows(self):
        groups = ProposalGroup.objects.permitted(self.request.user, self.permission).filter(
            within_paths("unit__path", [self.unit.path]), campaign=self.campaign
        )
        return groups.counted().select_related("unit", "part_of")

    def get_context_data(self, **kwargs):
        lone = Proposal.objects.permitted(self.request.user, self.permission).lone()
        lone = lone.filter(campaign=self.campaign, unit__in=Unit.objects.within(self.unit)).count()
        return super().get_context_data(lone=lone, **kwargs)


class CampaignGroups(CampaignPlace, UnitGroups):
    pass


class UnitMerge(UnitPlace, ServiceFormView):
    """What was ticked in the lists, with the text to say it by."""

    permission = "essays.mark"
    template_name = "essays/proposals_merge.html"
    form_class = MergeForm
    success_message = _("The proposals stand in one group.")

    @cached_property
    def chosen(self):
        """`(proposals, groups)` named in the address or sent with the form, as far as they are the unit's."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        wanted = {name: [pk for pk in asked.getlist(name) if pk.isdigit()][:MOST_COMPARED] for name in ("proposals", "groups")}
        proposals = proposals_below(self.request.user, self.permission, self.campaign, self.unit)
        groups = ProposalGroup.objects.permitted(self.request.user, self.permission).filter(campaign=self.campaign)
        groups = groups.filter(within_paths("unit__path", [self.unit.path])).select_related("unit").order_by("pk")
        return proposals.filter(pk__in=wanted["proposals"]).order_by("pk"), groups.filter(pk__in=wanted["groups"])

    def get_form_kwargs(self):
        proposals, groups = self.chosen
        return {**super().get_form_kwargs(), "proposals": proposals, "groups": groups}

    def get_initial(self):
        proposals, groups = self.chosen
        own = next((group for group in groups if group.unit_id == self.unit.pk), None)
        first = own or next(iter(groups), None) or next(iter(proposals), None)
        return {"proposals": list(proposals), "groups": list(groups), "text": first.text if first else ""}

    def get_context_data(self, **kwargs):
        return super().get_context_data(none_chosen=not any(self.chosen), **kwargs)

    def perform(self, data):
        return merge_proposals(campaign=self.campaign, unit=self.unit, by=self.request.user, at=now(), **data)

    def get_success_url_for(self, result):
        return reverse("essays:proposal_group", args=[result.pk])


class CampaignMerge(CampaignPlace, UnitMerge):
    permission = "campaigns.manage"
