import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.scope import ScopedQuerySet


class Verdict(models.TextChoices):
    WAITING = "waiting", _("being checked")
    CLEAN = "clean", _("clean")
    REFUSED = "refused", _("refused")


class StoredFileQuerySet(ScopedQuerySet):
    pass


@pghistory.track()
class StoredFile(models.Model):
    """An uploaded file: the original by its hash, and the clean pages made from it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    # Permission somebody must hold for the unit to read the clean pages; set by the room that owns the file.
    read_permission = models.CharField(max_length=60)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64, db_index=True)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices, default=Verdict.WAITING)
    # Code of the reason where refused; its words live in files/verdicts.py.
    reason = models.CharField(max_length=60, blank=True)
    page_count = models.PositiveIntegerField(default=0)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    uploaded_at = models.DateTimeField()

    objects = StoredFileQuerySet.as_manager()

    def __str__(self):
        return self.name
