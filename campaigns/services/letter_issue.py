"""Reminder letters from the copy to sign to the number book; with the issue each unit that still owes is reminded."""
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.letter_paper import TYPE_CODE, body_of, copy_of, listed_of
from campaigns.letter_wording import abstract_of
from campaigns.models import ReminderLetter
from campaigns.services.letters import locked_draft
from campaigns.services.reminders import remind_by_letters
from documents.codes import code_for
from documents.payload import issued_payload
from documents.services.issue_many import issue_documents
from documents.services.numbers import papers_of_book, reserved_of_book, suggest_number
from documents.signing import PaperState
from documents.wording import date_short
from lib.clock import local_day
from lib.conflict import check_version


@transaction.atomic
def make_copy_to_sign(*, round_, by, at):
    """From now on the letters change by hand only, so that what is signed is issued."""
    round_ = locked_draft(round_)
    round_.check_complete()
    _give_codes(round_, at=at)
    round_.copied_at = at
    round_.save(update_fields=["copied_at"])
    record("campaigns.letter.copied_to_sign", round_, by=by, campaign=round_.campaign.code)
    return round_


def _give_codes(round_, *, at):
    """A code to each letter where the letterhead prints one; a copy printed once more keeps those it has."""
    body, letters = body_of(round_.unit, local_day(at)), list(round_.letters.all())
    for letter in letters:
        letter.code = code_for(body, before=letter.code if round_.copied_at else None)
    ReminderLetter.objects.bulk_update(letters, ["code"], batch_size=100)


def check_terms(round_, letters, *, number, issued_on, signer, version):
    """Refuse at once what the issue would refuse, before the slow drawing begins."""
    if not round_.is_draft:
        raise ValidationError(_("The letter is issued already."), code="issued")
    check_version(round_, version)
    if not round_.campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."), code="closed")
    if any(letter.payload is None for letter in letters):
        raise ValidationError(_("The letters were drafted before their text was kept. Make the list again first."), code="unwritten")
    if issued_on > round_.finish_by:
        raise ValidationError({"issued_on": _(
            "The letter asks the units to have held by %(day)s, and this day lies after it. Give them a later day first."
        ) % {"day": date_short(round_.finish_by)}})
    _check_listed_before(letters, issued_on)
    _check_numbers(round_, letters, number=number, issued_on=issued_on, signer=signer)


def _check_listed_before(letters, issued_on):
    listed_on = max(letter.payload["cut_off_on"] for letter in letters)
    if issued_on.isoformat() < listed_on:
        raise ValidationError({"issued_on": _("The day lies before the one as of which the units are listed.")})


def _check_numbers(round_, letters, *, number, issued_on, signer):
    numbers = range(number, number + len(letters))
    book = {"unit": round_.unit, "symbol": signer.body.symbol, "type_code": TYPE_CODE, "on": issued_on}
    for rows in (papers_of_book, reserved_of_book):
        used = rows(**book).filter(number__in=numbers).order_by("number").first()
        if used is not None:
            raise ValidationError({"number": _(
                "The number %(paper)s was given already. The letters need %(count)d numbers one after the other; from %(free)d on all are free."
            ) % {"paper": used, "count": len(letters), "free": suggest_number(**book)}})


def frozen_payloads(round_, letters, *, number, issued_on, signer):
    """What is issued: the copies to sign with number, day and signer, the numbers one after the other."""
    return [
        issued_payload(copy_of(letter, round_), number=given, issued_on=issued_on, signer=signer)
        for letter, given in zip(letters, count(number))
    ]


@transaction.atomic
def issue_letters(*, round_, number, issued_on, signer, by, at, version):
    """Enter the signed letters in the number book, all of them or none, and log a reminder to each unit that still owes."""
    round_ = locked_draft(round_)
    letters = list(round_.letters.order_by("pk"))
    terms = {"number": number, "issued_on": issued_on, "signer": signer}
    check_terms(round_, letters, **terms, version=version)
    # Before the letters have their documents: the reminders are written to who owes now.
    listed = listed_of(letters, at=at)
    documents = issue_documents(
        body=signer.body, signer=signer, issued_on=issued_on, payloads=frozen_payloads(round_, letters, **terms),
        title=" ".join(abstract_of(round_.campaign)), by=by, at=at,
    )
    for letter, document in zip(letters, documents, strict=True):
        letter.document = document
    ReminderLetter.objects.bulk_update(letters, ["document"], batch_size=100)
    round_.state = PaperState.ISSUED
    round_.version += 1
    round_.save(update_fields=["state", "version"])
    _remind(round_, letters, listed, by=by, at=at)
    return round_


def _remind(round_, letters, listed, *, by, at):
    for letter in letters:
        for duty in listed[letter.pk]:
            # One object for all: the guard of each reminder looks at it.
            duty.campaign = round_.campaign
    reminders = remind_by_letters(listed=[(letter, listed[letter.pk]) for letter in letters], by=by, at=at)
    record("campaigns.letter.issued", round_, by=by, unit=round_.unit, paper=_papers(letters), units=len(reminders))


def _papers(letters):
    """07-CV/BTGHU, or from the first to the last."""
    first, last = letters[0].document, letters[-1].document
    return str(first) if first == last else f"{first} – {last}"
