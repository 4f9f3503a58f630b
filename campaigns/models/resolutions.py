import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from units.models import Unit
from units.scope import ScopedQuerySet


class ResolutionQuerySet(ScopedQuerySet):
    seen_from_below = True


@pghistory.track()
class Resolution(models.Model):
    """A resolution to be studied, kept by the committee that had it studied."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="resolutions")
    symbol = models.CharField(_("number and symbol"), max_length=60)
    title = models.CharField(_("abstract"), max_length=500)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    document = models.ForeignKey(
        StoredFile, verbose_name=_("document file"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("resolution")
        ordering = ["issued_on", "symbol"]
        constraints = [models.UniqueConstraint(fields=["unit", "symbol"], name="one_resolution_per_symbol")]

    def __str__(self):
        return self.symbol
