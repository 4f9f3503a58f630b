import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.scope import ScopedQuerySet


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("being read")
    CHECKED = "checked", _("waiting for confirmation")
    REFUSED = "refused", _("not readable")
    APPLYING = "applying", _("being written")
    APPLIED = "applied", _("written")
    UNDOING = "undoing", _("being taken back")
    UNDONE = "undone", _("taken back")
    DROPPED = "dropped", _("dropped")


class WorkbookImportQuerySet(ScopedQuerySet):
    def newest_first(self):
        return self.order_by("-uploaded_at", "-pk")


@pghistory.track(exclude=["preview", "journal"])
class WorkbookImport(models.Model):
    """A workbook somebody sent: what it would change, whether it was written, how it is taken back."""

    # Whose workbook it is; empty only until the first workbook of an empty database has brought its committee.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    state = models.CharField(_("state"), max_length=20, choices=ImportState.choices, default=ImportState.UPLOADED)
    # Why the file cannot be read: a code of portal/workbook/reasons.py and its numbers.
    refusal = models.CharField(max_length=40, blank=True)
    refusal_details = models.JSONField(default=dict, blank=True)
    preview = models.JSONField(default=dict, blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    problems = models.PositiveIntegerField(default=0)
    # What would be written, as a digest: rows that changed in between ask for another look.
    digest = models.CharField(max_length=64, blank=True)
    accepts_ledger = models.BooleanField(default=False)
    # How often it was looked at, and asked to be taken back; each is a job of its own.
    looks = models.PositiveIntegerField(default=0)
    undo_requests = models.PositiveIntegerField(default=0)
    journal = models.JSONField(default=dict, blank=True)
    # The file, its preview and its journal are thrown away after a while; the row says that there was one.
    original_kept = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("sent at"))
    applied_at = models.DateTimeField(_("written at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = WorkbookImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("workbook import")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="applied") | Q(applied_at__isnull=False), name="an_applied_import_says_when"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_at_work(self):
        """True while a job is to bring it further."""
        return self.state in (ImportState.UPLOADED, ImportState.APPLYING, ImportState.UNDOING)

    @property
    def has_changes(self):
        return bool(self.new or self.changed or self.accepts_ledger and self.preview.get("proposal_count"))

    @property
    def can_be_confirmed(self):
        return self.state == ImportState.CHECKED and not self.problems and self.has_changes
