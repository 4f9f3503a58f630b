"""Chasing the units that have not held: the ladder of a campaign and its steps."""
import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from campaigns.models.duties import Duty
from units.scope import ScopedQuerySet


class Rung(models.TextChoices):
    """Whom the ladder says to turn to: the unit itself, the base above its cell, the standing committee."""

    UNIT = "unit", _("the unit itself")
    BASE = "base", _("the committee of the base above")
    COMMITTEE = "committee", _("the standing committee")


@pghistory.track()
class EscalationLadder(models.Model):
    """The days of grace of a campaign's ladder: the first after the deadline, the others after the step before."""

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="ladder")
    unit_grace = models.PositiveSmallIntegerField(_("days past the deadline until the unit is reminded"), default=1)
    base_grace = models.PositiveSmallIntegerField(_("days from then until the base above is told"), default=3)
    committee_grace = models.PositiveSmallIntegerField(_("days from then until the standing committee is told"), default=4)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("escalation ladder")

    def grace_of(self, rung):
        return {Rung.UNIT: self.unit_grace, Rung.BASE: self.base_grace, Rung.COMMITTEE: self.committee_grace}[rung]


class EscalationStepQuerySet(ScopedQuerySet):
    scope_path = "duty__unit__path"

    def unanswered(self):
        return self.filter(answered_at=None)


@pghistory.track()
class EscalationStep(models.Model):
    """The ladder proposes to turn to somebody about a unit: when and why. A person does it and answers the step."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="steps")
    rung = models.CharField(max_length=20, choices=Rung.choices)
    at = models.DateTimeField()
    # Why, as it stood then.
    overdue_days = models.PositiveSmallIntegerField()
    reminders = models.PositiveSmallIntegerField()
    broken_promise = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # The reminder that answered it; taken back, the step stands open again.
    answered_with = models.ForeignKey(
        "campaigns.Reminder", on_delete=models.PROTECT, null=True, blank=True, related_name="answered_steps"
    )

    objects = EscalationStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("step of the ladder")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["duty", "rung"], name="a_rung_once_per_duty")]
