"""Numbers of papers: per unit, symbol and type through a term."""
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from documents.models import Document, ReservedNumber, Term
from documents.number_books import Book, order_breakers

# So many papers are named where a number does not fit.
_NAMED = 3


def term_on(unit, day):
    """The term numbers run through on the day: the unit's own, else that of the nearest unit above that has one."""
    terms = Term.objects.running_on(day).filter(unit__path__in=unit.lineage_paths())
    return terms.order_by("-unit__depth", "-starts_on").first()


def papers_of_book(*, unit, symbol, type_code, on):
    """Papers that share a run of numbers with one issued on the day."""
    return Document.objects.filter(unit=unit, symbol=symbol, type_code=type_code, term=term_on(unit, on))


def reserved_of_book(*, unit, symbol, type_code, on):
    """Numbers of the same run that papers outside of the portal bear."""
    book = ReservedNumber.objects.standing()
    return book.filter(unit=unit, symbol=symbol, type_code=type_code, term=term_on(unit, on))


def suggest_number(*, unit, symbol, type_code, on):
    """The number after the highest one used; the clerk may give another that is free."""
    book = {"unit": unit, "symbol": symbol, "type_code": type_code, "on": on}
    highest = [rows(**book).aggregate(n=Max("number"))["n"] or 0 for rows in (papers_of_book, reserved_of_book)]
    return max(highest) + 1


def check_order(*, unit, symbol, type_code, number, on, accepted=False):
    """Name the papers whose day this number does not fit; a person may accept it, for the paper is signed already."""
    book = Book(unit, symbol, type_code, term_on(unit, on))
    papers = [] if accepted else order_breakers(book=book, number=number, on=on)
    if papers:
        shown = [f"{paper} ({paper.issued_on:%d/%m/%Y})" for paper in papers[:_NAMED]]
        named = ", ".join(shown if len(papers) <= _NAMED else [*shown, "…"])
        raise ValidationError({"accept_order": _(
            "Numbers and days do not follow each other in the book: %(papers)s. Look at number and day once more; "
            "where they stand so on the signed paper, tick to issue it all the same."
        ) % {"papers": named}})
