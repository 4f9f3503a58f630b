"""The scanned pages of an essay, one large at a time: which is shown, what stands beside it, where the keys lead."""
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from essays.models import ScanPage
from essays.pages_of import pages_of

# What a link of the viewer leads to, so that the picture stays where it is on the screen.
_ANCHOR = "#viewer"


class Viewer:
    """`asked`: what stands in the address (`page`, `beside`); `picture_url`: name of the address of a full picture."""

    def __init__(self, essay, asked, *, url, picture_url="essays:page_picture"):
        self.essay, self.asked, self.base, self.picture_url = essay, asked, url, picture_url

    @cached_property
    def all(self):
        pages = ScanPage.objects.of_essay(self.essay).select_related("file")
        return list(pages.order_by("-edition", "essay_page", "copy", "superseded_at"))

    @cached_property
    def count(self):
        return pages_of(self.essay.campaign, [self.essay.member_id])[self.essay.member_id]

    @cached_property
    def pages(self):
        """Of the current writing, those that count, in order."""
        return [page for page in self.all if page.edition == self.essay.edition and page.superseded_at is None]

    @property
    def with_pictures(self):
        return [page for page in self.pages if has_picture(page)]

    @cached_property
    def others(self):
        """Earlier writings and pages that were replaced."""
        return [page for page in self.all if page not in self.pages]

    @cached_property
    def shown(self):
        return self._asked_for("page") or next(iter(self.pages or self.all), None)

    @cached_property
    def beside(self):
        found = self._asked_for("beside")
        return found if found and found != self.shown else None

    @property
    def figures(self):
        """What is shown large: one page, or two side by side."""
        return [(page, self.label_of(page), has_picture(page)) for page in (self.shown, self.beside) if page]

    def _asked_for(self, name):
        wanted = self.asked.get(name, "")
        return next((page for page in self.all if str(page.pk) == wanted), None)

    @property
    def previous_url(self):
        return self._step(-1)

    @property
    def next_url(self):
        return self._step(1)

    def _step(self, by):
        if self.shown not in self.pages:
            return ""
        place = self.pages.index(self.shown) + by
        return self.url_of(self.pages[place]) if 0 <= place < len(self.pages) else ""

    @property
    def close_url(self):
        return self.url_of(self.shown)

    @property
    def strip(self):
        """The pages and the gaps among them in order: `(page or None, number, label, url)`."""
        rows = [(page.essay_page, page.copy, page) for page in self.pages]
        rows += [(number, 0, None) for number in self.count.lacks] if self.pages else []
        rows.sort(key=lambda row: row[:2])
        return [
            (page, number, self.label_of(page), self.url_of(page)) if page
            else (None, number, _("page %(pages)s is missing") % {"pages": number}, "")
            for number, _copy, page in rows
        ]

    @property
    def compared(self):
        """`(label, url)` of each other picture, to be laid beside the page of the same number that counts."""
        extra = [page for page in self.pages if page.copy > 1]
        return [(self.label_of(page), self._url_beside(page)) for page in (*extra, *self.others)]

    def _url_beside(self, page):
        same = [one for one in self.pages if one.essay_page == page.essay_page and one != page]
        with_it = next(iter(same), None) or next((one for one in self.pages if one != page), None)
        return self.url_of(with_it, beside=page) if with_it else self.url_of(page)

    def url_of(self, page, beside=None):
        query = {"page": page.pk, **({"beside": beside.pk} if beside else {})}
        return f"{self.base}?{urlencode(query)}{_ANCHOR}"

    def label_of(self, page):
        parts = [_("Page %(n)s") % {"n": page.essay_page}]
        if page.edition != self.essay.edition:
            parts.append(_("writing %(n)s") % {"n": page.edition})
        if page.copy > 1:
            parts.append(_("other copy"))
        if page.superseded_at:
            parts.append(_("replaced"))
        return ", ".join(parts)


def has_picture(page):
    return bool(page.picture) and page.erased_at is None
