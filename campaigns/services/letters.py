"""Reminder letters while drafts: made for a filtered set, their request edited, their list made again, discarded."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.letter_paper import listed_of, paragraphs_of, payloads_of, spelling_of, split_request, with_request
from campaigns.models import LetterRound, LetterUnit, ReminderLetter
from campaigns.models.letters import REQUEST_LENGTH
from documents.signing import BACK_TO_DRAFT, PaperState
from lib.clock import local_day
from lib.conflict import check_version


@transaction.atomic
def make_letters(*, campaign, sender, duties, finish_by, by, at, one_each=False):
    """A round of one letter listing the units, or of one to each, in the order of the duties."""
    _check_open(campaign)
    _check_finish(finish_by, at)
    duties = [duty for duty in duties if duty.owes_on(local_day(at)) and not duty.is_held(at)]
    if not duties:
        raise ValidationError(_("No unit matches the filter, so there is nobody to write to."))
    round_ = LetterRound.objects.create(campaign=campaign, unit=sender, finish_by=finish_by, created_at=at, listed_at=at, by=by)
    groups = [[duty] for duty in duties] if one_each else [duties]
    letters = [ReminderLetter(round=round_, addressed=group[0] if len(group) == 1 else None) for group in groups]
    for letter, payload in zip(letters, payloads_of(round_, list(zip(letters, groups, strict=True)), at=at), strict=True):
        letter.payload = payload
    ReminderLetter.objects.bulk_create(letters)
    LetterUnit.objects.bulk_create(
        [LetterUnit(letter=letter, duty=duty) for letter, group in zip(letters, groups, strict=True) for duty in group],
        batch_size=5000,
    )
    record("campaigns.letter.made", round_, by=by, unit=sender, units=len(duties), campaign=campaign.code)
    return round_


@transaction.atomic
def list_again(*, round_, version, by, at):
    """Make the lists as of now: who has held since is left out, and a letter to such a unit falls away; the request stays."""
    round_ = locked_draft(round_, version)
    _check_open(round_.campaign)
    letters = list(round_.letters.order_by("pk"))
    listed = listed_of(letters, at=at)
    kept = [(letter, listed[letter.pk]) for letter in letters if listed[letter.pk]]
    if not kept:
        raise ValidationError(_("Every unit listed has held its study; no letter is needed any more."))
    for letter, duties in kept:
        letter.addressed = duties[0] if len(duties) == 1 else None
    for (letter, _duties), payload in zip(kept, payloads_of(round_, kept, at=at), strict=True):
        letter.payload = payload
    ReminderLetter.objects.bulk_update([letter for letter, _duties in kept], ["addressed", "payload"], batch_size=100)
    standing = [duty.pk for _letter, duties in kept for duty in duties]
    LetterUnit.objects.filter(letter__in=letters).exclude(duty__in=standing).delete()
    round_.letters.exclude(pk__in=[letter.pk for letter, _duties in kept]).delete()
    round_.listed_at = at
    _changed(round_, "listed_at")
    record("campaigns.letter.listed_again", round_, by=by, units=len(standing), campaign=round_.campaign.code)
    return round_


@transaction.atomic
def edit_request(*, round_, version, finish_by, request, by, at):
    """Put the officer's words in place of what is asked for, in every letter of the round; the computed words mean none."""
    round_ = locked_draft(round_, version)
    if finish_by != round_.finish_by:
        _check_finish(finish_by, at)
    paragraphs = split_request(request)
    if not paragraphs:
        raise ValidationError({"request": _("Say what the units are asked for, or restore the computed text.")})
    if len(request) > REQUEST_LENGTH:
        raise ValidationError({"request": _("This is more than two typed pages; a letter is shorter.")})
    if paragraphs == computed_request(round_):
        paragraphs = []
    round_.finish_by, round_.request = finish_by, "\n\n".join(paragraphs)
    _put_request(round_)
    record("campaigns.letter.edited", round_, by=by, campaign=round_.campaign.code)
    return round_


@transaction.atomic
def restore_request(*, round_, version, by, at):
    """Let the computed request stand again."""
    round_ = locked_draft(round_, version)
    round_.request = ""
    _put_request(round_)
    record("campaigns.letter.restored", round_, by=by, campaign=round_.campaign.code)
    return round_


@transaction.atomic
def discard_letters(*, round_, version, by, at):
    """Throw away a draft nobody waits for; who made and discarded it stays in the audit, its rows in the history."""
    round_ = locked_draft(round_, version)
    if round_.state != PaperState.DRAFT:
        raise ValidationError(_("The letter lies with a leader or was agreed to. Take it back first, or have it returned."))
    record("campaigns.letter.discarded", round_, by=by, campaign=round_.campaign.code)
    round_.delete()


def computed_request(round_):
    """The paragraphs as computed; of a round without text none."""
    return _request_now(round_, "")


def request_words(round_):
    """The request as it is edited, an empty line between paragraphs."""
    return "\n\n".join(_request_now(round_, round_.request))


def _request_now(round_, request):
    first = round_.letters.exclude(payload=None).order_by("pk").first()
    if first is None:
        return []
    as_asked = LetterRound(finish_by=round_.finish_by, request=request)
    return paragraphs_of(as_asked, body=first.payload["body_in_prose"], to_one=first.addressed_id is not None, spelling=spelling_of(round_))


def locked_draft(round_, version=None):
    """The round's row, locked; an issued one is refused."""
    round_ = LetterRound.objects.select_for_update(of=["self"]).select_related("campaign", "unit").get(pk=round_.pk)
    if not round_.is_draft:
        raise ValidationError(_("The letter is issued and stays as it is. Write another to the units that still owe."))
    if version is not None:
        check_version(round_, version)
    return round_


def _put_request(round_):
    letters, spelling = list(round_.letters.exclude(payload=None)), spelling_of(round_)
    for letter in letters:
        letter.payload = with_request(letter.payload, round_, to_one=letter.addressed_id is not None, spelling=spelling)
    ReminderLetter.objects.bulk_update(letters, ["payload"], batch_size=100)
    _changed(round_, "finish_by", "request")


def _changed(round_, *fields):
    round_.full_clean(exclude=["by", "sent_by", "answered_by"], validate_unique=False, validate_constraints=False)
    round_.put_back_to_draft()
    round_.save(update_fields=[*fields, *BACK_TO_DRAFT])


def _check_open(campaign):
    if not campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))


def _check_finish(finish_by, at):
    if finish_by < local_day(at):
        raise ValidationError({"finish_by": _("The day lies in the past.")})
