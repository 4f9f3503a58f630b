"""Erasing what was read of essays: pictures, notes, suggestions. Rows, states and figures stay.

Pictures go before the rows are committed: one that is gone too early is asked for in vain, one whose row forgot it would lie
on the disk for ever.
"""
import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from audit.record import record
from campaigns.models import Campaign
from essays.filing.storage import remove_pictures
from essays.models import Essay, EssayStep, FileState, ReviewedEssay, ScanFile, ScanPage, Went
from essays.binding.storage import remove_bound
from files.models import StoredFile
from files.storage import remove_original

# Of one tick of the scheduler; the next goes on.
AT_ONCE = 100


@transaction.atomic
def erase_essay(*, essay, by, at):
    """On request, for one essay, in all its writings."""
    essay = Essay.objects.select_for_update(of=["self"]).select_related("member", "unit").get(pk=essay.pk)
    _erase_essays([essay], by=by, at=at)
    return essay


def erase_after_retention(*, at):
    """Of campaigns closed ESSAY_PICTURES_KEPT_DAYS ago; called at every tick, some at a time, until nothing is left."""
    limit = at - datetime.timedelta(days=settings.ESSAY_PICTURES_KEPT_DAYS)
    for campaign in Campaign.objects.filter(closed_at__lte=limit).order_by("closed_at", "pk"):
        essays = Essay.objects.filter(campaign=campaign).filter(_has_something())
        essays = list(essays.select_for_update(of=["self"], skip_locked=True).select_related("member", "unit").order_by("pk")[:AT_ONCE])
        _erase_essays(essays, by=None, at=at)
        if not essays:
            _erase_pages(_never_filed(campaign, limit)[:AT_ONCE], at)


def _erase_essays(essays, *, by, at):
    pages = _erase_pages(ScanPage.objects.filter(essay__in=essays, erased_at=None), at)
    counts = {}
    for page in pages:
        counts[page.essay_id] = counts.get(page.essay_id, 0) + 1
    Essay.objects.filter(pk__in=[essay.pk for essay in essays]).update(note="", return_reason="")
    EssayStep.objects.filter(essay__in=essays).exclude(reason="").update(reason="")
    ReviewedEssay.objects.filter(essay__in=essays).exclude(note="").update(note="")
    for essay in essays:
        record("essays.pages.erased", essay, by=by, card=essay.member.card_number, pages=counts.get(essay.pk, 0))


def _has_something():
    """Essays of which a picture, a note or a reason is still there."""
    pages = ScanPage.objects.filter(essay=OuterRef("pk"), erased_at=None)
    steps = EssayStep.objects.filter(essay=OuterRef("pk")).exclude(reason="")
    reviews = ReviewedEssay.objects.filter(essay=OuterRef("pk")).exclude(note="")
    return ~Q(note="") | ~Q(return_reason="") | Exists(pages) | Exists(steps) | Exists(reviews)


def _never_filed(campaign, limit):
    """Pages that came in under the campaign and are nobody's: they wait, or were set aside; not those of a later sheet."""
    own = Q(sheet=None) | Q(sheet__campaign__closed_at__lte=limit)
    return ScanPage.objects.filter(own, file__batch__campaign=campaign, erased_at=None).exclude(went=Went.FILED).order_by("pk")


def _erase_pages(pages, at):
    """Erase the pages, and copies of their pictures that were set aside as repeats; the pages asked for."""
    pages = list(pages.select_for_update(of=["self"]))
    pictures = {page.picture for page in pages} - {""}
    repeats = ScanPage.objects.filter(picture__in=pictures, went=Went.SET_ASIDE, reason="repeat", erased_at=None)
    erased = {page.pk: page.file_id for page in (*pages, *repeats)}
    ScanPage.objects.filter(pk__in=erased).update(picture="", picture_hash="", suggestions=[], remark="", erased_at=at)
    living = set(ScanPage.objects.filter(picture__in=pictures, erased_at=None).values_list("picture", flat=True))
    living |= set(StoredFile.objects.filter(sha256__in=pictures).values_list("sha256", flat=True))
    for picture in pictures - living:
        remove_pictures(picture)
    if pages:
        remove_bound(at=at)
    _remove_originals(set(erased.values()))
    return pages


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
