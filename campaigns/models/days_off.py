import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.scope import ScopedQuerySet


class DayOffKind(models.TextChoices):
    OFF = "off", _("days off")
    WORKING = "working", _("working days (made up for, or a holiday on which one works)")


class DayOffQuerySet(ScopedQuerySet):
    seen_from_below = True

    def standing(self):
        return self.filter(withdrawn_at=None)

    def newest_first(self):
        return self.order_by("-starts_on", "-pk")

    def overlapping(self, starts_on, ends_on):
        return self.filter(starts_on__lte=ends_on, ends_on__gte=starts_on)


@pghistory.track()
class DayOff(models.Model):
    """Days that a committee takes off besides the public holidays, or on which it works all the same; withdrawn, never deleted."""

    unit = models.ForeignKey(Unit, verbose_name=_("committee"), on_delete=models.PROTECT, related_name="days_off")
    kind = models.CharField(_("what they are"), max_length=20, choices=DayOffKind.choices, default=DayOffKind.OFF)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    name = models.CharField(_("occasion"), max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DayOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("days off")
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="days_off_end_after_start")]

    def __str__(self):
        return self.name

    @property
    def is_working(self):
        return self.kind == DayOffKind.WORKING

    @property
    def length(self):
        return (self.ends_on - self.starts_on).days + 1
