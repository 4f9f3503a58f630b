"""Proposals for the access matrix: the rules of their pages; one of every unit with its writer named, in a group of that unit."""
from essays.models import Proposal, ProposalGroup
from portal.tests.access_rules import Rule, lineage


def forms(permission, thing, **options):
    return Rule(permission, thing, methods=("GET", "POST"), **options)


PROPOSAL_RULES = {
    "essays:proposals": Rule("essays.mark", "duty", "duty_id"),
    "essays:proposal_add": forms("essays.mark", "duty", argument="duty_id"),
    "essays:proposals_merge": forms("essays.mark", "duty", argument="duty_id"),
    "essays:proposal_groups": Rule("proposals.view", "duty", "duty_id"),
    "essays:campaign_proposals": Rule("campaigns.manage", "campaign", "campaign_id"),
    "essays:campaign_proposals_merge": forms("campaigns.manage", "campaign", argument="campaign_id"),
    "essays:campaign_proposal_groups": Rule("proposals.view", "campaign", "campaign_id", seen_from=lineage),
    "essays:proposal_withdraw": forms("essays.mark", "proposal"),
    "essays:proposal_restore": forms("essays.mark", "proposal"),
    "essays:proposal_take_out": forms("essays.mark", "proposal"),
    "essays:proposal_group": Rule("proposals.view", "proposal_group"),
    "essays:proposal_group_edit": forms("essays.mark", "proposal_group"),
    "essays:proposal_group_send_up": forms("essays.mark", "proposal_group"),
    "essays:proposal_group_take_back": forms("essays.mark", "proposal_group"),
    "essays:proposal_group_dissolve": forms("essays.mark", "proposal_group"),
    "essays:proposal_group_restore": forms("essays.mark", "proposal_group"),
    "essays:proposal_group_take_out": forms("essays.mark", "proposal_group"),
    "essays:proposal_group_answer": forms("essays.mark", "proposal_group"),
    "reports:extras": forms("reports.compile", "report"),
}


def lay_proposals(world):
    """`proposal` (named where the unit has members) and `proposal_group` of each unit."""
    for unit in world.units.values():
        secret = f"SECRET-{unit.code}"
        top = world.tree.committee if unit.is_within(world.tree.committee) else world.tree.other
        campaign = world.things["campaign"][top.code]
        group = ProposalGroup.objects.create(campaign=campaign, unit=unit, text=secret, made_at=world.at)
        members = world.members.get(unit.code)
        of_unit = {"campaign": campaign, "unit": unit, "text": secret, "search_text": secret, "noted_on": world.today}
        Proposal.objects.create(**of_unit)
        Proposal.objects.create(**of_unit, withdrawn_at=world.at)
        world.things["proposal"][unit.code] = Proposal.objects.create(
            **of_unit, author=members[0] if members else None, group=group
        )
        world.things["proposal_group"][unit.code] = group
