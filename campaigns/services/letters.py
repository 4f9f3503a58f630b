"""Reminder letters: drafted for a filtered set, drawn and issued by jobs; with the issue each unit listed is reminded."""
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.letter_paper import TYPE_CODE, body_of, payload_of, still_listed
from campaigns.letter_wording import abstract_of
from campaigns.models import LetterUnit, ReminderLetter, ReminderWay
from campaigns.services.reminders import record_reminder
from documents.services.issue import issue_document
from documents.services.numbers import papers_of_book
from lib.clock import local_day


@transaction.atomic
def make_letters(*, campaign, sender, duties, finish_by, by, at, one_each=False):
    """One letter listing the units, or one to each; returns them in the order of the duties."""
    if not campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if not duties:
        raise ValidationError(_("No unit matches the filter, so there is nobody to write to."))
    if finish_by < local_day(at):
        raise ValidationError({"finish_by": _("The day lies in the past.")})
    body_of(sender, local_day(at))
    facts = {"campaign": campaign, "sender": sender, "finish_by": finish_by, "created_at": at, "by": by, "batch": uuid.uuid4()}
    groups = [[duty] for duty in duties] if one_each else [list(duties)]
    letters = ReminderLetter.objects.bulk_create(
        ReminderLetter(addressed=group[0] if one_each or len(group) == 1 else None, **facts) for group in groups
    )
    LetterUnit.objects.bulk_create(
        [LetterUnit(letter=letter, duty=duty) for letter, group in zip(letters, groups, strict=True) for duty in group],
        batch_size=5000,
    )
    record("campaigns.letter.made", letters[0], by=by, unit=sender, units=len(duties), campaign=campaign.code)
    return letters


def check_numbers(letters, *, number, issued_on, signer):
    """Refuse at once what the job would refuse: the letters take the numbers from the first on."""
    numbers = range(number, number + len(letters))
    book = {"unit": letters[0].sender, "symbol": signer.body.symbol, "type_code": TYPE_CODE, "on": issued_on}
    used = papers_of_book(**book).filter(number__in=numbers).order_by("number").first()
    if used is not None:
        raise ValidationError({"number": _("The number %(paper)s was given already.") % {"paper": used}})


@transaction.atomic
def issue_letter(*, letter, number, issued_on, signer, by, at):
    """Enter the signed letter in the number book and log a reminder to each unit it lists."""
    letter = ReminderLetter.objects.select_for_update(of=["self"]).select_related("campaign", "sender").get(pk=letter.pk)
    if letter.document_id is not None:
        return letter
    # Their campaign is the letter's: one object, for the guard of each.
    duties = still_listed(letter, at=at)
    payload = payload_of(letter, at=at)
    letter.document = issue_document(
        body=signer.body, signer=signer, type_code=TYPE_CODE, number=number, issued_on=issued_on, payload=payload,
        title=" ".join(abstract_of(letter.campaign)), by=by, at=at,
    )
    letter.save(update_fields=["document"])
    for duty in duties:
        duty.campaign = letter.campaign
        record_reminder(duty=duty, by=by, at=at, way=ReminderWay.LETTER, letter=letter)
    record("campaigns.letter.issued", letter, by=by, unit=letter.sender, paper=str(letter.document), units=len(duties))
    return letter
