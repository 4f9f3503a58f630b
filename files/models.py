import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from files.kinds import KINDS
from files.verdicts import words_of
from units.models import Unit
from units.scope import ScopedQuerySet, above_paths, paths_permitted, permissions_of, within_paths


class Verdict(models.TextChoices):
    WAITING = "waiting", _("being checked")
    CLEAN = "clean", _("clean")
    REFUSED = "refused", _("refused")


class StoredFileQuerySet(ScopedQuerySet):
    def readable_by(self, user):
        """Files whose own permission the user holds for their unit; some are also read from below."""
        query = Q(pk__in=[])
        for permission in permissions_of(user):
            paths = paths_permitted(user, permission)
            reach = within_paths("unit__path", paths) | Q(seen_from_below=True) & above_paths("unit__path", paths)
            query |= Q(read_permission=permission) & reach
        return self.filter(query)

    def refused_and_kept(self):
        return self.filter(verdict=Verdict.REFUSED, original_kept=True)


@pghistory.track()
class StoredFile(models.Model):
    """An uploaded file: the original by its hash, and the clean pages made from it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    # Permission somebody must hold for the unit to read the clean pages; set by the room that owns the file.
    read_permission = models.CharField(max_length=60)
    # What a committee issues (a resolution, a plan) is read by the units below it too.
    seen_from_below = models.BooleanField(default=False)
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
    # The original of a refused file is thrown away after a while, its row and reason stay.
    original_kept = models.BooleanField(default=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["uploaded_at"], condition=Q(verdict="refused", original_kept=True), name="file_refused_kept"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_clean(self):
        return self.verdict == Verdict.CLEAN

    @property
    def is_waiting(self):
        return self.verdict == Verdict.WAITING

    @property
    def is_handed_out(self):
        """No pages are drawn of it: who may read it takes the file itself."""
        return any(kind.media_type == self.media_type and not kind.has_pages for kind in KINDS)

    @property
    def reason_words(self):
        """Why the file was refused, as a sentence."""
        return words_of(self.reason)

    @property
    def pages(self):
        return range(1, self.page_count + 1)
