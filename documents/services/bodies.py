"""Issuing bodies: the letterhead of an office, dated."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.models import IssuingBody
from documents.services.dated import (
    apply_changes, check_days, check_successor_day, differs, locked, overlapping,
)

# Said of copies to sign made from now on; each paper issued keeps the code it bears, or none.
_AT_ANY_TIME = {"prints_code"}


@transaction.atomic
def add_body(*, unit, valid_from=None, valid_to=None, by, at, **values):
    """Enter an issuing body of the unit."""
    body = IssuingBody(unit=unit, valid_from=valid_from, valid_to=valid_to, **values)
    body.full_clean()
    _check(body)
    body.save()
    record("documents.body.added", body, by=by, name=body.name)
    return body


@transaction.atomic
def change_body(*, body, version, changes_from=None, by, at, **values):
    """Put the wording right, or, from a day on, follow it by a new one; the papers issued keep theirs."""
    body = locked(body, version)
    if not differs(body, values):
        return body
    words = {name: value for name, value in values.items() if name not in _AT_ANY_TIME}
    if changes_from is not None:
        return _follow(body, changes_from, values, by=by)
    if differs(body, words) and body.documents.exists():
        raise ValidationError({
            "changes_from": _("Papers were issued under this letterhead. Say from which day the new wording holds.")
        })
    _check(body, values)
    apply_changes(body, values)
    record("documents.body.changed", body, by=by, name=body.name)
    return body


@transaction.atomic
def end_body(*, body, version, valid_to, by, at):
    """The body issues no papers from the day on."""
    body = locked(body, version)
    _check_end(body, valid_to)
    body.signers.filter(valid_to=None).exclude(valid_from__gt=valid_to).update(valid_to=valid_to)
    apply_changes(body, {"valid_to": valid_to})
    record("documents.body.ended", body, by=by, name=body.name, day=f"{valid_to:%d/%m/%Y}")
    return body


def _follow(body, day, values, *, by):
    """End the row the day the new one begins; who signs then signs for the new one."""
    check_successor_day(body, day)
    _check_papers_before(body, day, "changes_from")
    fields = {field.attname: getattr(body, field.attname) for field in body._meta.concrete_fields}
    fields = {name: value for name, value in fields.items() if name not in ("id", "version", "valid_from")}
    successor = IssuingBody(**{**fields, **values, "valid_from": day})
    apply_changes(body, {"valid_to": day})
    successor.full_clean()
    _check(successor)
    successor.save()
    for signer in body.signers.select_for_update():
        _carry_over(signer, successor, day)
    record("documents.body.renewed", successor, by=by, name=successor.name, day=f"{day:%d/%m/%Y}")
    return successor


def _carry_over(signer, successor, day):
    if signer.valid_to is not None and signer.valid_to <= day:
        return
    if signer.valid_from is not None and signer.valid_from >= day:
        apply_changes(signer, {"body": successor})
        return
    copy = type(signer)(
        body=successor, authority=signer.authority, post=signer.post, full_name=signer.full_name,
        position=signer.position, valid_from=day, valid_to=signer.valid_to,
    )
    copy.save()
    apply_changes(signer, {"valid_to": day})


def _check(body, values=()):
    """One letterhead a unit, symbol and day."""
    values = dict(values)
    valid_from, valid_to = values.get("valid_from", body.valid_from), values.get("valid_to", body.valid_to)
    check_days(valid_from, valid_to)
    same = IssuingBody.objects.filter(unit=body.unit, symbol=values.get("symbol", body.symbol)).exclude(pk=body.pk)
    other = overlapping(same, valid_from, valid_to).first()
    if other is not None:
        raise ValidationError({
            "symbol": _("%(body)s already issues papers under this symbol in that time; end it first.")
            % {"body": other.name}
        })


def _check_end(body, day):
    if body.valid_from is not None and day < body.valid_from:
        raise ValidationError({"valid_to": _("The end comes before the beginning.")})
    _check_papers_before(body, day, "valid_to")


def _check_papers_before(body, day, field):
    paper = body.documents.filter(issued_on__gte=day).order_by("issued_on").last()
    if paper is not None:
        raise ValidationError({
            field: _("%(paper)s was issued under it on %(day)s; choose a later day.")
            % {"paper": paper, "day": f"{paper.issued_on:%d/%m/%Y}"}
        })
