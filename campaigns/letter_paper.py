"""A reminder letter as the payload of an official letter: drawn from the units that have not held at the moment."""
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from campaigns import letter_wording as wording
from campaigns.chasing import cells_missing
from campaigns.models import Duty
from campaigns.status import progress_of
from documents.layout import layout_for
from documents.models import IssuingBody, Signer
from documents.payload import TYPES
from lib.clock import local_day

TYPE_CODE = "CV"


def body_of(unit, day):
    """Who issues the unit's letters on the day; a refusal that says what to enter where nobody is."""
    body = IssuingBody.objects.valid_on(day).filter(unit=unit).order_by("pk").first()
    if body is None:
        raise ValidationError(_("No letterhead of %(unit)s is entered for this day. Enter it under Papers first.") % {"unit": unit.name})
    return body


def still_listed(letter, *, at):
    """The duties the letter lists that have not held by the moment, in the order of lists on paper."""
    duties = Duty.objects.filter(letters__letter=letter).owing(at).not_held_by(at)
    return list(duties.select_related("unit__block", "plan").order_by("unit__block__position", "unit__code"))


def payload_of(letter, *, at):
    """The letter as a copy to sign; units that have held meanwhile are left out."""
    duties, day = still_listed(letter, at=at), local_day(at)
    if not duties:
        raise ValidationError(_("Every unit listed has held its study; no letter is needed any more."))
    body = body_of(letter.sender, day)
    progresses = progress_of(duties, campaign=letter.campaign, at=at)
    return {
        **_head(letter, body, day),
        "addressees": wording.addressees_of([duty.unit for duty in duties]),
        "blocks": wording.blocks_of(
            campaign=letter.campaign, body=body.prose_name or body.name, number=len(duties), at_day=day, finish_by=letter.finish_by,
            only=progresses[0] if letter.addressed_id else None,
        ),
        "appendices": _appendices(letter, progresses, at),
    }


def _head(letter, body, day):
    signer = Signer.objects.valid_on(day).filter(body=body).first()
    return {
        "layout": layout_for(day).code, "type_code": TYPE_CODE, "type_name": TYPES[TYPE_CODE], "symbol": body.symbol,
        "number": None, "issued_on": None, "cut_off_on": day.isoformat(), "draft": None, "copy_to_sign": True,
        "superior": body.superior_name, "body": body.name, "body_in_prose": body.prose_name or body.name, "place": body.place,
        "abstract": wording.abstract_of(letter.campaign),
        "signature": {
            "authority": signer.authority if signer else "", "post": signer.post if signer else "",
            "name": signer.full_name if signer else "",
        },
        "recipients": [wording.AS_ABOVE, *(line for line in body.recipients.splitlines() if line.strip().rstrip(";.") != wording.AS_ABOVE)],
    }


def _appendices(letter, progresses, at):
    if not letter.addressed_id:
        return [wording.units_annex(progresses)]
    annex = wording.cells_annex(cells_missing([one.duty for one in progresses], at=at))
    return [annex] if annex else []
