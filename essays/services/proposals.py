"""Noting what a cell asks for, and taking back what was typed by mistake."""
import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Duty, RosterEntry
from essays.models import Proposal
from essays.whose_proposal import is_small, keeper_of
from lib.clock import local_day
from lib.vietnamese import clean_text, fold


@transaction.atomic
def note_proposal(*, duty, text, by, at, author=None):
    """Keep a proposal of the duty's unit, with its author where he wishes to be named.

    Of a small cell whose writer does not wish so nothing is kept that tells the cell: no writer of the row, no entry in
    the record, not the day.
    """
    duty = Duty.objects.select_related("unit__block", "campaign__unit").get(pk=duty.pk)
    if not duty.campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    text = checked_text(text)
    named = author is not None
    if named and not RosterEntry.objects.filter(duty__in=duty.campaign.duties.within(duty), member=author, until=None).exists():
        raise ValidationError({"author": _("This member is not on the roster of the unit.")})
    unit, block = (duty.unit, None) if named else keeper_of(duty)
    hidden = is_small(duty) and not named
    day = local_day(at)
    proposal = Proposal.objects.create(
        campaign=duty.campaign, unit=unit, block=block, text=text, search_text=fold(text), author=author,
        noted_on=day - datetime.timedelta(days=day.weekday()) if hidden else day,
    )
    if not hidden:
        record("essays.proposal.noted", proposal, by=by, of=unit.name)
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal, by, at):
    """Take out a proposal typed by mistake; its row stays and may be brought back."""
    proposal = locked_proposal(proposal)
    if proposal.withdrawn_at:
        raise ValidationError(_("The proposal is withdrawn already."))
    _check_unanswered(proposal)
    proposal.withdrawn_at = at
    proposal.save(update_fields=["withdrawn_at"])
    record("essays.proposal.withdrawn", proposal, by=by, of=proposal.unit.name)
    return proposal


@transaction.atomic
def restore_proposal(*, proposal, by):
    """Bring back what was withdrawn, into its group where that still stands and is not answered yet."""
    proposal = locked_proposal(proposal)
    if not proposal.withdrawn_at:
        raise ValidationError(_("The proposal is not withdrawn."))
    proposal.withdrawn_at = None
    if proposal.standing_group and proposal.standing_group.answered_at:
        proposal.group = None
    proposal.save(update_fields=["withdrawn_at", "group"])
    record("essays.proposal.restored", proposal, by=by, of=proposal.unit.name)
    return proposal


def forget_proposals(keys, *, before, at):
    """What was asked for in these proposals and by whom; that they were made stays."""
    return Proposal.objects.filter(pk__in=keys).update(text="", search_text="", author=None)


def checked_text(text):
    """The text with its lines kept and its white space made single; refused where nothing is left."""
    text = "\n".join(line for line in (clean_text(line) for line in text.splitlines()) if line)
    if not text:
        raise ValidationError({"text": _("Write down what is proposed.")})
    if len(text) > Proposal._meta.get_field("text").max_length:
        raise ValidationError({"text": _("At most 1,000 letters. Say the heart of it.")})
    return text


def locked_proposal(proposal):
    proposals = Proposal.objects.select_for_update(of=["self"])
    return proposals.select_related("unit", "campaign__unit", "group__part_of", "group__unit").get(pk=proposal.pk)


def _check_unanswered(proposal):
    if proposal.standing_group and proposal.standing_group.answered_at:
        raise ValidationError(_("The proposal is answered; it stays with its answer."))
