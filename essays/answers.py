"""What was answered to a unit? To a cell also what was answered to small cells of its block, of which it may be one."""
from django.db.models import Exists, OuterRef, Q

from essays.models import Proposal, ProposalGroup
from units.scope import within_paths


def answers_to(duty):
    """Answered groups with a proposal of the duty's unit, or of small cells among which it may be; the newest first."""
    unit = duty.unit
    mine = Q(block=None) & within_paths("unit__path", [unit.path])
    among = Q(block=unit.block_id, unit__path__in=unit.lineage_paths()) if unit.block_id else Q(pk__in=[])
    of_all = Q(block=None, unit=duty.campaign.unit_id)
    theirs = Proposal.objects.in_group(OuterRef("pk")).filter(mine | among | of_all)
    groups = ProposalGroup.objects.standing().filter(campaign=duty.campaign_id, answered_at__isnull=False)
    return groups.filter(Exists(theirs)).order_by("-answered_at")
