import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, SessionAttachment, StudySession
from essays.models.essays import Essay
from essays.models.sheets import Sheet
from units.models import Member, Unit
from units.scope import ScopedQuerySet, paths_permitted, within_paths


@pghistory.track()
class ScanBatch(models.Model):
    """What somebody sent in at one time, in as many files as it took; it may hold pages of any cell and campaign."""

    # Who sees the pages that are not filed: those who may for this unit.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="scan_batches")
    # The campaign under which it was sent; a page goes to the campaign of its own sheet.
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="scan_batches")
    # The day the essays in it count as handed in.
    handed_in_on = models.DateField(_("handed in on"))
    created_at = models.DateTimeField(_("sent at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of scans")
        indexes = [models.Index(fields=["unit", "-created_at"], name="scan_batch_unit")]


class FileState(models.TextChoices):
    COMING = "coming", _("being sent")
    WAITING = "waiting", _("waiting to be read")
    READ = "read", _("read")
    REFUSED = "refused", _("not read")


class ScanFileQuerySet(ScopedQuerySet):
    scope_path = "batch__unit__path"


# Not more rows than pages, not fewer: checked when the file is said to be read, and whenever it is touched after that.
_ALL_PAGES_THERE = """
    IF (SELECT count(*) FROM essays_scanpage WHERE file_id = NEW.id) <> NEW.page_count THEN
        RISE
    END IF;
    RETURN NULL;
""".replace("RISE", "RAISE EXCEPTION 'file % of a scan is not accounted for page by page', NEW.id USING ERRCODE = 'check_violation';")


# Names of files may hold those of people.
@pghistory.track(exclude=["upload_key", "name"])
class ScanFile(models.Model):
    """One file of a batch. Once read, each of its pages has exactly one row: the database sees to it."""

    batch = models.ForeignKey(ScanBatch, on_delete=models.PROTECT, related_name="files")
    # Chosen by the sender's browser, so that a file cut off is gone on with and never begun twice.
    upload_key = models.CharField(max_length=80)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    # Of the bytes as they came; empty while they are coming.
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(_("state"), max_length=20, choices=FileState.choices, default=FileState.COMING)
    # A key of essays.reading.reasons where it could not be read at all.
    reason = models.CharField(max_length=40, blank=True)
    page_count = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    # The same bytes were sent before; each of their pages is a repeat.
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(_("sent at"))
    original_kept = models.BooleanField(default=True)

    objects = ScanFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("scanned file")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "upload_key"], name="a_scan_is_begun_once"),
            models.CheckConstraint(condition=~Q(state="read") | Q(page_count__gte=1), name="a_read_scan_has_pages"),
            models.CheckConstraint(condition=Q(state="refused") | Q(reason=""), name="a_refused_scan_has_a_reason"),
            models.CheckConstraint(condition=Q(state="coming") | ~Q(sha256=""), name="a_scan_that_came_has_its_hash"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="every_page_is_accounted_for", when=pgtrigger.After, operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state="read"), func=_ALL_PAGES_THERE,
            ),
            pgtrigger.Protect(name="a_scan_is_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return self.name


class Went(models.TextChoices):
    FILED = "filed", _("filed")
    QUEUED = "queued", _("to be looked at")
    SET_ASIDE = "set_aside", _("set aside")


class ScanPageQuerySet(ScopedQuerySet):
    def permitted(self, user, permission):
        """Filed pages by the unit they are filed to, the others by the unit of their batch."""
        paths = paths_permitted(user, permission)
        filed, others = within_paths("unit__path", paths), within_paths("file__batch__unit__path", paths)
        return self.filter(Q(went=Went.FILED) & filed | ~Q(went=Went.FILED) & others)

    def of_essay(self, essay):
        """What is filed to the essay, in all its editions, replaced pages too."""
        return self.filter(went=Went.FILED, campaign=essay.campaign_id, member=essay.member_id)

    def standing(self):
        return self.filter(went=Went.FILED, superseded_at=None)


# Hashes and suggestions are gone after the decision of whoever marks, remarks with the picture: history must not keep them.
@pghistory.track(exclude=["suggestions", "picture_hash", "remark"])
class ScanPage(models.Model):
    """One page of a scanned file, and where it went: filed, in the queue, or set aside. Nothing fourth, and never away."""

    file = models.ForeignKey(ScanFile, on_delete=models.PROTECT, related_name="pages")
    # Its number in its file, from 1; its name, where the file is an archive.
    number = models.PositiveIntegerField(_("page of the file"))
    name = models.CharField(max_length=200, blank=True)
    went = models.CharField(max_length=10, choices=Went.choices)
    # Why it is queued or set aside: a key of essays.filing.reasons.
    reason = models.CharField(max_length=40, blank=True)
    # A sentence of whoever set it aside, where the key does not say it.
    remark = models.CharField(max_length=200, blank=True)

    # What the page said of itself: a known sheet and its page, whether or not it was filed by that.
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, null=True, blank=True, related_name="scans")
    sheet_page = models.PositiveSmallIntegerField(null=True, blank=True)

    # The clean picture by its hash (files/storage); empty where the page could not be opened or was erased.
    picture = models.CharField(max_length=64, blank=True, db_index=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    # Degrees clockwise a person turned it by.
    turned = models.PositiveSmallIntegerField(default=0)
    picture_hash = models.CharField(max_length=64, blank=True)
    # [[key of reasons.SUGGESTION, figure, limit]].
    suggestions = models.JSONField(default=list, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    # Filed to a page of somebody's essay, which cannot be deleted while it has pages ...
    essay = models.ForeignKey(Essay, on_delete=models.PROTECT, null=True, blank=True, related_name="scanned_pages")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="scanned_pages")
    essay_page = models.PositiveSmallIntegerField(_("page of the essay"), null=True, blank=True)
    # The how-manieth writing of the essay it belongs to, and which of several pictures of the same page it is.
    edition = models.PositiveSmallIntegerField(default=1)
    copy = models.PositiveSmallIntegerField(default=1)
    superseded_at = models.DateTimeField(null=True, blank=True)
    # ... or to a class, as its attendance list.
    session = models.ForeignKey(StudySession, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attachment = models.ForeignKey(SessionAttachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The unit it is filed to: the writer's as of then.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScanPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("scanned page")
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="a_page_has_one_row"),
            models.CheckConstraint(condition=Q(number__gte=1), name="pages_count_from_one"),
            models.CheckConstraint(condition=Q(turned__in=[0, 90, 180, 270]), name="a_page_is_turned_by_quarters"),
            models.CheckConstraint(
                condition=Q(
                    went="filed", reason="", unit__isnull=False, essay__isnull=False, campaign__isnull=False,
                    member__isnull=False, essay_page__gte=1, session=None,
                )
                | Q(
                    went="filed", reason="", unit__isnull=False, essay=None, campaign=None, member=None,
                    essay_page=None, session__isnull=False,
                )
                | Q(
                    went__in=["queued", "set_aside"], unit=None, essay=None, campaign=None, member=None, essay_page=None,
                    session=None,
                )
                & ~Q(reason=""),
                name="a_page_went_to_one_place",
            ),
            models.UniqueConstraint(
                fields=["campaign", "member", "edition", "essay_page", "copy"],
                condition=Q(went="filed", superseded_at=None, member__isnull=False), name="one_page_in_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "member"], name="scan_page_of_essay", condition=Q(went="filed")),
            models.Index(fields=["file", "number"], name="scan_page_queued", condition=Q(went="queued")),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_page_stays_the_page_it_is", fields=["file", "number"]),
            pgtrigger.Protect(name="a_page_is_never_deleted", operation=pgtrigger.Delete),
        ]


@pghistory.track(exclude=["before"])
class PageStep(models.Model):
    """What a person did with a page, with all it takes to undo it."""

    page = models.ForeignKey(ScanPage, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(max_length=20)
    # The page's fields before; those of the page it replaced, where there is one.
    before = models.JSONField()
    replaced = models.ForeignKey(ScanPage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The hand-in that came with it.
    handed_in = models.ForeignKey(Essay, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["by", "-at"], name="page_step_of_user", condition=Q(undone_at=None))]
