"""Terms of a committee: numbers of papers begin again with each."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils.translation import gettext as _

from audit.record import record
from documents.models import Term
from documents.services.dated import apply_changes, locked


@transaction.atomic
def add_term(*, unit, name, starts_on, ends_on=None, by, at):
    """Enter a term; the open one before it ends the day this one begins."""
    before = Term.objects.select_for_update().filter(unit=unit, ends_on=None, starts_on__lt=starts_on).first()
    if before is not None:
        _check_papers(before, before.starts_on, starts_on, field="starts_on")
        apply_changes(before, {"ends_on": starts_on})
    term = Term(unit=unit, name=name, starts_on=starts_on, ends_on=ends_on)
    _check(term, starts_on, ends_on)
    term.save()
    record("documents.term.added", term, by=by, name=term.name)
    return term


@transaction.atomic
def change_term(*, term, version, name, starts_on, ends_on=None, by, at):
    """Put a term right; the papers numbered in it stay within it."""
    term = locked(term, version)
    _check(term, starts_on, ends_on)
    _check_papers(term, starts_on, ends_on)
    apply_changes(term, {"name": name, "starts_on": starts_on, "ends_on": ends_on})
    record("documents.term.changed", term, by=by, name=term.name)
    return term


def _check(term, starts_on, ends_on):
    if ends_on is not None and ends_on <= starts_on:
        raise ValidationError({"ends_on": _("The end comes before the beginning.")})
    others = Term.objects.filter(unit=term.unit).exclude(pk=term.pk)
    others = others.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on))
    if ends_on is not None:
        others = others.filter(starts_on__lt=ends_on)
    other = others.first()
    if other is not None:
        raise ValidationError({"starts_on": _("It overlaps the term %(name)s.") % {"name": other.name}})


def _check_papers(term, starts_on, ends_on, *, field="ends_on"):
    days = term.documents.aggregate(first=Min("issued_on"), last=Max("issued_on"))
    if days["first"] is None:
        return
    if days["first"] < starts_on:
        raise ValidationError({"starts_on": _("A paper was numbered in this term before that day.")})
    if ends_on is not None and days["last"] >= ends_on:
        raise ValidationError({field: _("A paper was numbered in the term on or after that day.")})
