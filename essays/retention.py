"""How long what was read of essays is kept, and what was printed of them."""
import datetime
import functools
import shutil

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from essays.models import FileState, Proposal, ScanFile, ScanPage
from essays.printing.storage import KEPT, printed_folders
from essays.services.erasure import erase_after_retention, essays_with_something, originals_to_remove, remove_originals
from essays.services.proposals import forget_proposals
from essays.services.scans import give_up_files
from jobs.retention import Files, Kind, Rows, register_retention


class Pages:
    """Pictures of pages, with the notes on the essays; counted in pages, dropped essay by essay."""

    def count(self, *, before=None):
        pages = ScanPage.objects.filter(erased_at=None)
        return (pages if before is None else pages.filter(file__batch__campaign__closed_at__lte=before)).count()

    def oldest(self):
        own = essays_with_something().filter(campaign__closed_at__isnull=False).values("campaign")
        unfiled = ScanPage.objects.filter(erased_at=None).values("file__batch__campaign")
        return Campaign.objects.filter(pk__in=own.union(unfiled)).aggregate(oldest=Min("closed_at"))["oldest"]

    def drop(self, *, before, at):
        return erase_after_retention(before=before, at=at)


def register():
    closed = _("after the campaign was closed")
    thoughts = _("Handwritten essays may show political views (sensitive data): only until the last question about the campaign is answered (Law 91/2025/QH15, article 3).")
    passing = _("Fetched at once; may hold names.")
    register_retention(
        Kind("essays.pages", _("pictures of essay pages, with notes on the essays"), closed, thoughts, Pages(), days=365, least=30, most=1825),
        Kind(
            "essays.originals", _("scans and photos as they were sent"), closed, thoughts,
            Rows(originals_to_remove, "batch__campaign__closed_at", remove_originals), days=365, least=30, most=1825,
        ),
        Kind(
            "essays.proposals", _("texts of proposals"), closed, _("Answered within the term; what was sent up stands in issued papers."),
            Rows(_proposals, "campaign__closed_at", forget_proposals), days=1825, least=365, most=3650,
        ),
        Kind(
            "essays.unsent", _("scans nobody goes on sending"), _("after they were begun"), _("Of no use to anybody."),
            Rows(_unsent, "sent_at", give_up_files), fixed=datetime.timedelta(days=7),
        ),
        Kind(
            "essays.printed", _("printed sheets and bound essays that wait to be fetched"), _("after they were made"), passing,
            Files(printed_folders, functools.partial(shutil.rmtree, ignore_errors=True)), fixed=KEPT,
        ),
    )


def _proposals():
    return Proposal.objects.exclude(text="")


def _unsent():
    return ScanFile.objects.filter(state=FileState.COMING)
