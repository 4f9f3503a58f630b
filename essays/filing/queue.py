"""The pages that wait for a person, one after the other: those of a batch, or of all batches of a unit and below it."""
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from campaigns.models import Duty
from essays.filing.totals import totals_of
from essays.models import PageStep, ScanBatch, ScanPage, Went
from lib.clock import local_day, start_of_day
from units.models import Unit

PERMISSION = "essays.mark"


@dataclass(frozen=True)
class Queue:
    """What somebody works through. Of a batch, or, where that is None, of all batches sent for the duty's unit or below."""

    batch: ScanBatch | None = None
    duty: Duty | None = None

    @property
    def unit(self):
        return self.batch.unit if self.batch else self.duty.unit

    @property
    def campaign(self):
        return self.batch.campaign if self.batch else self.duty.campaign

    @cached_property
    def _batches(self):
        if self.batch:
            return Q(file__batch=self.batch)
        within = Unit.objects.within(self.duty.unit)
        return Q(file__batch__campaign=self.duty.campaign_id, file__batch__unit__in=within.order_by().values("pk"))

    def pages(self):
        """Every page that came in, whatever became of it."""
        return ScanPage.objects.filter(self._batches)

    def waiting(self):
        return self.pages().filter(went=Went.QUEUED).order_by("file", "number")

    def next_after(self, page):
        """The waiting page that follows; behind the last one the first again, None where no other waits."""
        others = self.waiting().exclude(pk=page.pk)
        return others.filter(behind(page)).first() or others.first()

    def place_of(self, page):
        """`(which, of how many)` in the row of those that wait."""
        counts = self.waiting().order_by().aggregate(all=Count("pk"), behind=Count("pk", filter=behind(page)))
        return counts["all"] - counts["behind"], counts["all"]

    def last_step(self, user, *, at):
        """What the user did last in this queue today; None where there is nothing he would remember."""
        steps = PageStep.objects.filter(by=user, undone_at=None, at__gte=start_of_day(local_day(at)), page__in=self.pages())
        return steps.select_related("page__file", "page__member").last()

    @property
    def line(self):
        """The one line of the batch; "" where the queue is of many."""
        return totals_of([self.batch])[self.batch.pk].line if self.batch else ""


def behind(page):
    """A Q of the pages that follow in the order of files."""
    return Q(file__gt=page.file_id) | Q(file=page.file_id, number__gt=page.number)
