"""Lists: filters, sort, page and size live in the URL, and the same state narrows the page, the export and the print."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from units.screens.filters import FilterForm, Sort
from units.screens.permitted import PermittedMixin
from units.screens.values import figure, text_of

__all__ = ["FilterForm", "ListScreen", "ListState", "PrivateSearchMixin", "Sort", "figure"]

SIZES = (25, 50, 100)
# A printed list holds the whole filtered set; beyond this the export is the better paper.
PRINT_LIMIT = 2000


@dataclass(frozen=True)
class Link:
    text: str
    url: str = ""
    here: bool = False


@dataclass(frozen=True)
class Chip:
    label: str
    text: str
    remove_url: str


@dataclass(frozen=True)
class Head:
    url: str
    direction: str


class ListState:
    """What the URL says about a list. `apply(rows)` gives all rows that match, `page_of(rows)` those of the page."""

    def __init__(self, request, *, form_class=None, form_kwargs=None, sorts=None, default_sort=""):
        self.request = request
        self.sorts = sorts or {}
        self.default_sort = default_sort
        self.private_key = f"search:{request.path}"
        self.form = form_class(self._form_data(form_class), **(form_kwargs or {})) if form_class else None
        self.total = None
        self.page = None

    def _form_data(self, form_class):
        data = self.request.GET.copy()
        for name in form_class.private:
            data.setlist(name, self.request.session.get(self.private_key, {}).get(name, []))
        return data

    # What the URL holds

    @cached_property
    def sort(self):
        """`(key, descending)`."""
        asked = self.request.GET.get("sort") or self.default_sort
        key = asked.lstrip("-")
        if key in self.sorts:
            return key, asked.startswith("-")
        return self.default_sort.lstrip("-"), self.default_sort.startswith("-")

    @property
    def size(self):
        asked = self.request.GET.get("size", "")
        return int(asked) if asked in {str(size) for size in SIZES} else SIZES[0]

    @property
    def is_print(self):
        """True where the whole filtered set is shown, to be printed."""
        return self.request.GET.get("print") == "1"

    # Rows

    def apply(self, rows):
        """All rows that match, in order: what export, print and actions on the filtered set work on."""
        if self.form:
            self.form.is_valid()
            rows = self.form.narrow(rows)
        key, descending = self.sort
        return rows.order_by(*self.sorts[key].order(descending)) if key in self.sorts else rows

    def page_of(self, rows, *, total=None):
        """The rows of the page; states the count on the way. `total` is their number where the page knows it already."""
        paginator = Paginator(self.apply(rows), PRINT_LIMIT if self.is_print else self.size)
        if total is not None:
            paginator.count = total
        self.page = paginator.get_page(self.request.GET.get("page"))
        self.total = paginator.count
        return list(self.page.object_list)

    # Addresses

    def url(self, **changes):
        """This list with some parameters changed; None or "" takes one away. A change goes back to page 1."""
        data = self.request.GET.copy()
        for name in ("page", "forget", "print"):
            data.pop(name, None)
        for name, value in changes.items():
            data.pop(name, None)
            if value not in (None, ""):
                data[name] = value
        return f"{self.request.path}?{data.urlencode()}" if data else self.request.path

    @property
    def query(self):
        """The filters and the order alone, to stand after "?" of an export."""
        data = self.request.GET.copy()
        for name in ("page", "size", "print", "forget"):
            data.pop(name, None)
        return data.urlencode()

    @property
    def print_url(self):
        return self.url(print="1", size=None)

    @property
    def kept(self):
        """What the filter form carries along besides its own fields."""
        return [(name, self.request.GET[name]) for name in ("sort", "size") if self.request.GET.get(name)]

    @property
    def clear_url(self):
        data = dict(self.kept)
        if self.form.private:
            data["forget"] = "all"
        return f"{self.request.path}?{urlencode(data)}" if data else self.request.path

    @property
    def form_method(self):
        return "post" if self.form.private else "get"

    # What is shown

    @cached_property
    def chips(self):
        if not self.form:
            return []
        self.form.is_valid()
        return [
            Chip(str(self.form[name].label), text_of(self.form.fields[name], value), self._without(name))
            for name, value in self.form.cleaned_data.items()
            if self._is_active(value) and not self.form[name].is_hidden
        ]

    @staticmethod
    def _is_active(value):
        return value not in (None, "", False) and not (hasattr(value, "__len__") and len(value) == 0)

    def _without(self, name):
        return self.url(forget=name) if name in self.form.private else self.url(**{name: None})

    def head(self, key):
        """The link of a column heading and how it sorts now."""
        now, descending = self.sort
        if key != now:
            return Head(self.url(sort=key), "")
        return Head(self.url(sort=key if descending else f"-{key}"), "descending" if descending else "ascending")

    @property
    def count_line(self):
        if not self.total:
            return _("No row")
        if self.page.paginator.num_pages == 1:
            return ngettext("%(total)s row", "%(total)s rows", self.total) % {"total": figure(self.total)}
        return _("Rows %(first)s–%(last)s of %(total)s") % {
            "first": figure(self.page.start_index()), "last": figure(self.page.end_index()), "total": figure(self.total),
        }

    @property
    def print_line(self):
        """The filter in words, for the head of the paper."""
        if not self.chips:
            return _("Filter: none")
        return _("Filter: %(filters)s") % {"filters": "; ".join(f"{chip.label}: {chip.text}" for chip in self.chips)}

    @property
    def all_words(self):
        """For actions on everything that matches."""
        return _("all %(total)s rows that match the filter") % {"total": figure(self.total)}

    @property
    def page_words(self):
        return _("the %(count)s rows on this page") % {"count": figure(len(self.page.object_list))}

    @property
    def page_links(self):
        pages = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [self._page_link(number) for number in pages]

    def _page_link(self, number):
        if not isinstance(number, int):
            return Link("…")
        return Link(figure(number), self.url(page=number), number == self.page.number)

    @property
    def size_links(self):
        return [Link(str(size), self.url(size=size), size == self.size) for size in SIZES]


class ListScreen(PermittedMixin, TemplateView):
    """A page with one list. `rows()` gives the permitted rows, `present(rows)` makes text of those on the page."""

    filter_form = None
    sorts = {}
    default_sort = ""

    def rows(self):
        raise NotImplementedError

    def present(self, rows):
        return rows

    def filter_kwargs(self):
        return {}

    def known_total(self, state):
        """The number of rows where another figure of the page says it; None has them counted."""

    def list_state(self):
        return ListState(
            self.request, form_class=self.filter_form, form_kwargs=self.filter_kwargs(), sorts=self.sorts,
            default_sort=self.default_sort,
        )

    def get_context_data(self, **kwargs):
        state = self.list_state()
        rows = self.present(state.page_of(self.rows(), total=self.known_total(state)))
        return super().get_context_data(state=state, rows=rows, **kwargs)


class PrivateSearchMixin:
    """For a ListScreen whose filter form has `private` fields: they are taken by POST and kept in the session."""

    def get(self, request, *args, **kwargs):
        forgotten = request.GET.get("forget")
        if not forgotten:
            return super().get(request, *args, **kwargs)
        key = f"search:{request.path}"
        kept = request.session.get(key, {})
        request.session[key] = {name: value for name, value in kept.items() if forgotten not in (name, "all")}
        return HttpResponseRedirect(self.list_state().url())

    def post(self, request, *args, **kwargs):
        private = self.filter_form.private
        request.session[f"search:{request.path}"] = {
            name: request.POST.getlist(name) for name in private if any(request.POST.getlist(name))
        }
        hidden = {"csrfmiddlewaretoken", *private}
        open_data = [(name, value) for name, values in request.POST.lists() for value in values if name not in hidden and value]
        return HttpResponseRedirect(f"{request.path}?{urlencode(open_data)}" if open_data else request.path)
