"""Number books of an office: what was given, what is next, which numbers are missing and why."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Max
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from documents.forms import ReserveForm
from documents.models import Document, ReservedNumber, Term
from documents.number_books import Book, lines_of
from documents.payload import TYPES
from documents.screens.bodies import MANAGE
from documents.services.number_book import free_number, reserve_numbers
from documents.wording import date_short
from lib.clock import now
from units.models import Unit
from units.screens.forms import KeyedForm, ServiceFormView
from units.screens.permitted import PermittedMixin

_BOOK = ("unit", "symbol", "type_code", "term")


def book_url(name, book, **more):
    query = {"type": book.type_code, "symbol": book.symbol, "term": book.term.pk if book.term else "", **more}
    return f"{reverse(f'documents:{name}', args=[book.unit.pk])}?{urlencode(query)}"


@dataclass(frozen=True)
class BookRow:
    name: str
    symbol: str
    unit: str
    term: str
    count: int
    outside: int
    highest: str
    url: str


class BookList(PermittedMixin, TemplateView):
    permission = MANAGE
    template_name = "documents/books.html"

    def get_context_data(self, **kwargs):
        user, found = self.request.user, {}
        for place, rows in enumerate([
            Document.objects.permitted(user, MANAGE), ReservedNumber.objects.permitted(user, MANAGE).standing(),
        ]):
            for row in rows.order_by().values(*_BOOK).annotate(count=Count("pk"), highest=Max("number")):
                counts, highest = found.setdefault(tuple(row[name] for name in _BOOK), ([0, 0], []))
                counts[place] = row["count"]
                highest.append(row["highest"])
        units = Unit.objects.in_bulk({key[0] for key in found})
        terms = Term.objects.in_bulk({key[3] for key in found if key[3]})
        books = [
            (Book(units[unit], symbol, kind, terms.get(term)), *found[unit, symbol, kind, term])
            for unit, symbol, kind, term in found
        ]
        books.sort(key=lambda one: (one[0].unit.path, one[0].symbol, one[0].type_code, -(one[0].term.pk if one[0].term else 0)))
        return super().get_context_data(books=[_book_row(*one) for one in books], **kwargs)


def _book_row(book, counts, highest):
    return BookRow(
        TYPES.get(book.type_code, book.type_code).capitalize(), book.symbol, book.unit.name, book.term.name if book.term else "",
        *counts, f"{max(highest):02d}", book_url("book", book),
    )


class BookMixin:
    """The book the address names: its unit by the path, the rest after the question mark."""

    permission = MANAGE

    def load(self):
        unit = get_object_or_404(Unit.objects.permitted(self.request.user, MANAGE), pk=self.kwargs["pk"])
        asked = self.request.GET
        term = asked.get("term", "")
        lineage = Term.objects.filter(unit__path__in=unit.lineage_paths())
        kind = asked.get("type", "BC")
        if kind not in TYPES:
            raise Http404
        self.book = Book(
            unit, asked.get("symbol", "")[:30], kind, get_object_or_404(lineage, pk=term) if term.isdigit() else None
        )

    def get_context_data(self, **kwargs):
        name = f"{TYPES[self.book.type_code].capitalize()} – {self.book.symbol}"
        return super().get_context_data(book=self.book, book_name=name, book_url=book_url("book", self.book), **kwargs)


@dataclass(frozen=True)
class LineRow:
    name: str
    day: str
    what: str
    kind: str
    early: bool
    url: str


class BookShow(BookMixin, PermittedMixin, TemplateView):
    template_name = "documents/book.html"

    def get_context_data(self, **kwargs):
        lines = lines_of(self.book)
        return super().get_context_data(
            lines=[_line_row(self.book, line) for line in lines],
            following=f"{(lines[-1].number if lines else 0) + 1:02d}-{self.book.type_code}/{self.book.symbol}",
            missing=sum(line.last - line.number + 1 for line in lines if line.is_gap),
            note_url=book_url("book_note", self.book), any_early=any(line.early for line in lines), **kwargs,
        )


def _line_row(book, line):
    day = date_short(line.day) if line.day else ""
    if line.paper is not None:
        url = reverse("documents:show", args=[line.paper.pk])
        return LineRow(str(line.paper), day, line.paper.title, line.paper.state, line.early, url)
    if line.reserved is not None:
        url = reverse("documents:number_free", args=[line.reserved.pk])
        return LineRow(str(line.reserved), day, line.reserved.what, "outside", line.early, url)
    name = f"{line.number:02d}" if line.number == line.last else f"{line.number:02d} – {line.last:02d}"
    url = book_url("book_note", book, number=line.number, until=line.last if line.last > line.number else "")
    return LineRow(name, "", "", "gap", False, url)


class BookNote(BookMixin, ServiceFormView):
    template_name = "documents/book_note.html"
    form_class = ReserveForm
    success_message = _("The number is noted; no paper of the portal will bear it.")

    def get_initial(self):
        asked = self.request.GET
        return {name: asked.get(name, "") for name in ("number", "until") if asked.get(name, "").isdigit()}

    def perform(self, data):
        return reserve_numbers(book=self.book, by=self.request.user, at=now(), **data)

    def get_success_url(self):
        return book_url("book", self.book)


class NumberFree(ServiceFormView):
    permission = MANAGE
    template_name = "documents/number_free.html"
    form_class = KeyedForm
    success_message = _("The note is taken back; the number may be given again.")

    def load(self):
        rows = ReservedNumber.objects.permitted(self.request.user, MANAGE).select_related("unit", "term")
        self.row = get_object_or_404(rows.standing(), pk=self.kwargs["pk"])
        self.book = Book(self.row.unit, self.row.symbol, self.row.type_code, self.row.term)

    def get_context_data(self, **kwargs):
        url = self.get_success_url()
        return super().get_context_data(
            row=self.row, book_url=url, submit_label=_("Take the note back"), cancel_url=url, danger=True, **kwargs
        )

    def perform(self, data):
        return free_number(reserved=self.row, by=self.request.user, at=now())

    def get_success_url(self):
        return book_url("book", self.book)
