"""Issuing a paper: number, day and signature make it one, and from then on it stays as it is."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.codes import code_of
from documents.models import Document, IssuingBody, Signer
from documents.payload import check_payload, issued_payload
from documents.pdf import render_pdf
from documents.services.numbers import papers_of_book, reserved_of_book, term_on
from documents.storage import store_pdf
from lib.clock import local_day
from units.models import Unit


def issue_document(
    *, body, signer, type_code, number, issued_on, payload, title, by, at, supersedes=None, pdf=None
):
    """Freeze the paper and enter it in the number book; `pdf` is the drawing of `issued_payload(...)` made before."""
    check_draft(payload, body=body, type_code=type_code, number=number)
    check_terms(body=body, signer=signer, issued_on=issued_on, at=at)
    frozen = issued_payload(payload, number=number, issued_on=issued_on, signer=signer)
    check_payload(frozen)
    # Drawn and stored before the row is locked: nobody waits for a drawing, and no row stands without its file.
    sha256 = store_pdf(pdf if pdf is not None else render_pdf(frozen))
    return _enter(
        body=body, type_code=type_code, number=number, issued_on=issued_on, signer_name=signer.full_name, title=title,
        payload=frozen, layout=frozen["layout"], sha256=sha256, issued_by=by, issued_at=at, supersedes=supersedes,
        code=code_of(frozen),
    )


def check_draft(payload, *, body, type_code, number):
    if number < 1:
        raise ValidationError({"number": _("Numbers start at 1.")})
    if (payload["type_code"], payload["symbol"]) != (type_code, body.symbol):
        raise ValidationError(_("The draft was made for another type or symbol; compile it again."))


def check_terms(*, body, signer, issued_on, at):
    """Refuse a day, a body or a signer that does not hold on that day."""
    if issued_on > local_day(at):
        raise ValidationError({"issued_on": _("The day of issue has not come yet.")})
    if not IssuingBody.objects.valid_on(issued_on).filter(pk=body.pk).exists():
        raise ValidationError({"issued_on": _("%(body)s issues no papers on that day.") % {"body": body.name}})
    if signer.body_id != body.pk:
        raise ValidationError({"signer": _("%(signer)s does not sign for this body.") % {"signer": signer.full_name}})
    if not Signer.objects.valid_on(issued_on).filter(pk=signer.pk).exists():
        raise ValidationError({
            "signer": _("%(signer)s does not sign on that day: the term has ended or not begun.")
            % {"signer": signer.full_name}
        })


@transaction.atomic
def _enter(*, body, supersedes, **fields):
    unit = lock_book(body)
    book = {"unit": unit, "symbol": body.symbol, "type_code": fields["type_code"], "on": fields["issued_on"]}
    check_number(book, fields["number"])
    superseded = _lock_superseded(supersedes, unit=unit)
    document = Document.objects.create(
        unit=unit, body=body, symbol=body.symbol, term=term_on(unit, fields["issued_on"]), **fields
    )
    details = {"paper": str(document), "sha256": document.sha256}
    record("documents.document.issued", document, by=fields["issued_by"], **details)
    if superseded is not None:
        superseded.superseded_by = document
        superseded.save(update_fields=["superseded_by"])
        record(
            "documents.document.superseded", superseded, by=fields["issued_by"],
            paper=str(superseded), successor=str(document),
        )
    return document


def lock_book(body):
    """One officer at a time gives numbers of a unit; the other waits here and is then told the number is used."""
    return Unit.objects.select_for_update(no_key=True).get(pk=body.unit_id)


def check_number(book, *numbers):
    """Refuse a number that a paper of the book bears already."""
    used = papers_of_book(**book).filter(number__in=numbers).order_by("number").first()
    if used is not None:
        raise ValidationError({
            "number": _("Number %(paper)s was given on %(day)s; choose another.")
            % {"paper": used, "day": f"{used.issued_on:%d/%m/%Y}"}
        })
    outside = reserved_of_book(**book).filter(number__in=numbers).order_by("number").first()
    if outside is not None:
        raise ValidationError({
            "number": _("Number %(paper)s was given to a paper outside of the portal (%(what)s); choose another.")
            % {"paper": outside, "what": outside.what}
        })


def _lock_superseded(supersedes, *, unit):
    if supersedes is None:
        return None
    paper = Document.objects.select_for_update().get(pk=supersedes.pk)
    if paper.unit_id != unit.pk:
        raise ValidationError(_("A paper supersedes papers of its own unit only."))
    if paper.superseded_by_id is not None:
        raise ValidationError(
            _("%(paper)s was already superseded by %(successor)s.")
            % {"paper": paper, "successor": paper.superseded_by}
        )
    if paper.withdrawn_at is not None:
        raise ValidationError(_("%(paper)s was withdrawn meanwhile; issue this paper once more.") % {"paper": paper})
    return paper
