"""Saying proposals together, sending them up, answering them; each step but the answer has one that undoes it."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Duty
from essays.models import Proposal, ProposalGroup
from essays.services.proposals import checked_text, locked_proposal
from lib.conflict import check_version
from units.scope import may


@transaction.atomic
def merge_proposals(*, campaign, unit, proposals, groups, text, by, at):
    """One group of the unit for all of these, under a common text; one of its own groups among them takes in the rest."""
    text = checked_text(text)
    proposals, groups = _lock(proposals, groups)
    _check_level(campaign, unit)
    own = [group for group in groups if group.unit_id == unit.pk]
    parts = [group for group in groups if group.unit_id != unit.pk]
    if not proposals and not parts:
        raise ValidationError(_("Choose at least one proposal or group to put together."))
    if len(own) > 1:
        raise ValidationError(_("Only one group of your own can take in the others. Take the other one apart first, then choose its proposals."))
    _check_may_join(campaign, unit, proposals, groups, parts)
    if own:
        (group,) = own
        _check_in_hand(group, by)
        group.text = text
        group.version += 1
        group.save(update_fields=["text", "version"])
    else:
        sent_up_at = at if unit == campaign.unit else None
        group = ProposalGroup.objects.create(campaign=campaign, unit=unit, text=text, made_at=at, by=by, sent_up_at=sent_up_at)
    Proposal.objects.filter(pk__in=[one.pk for one in proposals]).update(group=group)
    ProposalGroup.objects.filter(pk__in=[one.pk for one in parts]).update(part_of=group)
    record("essays.proposals.merged", group, by=by, proposals=len(proposals) + len(parts), of=unit.name)
    return group


@transaction.atomic
def edit_group(*, group, version, text, by):
    group = _in_hand(group, by)
    check_version(group, version)
    group.text = checked_text(text)
    group.version += 1
    group.save(update_fields=["text", "version"])
    record("essays.proposal_group.edited", group, by=by, of=group.unit.name)
    return group


@transaction.atomic
def take_out_proposal(*, proposal, by):
    """Let a proposal stand alone again."""
    proposal = locked_proposal(proposal)
    if proposal.group is None or proposal.group.dissolved_at:
        raise ValidationError(_("The proposal stands alone already."))
    group = _in_hand(proposal.group, by)
    if not group.proposals.standing().exclude(pk=proposal.pk).exists() and not group.parts.standing().exists():
        raise ValidationError(_("This is all the group holds. Take the group apart instead."))
    proposal.group = None
    proposal.save(update_fields=["group"])
    record("essays.proposal.taken_out", proposal, by=by, of=group.unit.name)
    return proposal


@transaction.atomic
def take_out_group(*, group, by):
    """Let a group of a base stand beside the committee's again."""
    part = _locked(group)
    whole = part.whole
    if whole == part:
        raise ValidationError(_("The group stands alone already."))
    _check_in_hand(whole, by)
    part.part_of = None
    part.save(update_fields=["part_of"])
    record("essays.proposal_group.taken_out", part, by=by, of=part.unit.name)
    return part


@transaction.atomic
def dissolve_group(*, group, by, at):
    """Take a group apart: what stood in it stands alone as before, and comes back where the group is restored."""
    group = _in_hand(group, by)
    group.dissolved_at = at
    group.save(update_fields=["dissolved_at"])
    record("essays.proposal_group.dissolved", group, by=by, of=group.unit.name)
    return group


@transaction.atomic
def restore_group(*, group, by):
    """Put together again what was taken apart, as far as it has not found another place."""
    group = _locked(group)
    if group.dissolved_at is None:
        raise ValidationError(_("The group is not taken apart."))
    _check_hand(group, by)
    left = group.proposals.standing().exists() or group.parts.standing().exists()
    if not left or group.parts.standing().filter(answered_at__isnull=False).exists():
        raise ValidationError(_("Its proposals stand elsewhere now. Make a new group."))
    group.dissolved_at = None
    group.save(update_fields=["dissolved_at"])
    record("essays.proposal_group.restored", group, by=by, of=group.unit.name)
    return group


@transaction.atomic
def send_up(*, group, by, at):
    """Hand the group to the committee: it sees it, answers it, and may print it in the annex of its report."""
    group = _in_hand(group, by)
    if group.sent_up_at:
        raise ValidationError(_("The group is sent up already."))
    if not Proposal.objects.in_group(group).exists():
        raise ValidationError(_("The group holds no proposal any more."))
    group.sent_up_at = at
    group.save(update_fields=["sent_up_at"])
    record("essays.proposal_group.sent_up", group, by=by, of=group.unit.name)
    return group


@transaction.atomic
def take_back(*, group, by):
    """Take back what was sent up, as long as the committee has neither answered it nor taken it into a group of its own."""
    group = _locked(group)
    if group.sent_up_at is None or group.unit_id == group.campaign.unit_id:
        raise ValidationError(_("The group is not sent up."))
    _check_free(group)
    group.sent_up_at = group.part_of = None
    group.save(update_fields=["sent_up_at", "part_of"])
    record("essays.proposal_group.taken_back", group, by=by, of=group.unit.name)
    return group


@transaction.atomic
def answer_group(*, group, version, answer, by, at):
    """Answer a group; every cell with a proposal in it sees the answer. Answered again, the new words replace the old."""
    group = _locked(group)
    check_version(group, version)
    answer = answer.strip()
    if not answer:
        raise ValidationError({"answer": _("Write the answer.")})
    if group.dissolved_at or group.whole != group:
        raise ValidationError(_("The group stands in another one. Answer that."))
    _check_hand(group, by)
    if not Proposal.objects.in_group(group).exists():
        raise ValidationError(_("The group holds no proposal any more."))
    group.answer, group.answered_at, group.answered_by = answer, at, by
    group.version += 1
    group.save(update_fields=["answer", "answered_at", "answered_by", "version"])
    record("essays.proposal_group.answered", group, by=by, of=group.unit.name)
    return group


def groups_proposals(campaign, unit):
    """True for units that have others below: a cell's proposals need no groups."""
    if unit == campaign.unit:
        return True
    return Duty.objects.filter(campaign=campaign, unit=unit, children__isnull=False).exists()


def _check_level(campaign, unit):
    if not groups_proposals(campaign, unit):
        raise ValidationError(_("Proposals are put together by the units above the cells."))


def _check_may_join(campaign, unit, proposals, groups, parts):
    strange = [one for one in (*proposals, *groups) if one.campaign_id != campaign.pk or not one.unit.is_within(unit)]
    if strange:
        raise ValidationError(_("Some of these do not belong to the unit."))
    if any(one.withdrawn_at or one.standing_group for one in proposals):
        raise ValidationError(_("Some of these stand in a group already or were withdrawn. Choose again."))
    if any(one.dissolved_at or one.answered_at or one.whole != one for one in groups):
        raise ValidationError(_("A group that is answered or stands in another one cannot be merged."))
    if any(one.sent_up_at is None for one in parts) or parts and unit != campaign.unit:
        raise ValidationError(_("A group of another level can be merged by the committee alone, after it was sent up."))
    if any(part.parts.standing().exists() for part in parts):
        raise ValidationError(_("A group that is answered or stands in another one cannot be merged."))


def _lock(proposals, groups):
    proposals = Proposal.objects.filter(pk__in=[one.pk for one in proposals]).select_for_update(of=["self"]).order_by("pk")
    groups = ProposalGroup.objects.filter(pk__in=[one.pk for one in groups]).select_for_update(of=["self"]).order_by("pk")
    return (
        list(proposals.select_related("unit", "group__part_of")),
        list(groups.select_related("unit", "part_of", "campaign__unit")),
    )


def _locked(group):
    groups = ProposalGroup.objects.select_for_update(of=["self"]).select_related("unit", "campaign__unit", "part_of")
    return groups.get(pk=group.pk)


def _in_hand(group, by):
    """The group, locked, where it may still be changed by this user."""
    group = _locked(group)
    _check_in_hand(group, by)
    return group


def _check_in_hand(group, by):
    _check_free(group)
    _check_hand(group, by)


def _check_free(group):
    if group.dissolved_at:
        raise ValidationError(_("The group is taken apart. Restore it first."))
    if group.whole != group:
        raise ValidationError(_("The group stands in one of the committee. It is taken out there first."))
    if group.answered_at:
        raise ValidationError(_("The group is answered; it stays with its answer."))


def _check_hand(group, by):
    """What is sent up is the committee's, until it is taken back."""
    if by is not None and not may(by, "essays.mark", group.handled_by):
        raise ValidationError(_("The group is sent up to the committee. Take it back first."))
