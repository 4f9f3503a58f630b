"""Which pages of an essay are here and which are missing, of one member or of many at once."""
from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext as _

from essays.models import Essay, ScanPage, Sheet, SheetAssignment


@dataclass(frozen=True)
class PagesOf:
    """Pages of one writing of an essay; `expected` is how many it should have, None where nobody knows."""

    has: tuple = ()
    expected: int | None = None

    @property
    def lacks(self):
        """Numbers up to the last page that is expected or here."""
        here = set(self.has)
        return tuple(page for page in range(1, max(self.expected or 0, *here, 0) + 1) if page not in here)

    @property
    def has_gap(self):
        """A page is missing before one that is here."""
        return any(page < self.has[-1] for page in self.lacks) if self.has else False

    @property
    def count_words(self):
        """`2/4 trang`; "" where nothing was scanned."""
        if not self.has:
            return ""
        return _("%(here)s/%(all)s pages") % {"here": len(self.has), "all": len(self.has) + len(self.lacks)}

    @property
    def missing_words(self):
        """`thiếu trang 3, 4`; "" where nothing is missing or nothing was scanned."""
        if not self.has or not self.lacks:
            return ""
        return _("page %(pages)s is missing") % {"pages": ", ".join(str(page) for page in self.lacks)}


def pages_of(campaign, members, *, edition_of=attrgetter("edition")):
    """`{member id: PagesOf}` of every member (id or row) asked for; four queries, however many there are.

    Of the writing `edition_of(essay)`, else of the current one; expected are as many pages as somebody said of it, else
    as many as the longest standing sheet has.
    """
    asked = [getattr(member, "pk", member) for member in members]
    essays = {essay.member_id: essay for essay in Essay.objects.filter(campaign=campaign, member__in=asked)}
    editions = {member: edition_of(essay) for member, essay in essays.items()}
    here = defaultdict(set)
    filed = ScanPage.objects.standing().filter(campaign=campaign, member__in=asked)
    for member, edition, page in filed.values_list("member", "edition", "essay_page"):
        if edition == editions.get(member):
            here[member].add(page)
    said = {member: essay.pages_said for member, essay in essays.items() if essay.edition == editions[member]}
    printed = _printed_pages(campaign, asked)
    return {member: PagesOf(tuple(sorted(here[member])), said.get(member) or printed.get(member)) for member in asked}


def missing_pages(campaign, members):
    """`{member id: (numbers)}` of those who have scanned pages and lack some; four queries, however many there are."""
    return {member: pages.lacks for member, pages in pages_of(campaign, members).items() if pages.has and pages.lacks}


def _printed_pages(campaign, members):
    """Of each member's standing sheets, his own or a blank one given to him, the longest."""
    own = Sheet.objects.standing().filter(campaign=campaign, member__in=members).values_list("member", "pages")
    given = SheetAssignment.objects.filter(
        withdrawn_at=None, member__in=members, sheet__campaign=campaign, sheet__revoked_at=None
    ).values_list("member", "sheet__pages")
    printed = {}
    for member, pages in (*own, *given):
        printed[member] = max(pages, printed.get(member, 0))
    return printed
