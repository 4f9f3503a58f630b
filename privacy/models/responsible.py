import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.scope import ScopedQuerySet


class ResponsiblePersonQuerySet(ScopedQuerySet):
    seen_from_below = True

    def nearest_above(self, unit):
        """The person of the unit, else of the nearest unit above that named one; None where none did."""
        return self.filter(unit__path__in=unit.lineage_paths()).order_by("-unit__path").first()


@pghistory.track()
class ResponsiblePerson(models.Model):
    """Whom a committee has charged with the protection of personal data; stands below every page of its units."""

    unit = models.OneToOneField(Unit, verbose_name=_("committee"), on_delete=models.PROTECT, related_name="responsible_person")
    full_name = models.CharField(_("full name"), max_length=150)
    office = models.CharField(_("post and office"), max_length=150)
    phone = models.CharField(_("telephone"), max_length=30)
    version = models.PositiveIntegerField(default=1)

    objects = ResponsiblePersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person responsible for personal data")

    def __str__(self):
        return self.full_name
