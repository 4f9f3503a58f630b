import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models.units import Unit
from units.scope import ScopedQuerySet

# A helper is let in for a time, however often anew.
HELPER_AT_MOST = datetime.timedelta(days=366)


class Role(models.TextChoices):
    OFFICER = "officer", _("propaganda officer")
    LEADER = "leader", _("leader")
    BASE_OFFICER = "base_officer", _("officer of a base")
    SECRETARY = "secretary", _("cell secretary")
    HELPER = "helper", _("typist of a cell")
    INSPECTOR = "inspector", _("inspector")


class AppointmentQuerySet(ScopedQuerySet):
    def running_on(self, day):
        return self.filter(Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def not_over_on(self, day):
        """Running that day, or yet to begin."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))


@pghistory.track()
class Appointment(models.Model):
    """A user acts in a role for a unit and everything below it, from one day to another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"], condition=Q(valid_to=None), name="one_open_appointment"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="appointment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.HELPER) | Q(valid_to__isnull=False, valid_to__lte=F("valid_from") + HELPER_AT_MOST),
                name="a_helper_is_appointed_for_a_year_at_most",
            ),
        ]

    @property
    def last_day(self):
        """As people say it: up to and including this day."""
        return self.valid_to and self.valid_to - datetime.timedelta(days=1)
