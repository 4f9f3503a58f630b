"""Reminder letters as payloads of official letters: the text is fixed when the list is made, and read, signed, issued so."""
from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _

from campaigns import letter_wording as wording
from campaigns.chasing import cells_missing
from campaigns.models import Duty
from campaigns.status import progress_of
from documents.codes import code_field
from documents.layout import layout_for
from documents.models import IssuingBody, Signer
from documents.naming import prose_name
from documents.payload import TYPES, check_payload
from lib.clock import local_day
from lib.vietnamese import clean_text

TYPE_CODE = "CV"


def body_of(unit, day):
    """Who issues the unit's letters on the day; a refusal that says what to enter where nobody is."""
    body = IssuingBody.objects.valid_on(day).filter(unit=unit).order_by("pk").first()
    if body is None:
        raise ValidationError(_("No letterhead of %(unit)s is entered for this day. Enter it under Papers first.") % {"unit": unit.name})
    return body


def listed_of(letters, *, at):
    """`{letter id: [duty]}`: the units listed that still owe at the moment, in the order of lists on paper."""
    duties = Duty.objects.filter(letters__letter__in=letters).owing(at).not_held_by(at)
    rows = duties.annotate(letter_id=F("letters__letter")).select_related("unit__block", "plan").order_by("unit__block__position", "unit__code")
    found = {letter.pk: [] for letter in letters}
    for duty in rows:
        found[duty.letter_id].append(duty)
    return found


def settled_since(round_, *, at):
    """The units on the paper that have held, or owe nothing any more, since it was made."""
    gone = Q(held_at__lte=at) | Q(until__lte=local_day(at))
    return Duty.objects.filter(gone, letters__letter__round=round_).select_related("unit").order_by("unit__block__position", "unit__code")


def payloads_of(round_, lists, *, at):
    """The letters' texts as copies to sign; `lists`: `[(letter, its duties)]`. As many questions for 300 letters as for one."""
    body, day = body_of(round_.unit, local_day(at)), local_day(at)
    everybody = [duty for _letter, duties in lists for duty in duties]
    progresses = {one.duty.pk: one for one in progress_of(everybody, campaign=round_.campaign, at=at)}
    cells = _cells_by_duty([duty for letter, duties in lists for duty in duties if letter.addressed_id], at=at)
    layout = layout_for(day)
    head, payloads = _head(round_, body, day, layout), []
    for letter, duties in lists:
        payload = {**head, **_own_part(letter, [progresses[duty.pk] for duty in duties], cells, round_, head["body_in_prose"], day, layout.tone_spelling)}
        check_payload(payload)
        payloads.append(payload)
    return payloads


def _head(round_, body, day, layout):
    signer = Signer.objects.valid_on(day).filter(body=body).first()
    return {
        "layout": layout.code, "type_code": TYPE_CODE, "type_name": TYPES[TYPE_CODE], "symbol": body.symbol,
        "number": None, "issued_on": None, "cut_off_on": day.isoformat(), "draft": None, "copy_to_sign": True,
        "superior": body.superior_name, "body": body.name, "body_in_prose": prose_name(round_.unit, body, layout.tone_spelling), "place": body.place,
        "abstract": wording.abstract_of(round_.campaign),
        "signature": {
            "authority": signer.authority if signer else "", "post": signer.post if signer else "",
            "name": signer.full_name if signer else "",
        },
        "recipients": [wording.AS_ABOVE, *(line for line in body.recipients.splitlines() if line.strip().rstrip(";.") != wording.AS_ABOVE)],
    }


def _own_part(letter, progresses, cells, round_, body, day, spelling):
    """What differs between the letters of a round: whom it addresses, how they stand, the annex."""
    to_one = letter.addressed_id is not None
    standing = wording.standing_of(
        campaign=round_.campaign, body=body, number=len(progresses), at_day=day, only=progresses[0] if to_one else None,
    )
    annex = wording.cells_annex(cells.get(letter.addressed_id, [])) if to_one else wording.units_annex(progresses)
    return {
        "addressees": wording.addressees_of([one.duty.unit for one in progresses], spelling),
        "blocks": _blocks([standing, *paragraphs_of(round_, body=body, to_one=to_one, spelling=spelling)]),
        "appendices": [annex] if annex else [],
    }


def _cells_by_duty(duties, *, at):
    by_path, found = {duty.path: duty.pk for duty in duties}, {}
    lengths = {len(path) for path in by_path}
    for cell in cells_missing(duties, at=at):
        above = next(by_path[cell.path[:length]] for length in lengths if cell.path[:length] in by_path)
        found.setdefault(above, []).append(cell)
    return found


def spelling_of(round_):
    """Where the fixed words put the tone on the day of the list."""
    return layout_for(local_day(round_.listed_at)).tone_spelling


def paragraphs_of(round_, *, body, to_one, spelling):
    """What is asked for: as an officer wrote it, else as computed."""
    return split_request(round_.request) or wording.request_of(body=body, finish_by=round_.finish_by, to_one=to_one, spelling=spelling)


def split_request(text):
    """Paragraphs of a text in which an empty line ends each of them."""
    found, lines = [], []
    for line in [*text.splitlines(), ""]:
        if clean_text(line):
            lines.append(line)
        elif lines:
            found.append(clean_text(" ".join(lines)))
            lines = []
    return found


def with_request(payload, round_, *, to_one, spelling):
    """The payload with the round's request below its first paragraph, which stays as it was computed."""
    standing = payload["blocks"][0]["text"]
    return {**payload, "blocks": _blocks([standing, *paragraphs_of(round_, body=payload["body_in_prose"], to_one=to_one, spelling=spelling)])}


def _blocks(texts):
    return [{"kind": "paragraph", "text": text} for text in texts]


def draft_of(letter, round_):
    """The letter marked as a draft."""
    return {**letter.payload, "draft": round_.draft_number, "copy_to_sign": False}


def copy_of(letter, round_):
    """The letter with room for number and day: what is signed, and what the issue fills in. The only place where it is made."""
    return {**letter.payload, "draft": None, "copy_to_sign": True, **code_field(letter.code if round_.copied_at else None)}
