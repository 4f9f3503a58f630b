"""Where pages of proposals stand: at a unit that owes the study, or at the committee of a campaign."""
from django.shortcuts import get_object_or_404
from django.urls import reverse

from audit.record import record
from campaigns.models import Campaign, Duty
from essays.models import Proposal
from essays.services.proposal_groups import groups_proposals
from essays.whose_proposal import is_hidden, whose_words
from units.models import Unit
from units.scope import main_unit, may


class UnitPlace:
    """Sets `campaign`, `unit` and `duty` (None at the committee)."""

    def load(self):
        duties = Duty.objects.permitted(self.request.user, self.permission)
        self.duty = get_object_or_404(duties.select_related("unit__block", "campaign__unit"), pk=self.kwargs["duty_id"])
        self.campaign, self.unit = self.duty.campaign, self.duty.unit

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            duty=self.duty, campaign=self.campaign, unit=self.unit, may_group=self.may_group(),
            may_mark=may(self.request.user, "essays.mark", self.unit), **urls_of(self.campaign, self.duty), **kwargs,
        )

    def may_group(self):
        return may(self.request.user, "essays.mark", self.unit) and groups_proposals(self.campaign, self.unit)

    def units_below(self):
        """`[(code, name)]` of the units of the next level, to choose from."""
        duties = self.campaign.duties.permitted(self.request.user, self.permission).filter(parent=self.duty, until=None)
        return list(duties.order_by("path").values_list("unit__code", "unit__name"))


class CampaignPlace(UnitPlace):
    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, self.permission).select_related("unit")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["campaign_id"])
        self.unit, self.duty = self.campaign.unit, None


def urls_of(campaign, duty):
    """Addresses of the lists of a place."""
    if duty is None:
        names = {"list_url": "campaign_proposals", "groups_url": "campaign_proposal_groups", "merge_url": "campaign_proposals_merge"}
        return {key: reverse(f"essays:{name}", args=[campaign.pk]) for key, name in names.items()}
    names = {"list_url": "proposals", "groups_url": "proposal_groups", "merge_url": "proposals_merge"}
    return {key: reverse(f"essays:{name}", args=[duty.pk]) for key, name in names.items()}


def way_to_proposals(user, campaign):
    """The lists of the level the user works at, "" where he has none in the campaign."""
    if may(user, "proposals.view", campaign.unit):
        # The committee begins with what was sent up to it.
        return urls_of(campaign, None)["groups_url"]
    unit = main_unit(user)
    duty = campaign.duties.permitted(user, "proposals.view").filter(unit=unit, until=None).first() if unit else None
    if duty is None:
        return ""
    return urls_of(campaign, duty)["list_url" if may(user, "essays.mark", unit) else "groups_url"]


def urls_of_unit(campaign, unit):
    """The same for a unit of the campaign: its duty, else the committee's lists."""
    return urls_of(campaign, None if unit == campaign.unit else campaign.duties.filter(unit=unit).order_by("pk").last())


def rows_of(proposals, *, user, top):
    """What a list says of proposals. Names of those who wish to be named are for whoever handles names, and noted."""
    return [
        {
            "proposal": proposal, "whose": whose_words(proposal.unit, proposal.block, top), "group": proposal.standing_group,
            "hidden": is_hidden(proposal, top),
            "group_seen": proposal.standing_group and may(user, "proposals.view", proposal.standing_group.unit),
            "author": proposal.author.full_name if proposal.author and may(user, "names.handle", proposal.unit) else "",
        }
        for proposal in proposals
    ]


def note_authors(rows, *, user, unit):
    """Names shown above the base are a reading."""
    if any(row["author"] for row in rows) and not may(user, "names.view", unit):
        record("essays.proposals.read", by=user, unit=unit, of=unit.name)


def with_all(proposals):
    return proposals.select_related("unit", "block", "author", "group__unit", "group__part_of__unit", "campaign")


def proposals_below(user, permission, campaign, unit):
    below = Unit.objects.within(unit)
    return with_all(Proposal.objects.permitted(user, permission).filter(campaign=campaign, unit__in=below))
