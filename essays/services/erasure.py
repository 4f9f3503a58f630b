"""Erasing what was read of essays: pictures, notes, suggestions. Rows, states and figures stay.

Pictures go before the rows are committed: one that is gone too early is asked for in vain and erased again at the next tick,
one whose row forgot it would lie on the disk for ever.
"""
import datetime
from collections import Counter

from django.conf import settings
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
def erase_after_retention(*, at):
    """Of campaigns closed ESSAY_PICTURES_KEPT_DAYS ago; called at every tick, some at a time, until nothing is left."""
    limit = at - datetime.timedelta(days=settings.ESSAY_PICTURES_KEPT_DAYS)
    over = Campaign.objects.filter(closed_at__lte=limit)
    if not over.exists():
        return
    essays = Essay.objects.filter(campaign__in=over).filter(_has_something()).select_for_update(of=["self"], skip_locked=True)
    essays = list(essays.select_related("member", "unit").order_by("pk")[:AT_ONCE])
    if essays:
        _erase_essays(essays, by=None, at=at)
    else:
        _erase_unfiled(over, at)
        _erase_unread(over, at)


def _erase_essays(essays, *, by, at):
    pages = _erase_pages(ScanPage.objects.filter(essay__in=essays, erased_at=None), at)
    counts = Counter(page.essay_id for page in pages)
    Essay.objects.filter(pk__in=[essay.pk for essay in essays]).update(note="", return_reason="")
    EssayStep.objects.filter(essay__in=essays).exclude(reason="").update(reason="")
    ReviewedEssay.objects.filter(essay__in=essays).exclude(note="").update(note="")
    for essay in essays:
        record("essays.pages.erased", essay, by=by, card=essay.member.card_number, pages=counts[essay.pk])


def _has_something():
    """Essays of which a picture, a note or a reason is still there."""
    pages = ScanPage.objects.filter(essay=OuterRef("pk"), erased_at=None)
    steps = EssayStep.objects.filter(essay=OuterRef("pk")).exclude(reason="")
    reviews = ReviewedEssay.objects.filter(essay=OuterRef("pk")).exclude(note="")
    return ~Q(note="") | ~Q(return_reason="") | Exists(pages) | Exists(steps) | Exists(reviews)


def _erase_unfiled(over, at):
    """Pages that came in under a campaign that is over and are nobody's; not where their sheet is of a later one."""
    own = Q(sheet=None) | Q(sheet__campaign__in=over)
    pages = ScanPage.objects.filter(own, file__batch__campaign__in=over, erased_at=None).exclude(went=Went.FILED)
    _record_of_batches(_erase_pages(pages.order_by("pk")[:AT_ONCE], at))


def _erase_unread(over, at):
    """Files that could not be read hold essays too; those whose reading failed are not read any more."""
    stuck = ScanFile.objects.filter(batch__campaign__in=over, state=FileState.WAITING, sent_at__lte=at - _READING)
    stuck.update(state=FileState.REFUSED, reason=ERASED)
    refused = ScanFile.objects.filter(batch__campaign__in=over, state=FileState.REFUSED, original_kept=True).exclude(sha256="-")
    _remove_originals(refused.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


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
    used = ScanFile.objects.filter(Q(Exists(wanted)) | Q(state=FileState.WAITING), sha256__in=hashes).values_list("sha256", flat=True)
    kept = set(used) | set(StoredFile.objects.filter(sha256__in=hashes, original_kept=True).values_list("sha256", flat=True))
    for sha256 in hashes - kept:
        ScanFile.objects.filter(sha256=sha256).update(original_kept=False)
        remove_original(sha256)
