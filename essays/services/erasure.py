"""Erasing what was read of essays: pictures, notes, suggestions. Rows, states and figures stay.

Pictures go before the rows are committed: one that is gone too early is asked for in vain and erased again at the next tick,
one whose row forgot it would lie on the disk for ever.
"""
import datetime
from collections import Counter

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from audit.record import record
from campaigns.models import Campaign
from essays.binding.storage import remove_bound
from essays.filing.storage import remove_pictures
from essays.models import Essay, EssayStep, FileState, PageStep, ReviewedEssay, ScanBatch, ScanFile, ScanPage, Went
from files.models import StoredFile
from files.storage import remove_original

# Of one tick of the scheduler; the next goes on.
AT_ONCE = 100
ERASED = "erased"
# What came in so lately may still be being read.
_READING = datetime.timedelta(days=7)


@transaction.atomic
def erase_essay(*, essay, by, at):
    """On request, for one essay, in all its writings."""
    essay = Essay.objects.select_for_update(of=["self"]).select_related("member", "unit").get(pk=essay.pk)
    _erase_essays([essay], by=by, at=at)
    return essay


@transaction.atomic
def erase_after_retention(*, before, at):
    """Of campaigns closed by then, some at a time; how many essays, pages and files went, 0 where nothing is left."""
    over = Campaign.objects.filter(closed_at__lte=before)
    if not over.exists():
        return 0
    essays = essays_with_something().filter(campaign__in=over).select_for_update(of=["self"], skip_locked=True)
    essays = list(essays.select_related("member", "unit").order_by("pk")[:AT_ONCE])
    if essays:
        _erase_essays(essays, by=None, at=at)
        return len(essays)
    return _erase_unfiled(over, at) + _erase_unread(over, at)


@transaction.atomic
def remove_originals(keys, *, before, at):
    """The originals of these files of campaigns that are over, while the pictures of their pages stay; how many files."""
    files = ScanFile.objects.filter(pk__in=keys)
    hashes = set(files.values_list("sha256", flat=True))
    _forget_originals(hashes, kept=ScanFile.objects.exclude(pk__in=keys).filter(original_kept=True))
    return files.update(original_kept=False)


def originals_to_remove():
    """Read or refused files whose every page is of a campaign that is over, as far as it is anybody's."""
    running = ScanPage.objects.filter(file=OuterRef("pk")).filter(Q(campaign__closed_at=None, campaign__isnull=False) | _of_a_running_sheet())
    files = ScanFile.objects.filter(original_kept=True, state__in=[FileState.READ, FileState.REFUSED]).exclude(sha256="-")
    return files.exclude(Exists(running))


def _of_a_running_sheet():
    return Q(sheet__isnull=False, sheet__campaign__closed_at=None) & ~Q(went=Went.FILED)


def _erase_essays(essays, *, by, at):
    pages = _erase_pages(ScanPage.objects.filter(essay__in=essays, erased_at=None), at)
    counts = Counter(page.essay_id for page in pages)
    Essay.objects.filter(pk__in=[essay.pk for essay in essays]).update(note="", return_reason="")
    EssayStep.objects.filter(essay__in=essays).exclude(reason="").update(reason="")
    ReviewedEssay.objects.filter(essay__in=essays).exclude(note="").update(note="")
    for essay in essays:
        record("essays.pages.erased", essay, by=by, card=essay.member.card_number, pages=counts[essay.pk])


def essays_with_something():
    """Essays of which a picture, a note or a reason is still there."""
    pages = ScanPage.objects.filter(essay=OuterRef("pk"), erased_at=None)
    steps = EssayStep.objects.filter(essay=OuterRef("pk")).exclude(reason="")
    reviews = ReviewedEssay.objects.filter(essay=OuterRef("pk")).exclude(note="")
    return Essay.objects.filter(~Q(note="") | ~Q(return_reason="") | Exists(pages) | Exists(steps) | Exists(reviews))


def _erase_unfiled(over, at):
    """Pages that came in under a campaign that is over and are nobody's; not where their sheet is of a later one."""
    own = Q(sheet=None) | Q(sheet__campaign__in=over)
    pages = ScanPage.objects.filter(own, file__batch__campaign__in=over, erased_at=None).exclude(went=Went.FILED)
    pages = _erase_pages(pages.order_by("pk")[:AT_ONCE], at)
    _record_of_batches(pages)
    return len(pages)


def _erase_unread(over, at):
    """Files that could not be read hold essays too; those whose reading failed are not read any more."""
    stuck = ScanFile.objects.filter(batch__campaign__in=over, state=FileState.WAITING, sent_at__lte=at - _READING)
    stuck.update(state=FileState.REFUSED, reason=ERASED)
    refused = ScanFile.objects.filter(batch__campaign__in=over, state=FileState.REFUSED, original_kept=True).exclude(sha256="-")
    refused = list(refused.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    _remove_originals(refused)
    return ScanFile.objects.filter(pk__in=refused, original_kept=False).count()


def _record_of_batches(pages):
    counts = Counter(page.file.batch_id for page in pages)
    for batch in ScanBatch.objects.filter(pk__in=counts).select_related("unit"):
        record("essays.scan.erased", batch, of=batch.unit.name, pages=counts[batch.pk])


def _erase_pages(pages, at):
    """Erase the pages, and copies of their pictures that were set aside as repeats; the pages asked for."""
    pages = list(pages.select_related("file").select_for_update(of=["self"]))
    pictures = {page.picture for page in pages} - {""}
    repeats = ScanPage.objects.filter(picture__in=pictures, went=Went.SET_ASIDE, reason="repeat", erased_at=None)
    erased = {page.pk: page.file_id for page in (*pages, *repeats)}
    rows = ScanPage.objects.filter(pk__in=erased)
    rows.update(picture="", picture_hash="", suggestions=[], remark="", erased_at=at)
    # Nothing is left to look at: it waits for nobody any more.
    rows.filter(went=Went.QUEUED).update(went=Went.SET_ASIDE, reason=ERASED)
    _forget_remarks(erased)
    living = set(ScanPage.objects.filter(picture__in=pictures, erased_at=None).values_list("picture", flat=True))
    living |= set(StoredFile.objects.filter(sha256__in=pictures).values_list("sha256", flat=True))
    for picture in pictures - living:
        remove_pictures(picture)
    if pages:
        remove_bound(at=at)
    _remove_originals(set(erased.values()))
    return pages


def _forget_remarks(pages):
    """What somebody wrote about a page is kept for undoing, too."""
    steps = list(PageStep.objects.filter(page__in=pages).exclude(before__remark=""))
    for step in steps:
        step.before["remark"] = ""
    PageStep.objects.bulk_update(steps, ["before"])


def _remove_originals(files):
    """The originals of which nothing is to be read any more: neither by these files nor by others of the same bytes."""
    hashes = set(ScanFile.objects.filter(pk__in=files, original_kept=True).values_list("sha256", flat=True)) - {""}
    # A blank page says nothing, and an attendance list lives on as a picture of its class.
    blank = Q(went=Went.SET_ASIDE, reason="blank")
    wanted = ScanPage.objects.filter(file=OuterRef("pk"), erased_at=None, session=None).exclude(blank)
    for sha256 in _forget_originals(hashes, kept=ScanFile.objects.filter(Q(Exists(wanted)) | Q(state=FileState.WAITING))):
        ScanFile.objects.filter(sha256=sha256).update(original_kept=False)


def _forget_originals(hashes, *, kept):
    """Remove the bytes but those that files in `kept`, or uploads of another kind, still need; what was removed."""
    used = set(kept.filter(sha256__in=hashes).values_list("sha256", flat=True))
    used |= set(StoredFile.objects.filter(sha256__in=hashes, original_kept=True).values_list("sha256", flat=True))
    for sha256 in hashes - used:
        remove_original(sha256)
    return hashes - used
