import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class UnitBlock(models.Model):
    """A group of units by the nature of their work (khối): communes, offices, schools, …"""

    name = models.CharField(_("block"), max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("block")

    def __str__(self):
        return self.name
