"""What was sent up by a moment? The rows of the report's annex."""
import datetime
from dataclasses import dataclass

from django.db.models import Q

from essays.models import Proposal, ProposalGroup
from lib.clock import local_day
from units.scope import within_paths


@dataclass(frozen=True)
class SentUp:
    """A group as the annex says it. `askers`: `[(unit, block or None)]`, each once, in the order of the tree."""

    text: str
    number: int
    askers: list
    answered_on: datetime.date | None


def sent_up(campaign, *, unit, at):
    """Groups in the committee's hands (of a base: those it sent up), the most often asked for first; two queries."""
    groups = ProposalGroup.objects.filter(campaign=campaign, sent_up_at__lte=at).select_related("part_of")
    # What a base sent up is said in its report in its own words, wherever the committee put it.
    groups = groups.on_top() if unit == campaign.unit else groups.standing().filter(within_paths("unit__path", [unit.path]))
    rows = {group.pk: group for group in groups}
    found = {pk: [] for pk in rows}
    for proposal in _proposals_in(rows, at):
        found[proposal.group_id if proposal.group_id in rows else proposal.group.part_of_id].append(proposal)
    answers = [_row(rows[pk], proposals, at) for pk, proposals in found.items() if proposals]
    return sorted(answers, key=lambda row: (-row.number, row.text))


def _proposals_in(groups, at):
    inside = Q(group__in=groups) | Q(group__part_of__in=groups, group__dissolved_at=None)
    proposals = Proposal.objects.standing().filter(inside, noted_on__lte=local_day(at))
    return proposals.select_related("unit", "block", "group").order_by("unit__path", "pk")


def _row(group, proposals, at):
    answered_at = group.whole.answered_at
    return SentUp(
        text=group.text, number=len(proposals),
        askers=list(dict.fromkeys((proposal.unit, proposal.block) for proposal in proposals)),
        answered_on=local_day(answered_at) if answered_at and answered_at <= at else None,
    )
