"""Numbers of papers: per unit, symbol and type through a term."""
from django.db.models import Max

from documents.models import Document, ReservedNumber, Term


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
