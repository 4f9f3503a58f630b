"""The line of a batch: pages in = filed + in the queue + set aside."""
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from essays.models import FileState, ScanFile, ScanPage, Went
from units.screens.values import figure


@dataclass(frozen=True)
class Totals:
    """Counts of pages of one batch. `unread` are pages of files that are still being read."""

    filed: int = 0
    queued: int = 0
    blank: int = 0
    set_aside: int = 0
    unread: int = 0

    @property
    def pages_in(self):
        return self.filed + self.queued + self.blank + self.set_aside + self.unread

    @property
    def line(self):
        """The one line, with only those parts that are not nought."""
        parts = [
            (self.unread, _("%(n)s still to be read")),
            (self.filed, _("%(n)s filed")),
            (self.queued, _("%(n)s to be looked at")),
            (self.blank, _("%(n)s blank pages")),
            (self.set_aside, _("%(n)s set aside")),
        ]
        said = ", ".join(words % {"n": figure(n)} for n, words in parts if n)
        whole = _("%(n)s pages") % {"n": figure(self.pages_in)}
        return _("%(whole)s: %(parts)s") % {"whole": whole, "parts": said} if said else whole


def totals_of(batches):
    """`{batch pk: Totals}` in two queries, however many batches and pages."""
    pages = ScanPage.objects.filter(file__batch__in=batches).values("file__batch").annotate(
        filed=Count("pk", filter=Q(went=Went.FILED)), queued=Count("pk", filter=Q(went=Went.QUEUED)),
        blank=Count("pk", filter=Q(went=Went.SET_ASIDE, reason="blank")),
        set_aside=Count("pk", filter=Q(went=Went.SET_ASIDE) & ~Q(reason="blank")), rows=Count("pk"),
    )
    counted = {row.pop("file__batch"): row for row in pages}
    waiting = _expected(batches)
    found = {}
    for batch in batches:
        row = counted.get(batch.pk, {"rows": 0})
        found[batch.pk] = Totals(unread=max(0, waiting.get(batch.pk, 0) - row.pop("rows")), **row)
    return found


def _expected(batches):
    """Pages of all files of which the number is known and that were not refused."""
    expected = {}
    files = ScanFile.objects.filter(batch__in=batches, page_count__isnull=False).exclude(state=FileState.REFUSED)
    for batch, count in files.values_list("batch", "page_count"):
        expected[batch] = expected.get(batch, 0) + count
    return expected
