"""Who signs for a body, dated."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.models import Signer
from documents.services.dated import apply_changes, check_days, check_successor_day, differs, locked


@transaction.atomic
def add_signer(*, body, valid_from=None, valid_to=None, by, at, **values):
    """Enter a signer of the body."""
    check_days(valid_from, valid_to)
    signer = Signer(body=body, valid_from=valid_from, valid_to=valid_to, **values)
    signer.full_clean()
    signer.save()
    record("documents.signer.added", signer, by=by, unit=body.unit, name=signer.full_name)
    return signer


@transaction.atomic
def change_signer(*, signer, version, changes_from=None, by, at, **values):
    """Put an entry right, or, from a day on, follow it by a new one: an office changes, a name does not."""
    signer = locked(signer, version)
    if not differs(signer, values):
        return signer
    if changes_from is not None:
        return _follow(signer, changes_from, values, by=by)
    printed = {name: value for name, value in values.items() if name in ("authority", "post", "full_name")}
    if differs(signer, printed) and papers_signed(signer).exists():
        raise ValidationError({
            "changes_from": _("Papers bear this signature. Say from which day the new wording holds.")
        })
    check_days(values.get("valid_from", signer.valid_from), values.get("valid_to", signer.valid_to))
    apply_changes(signer, values)
    record("documents.signer.changed", signer, by=by, unit=signer.body.unit, name=signer.full_name)
    return signer


@transaction.atomic
def end_signer(*, signer, version, valid_to, by, at):
    """The person signs no longer from the day on."""
    signer = locked(signer, version)
    check_days(signer.valid_from, valid_to)
    _check_papers_before(signer, valid_to, "valid_to")
    apply_changes(signer, {"valid_to": valid_to})
    record(
        "documents.signer.ended", signer, by=by, unit=signer.body.unit, name=signer.full_name,
        day=f"{valid_to:%d/%m/%Y}",
    )
    return signer


def papers_signed(signer):
    """Papers of the body that bear the name, issued while this row held."""
    papers = signer.body.documents.filter(signer_name=signer.full_name)
    if signer.valid_from is not None:
        papers = papers.filter(issued_on__gte=signer.valid_from)
    return papers if signer.valid_to is None else papers.filter(issued_on__lt=signer.valid_to)


def _follow(signer, day, values, *, by):
    check_successor_day(signer, day)
    _check_papers_before(signer, day, "changes_from")
    successor = Signer(
        body=signer.body, authority=signer.authority, post=signer.post, full_name=signer.full_name,
        position=signer.position, valid_to=signer.valid_to,
    )
    apply_changes(signer, {"valid_to": day})
    for name, value in values.items():
        setattr(successor, name, value)
    successor.valid_from = day
    successor.full_clean()
    successor.save()
    record(
        "documents.signer.renewed", successor, by=by, unit=signer.body.unit, name=successor.full_name,
        day=f"{day:%d/%m/%Y}",
    )
    return successor


def _check_papers_before(signer, day, field):
    paper = papers_signed(signer).filter(issued_on__gte=day).order_by("issued_on").last()
    if paper is not None:
        raise ValidationError({
            field: _("%(paper)s was signed on %(day)s; choose a later day.")
            % {"paper": paper, "day": f"{paper.issued_on:%d/%m/%Y}"}
        })
