import datetime

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.resolutions import Resolution
from units.models import Unit
from units.scope import ScopedQuerySet


class Weekday(models.IntegerChoices):
    """ISO weekdays."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class CampaignQuerySet(ScopedQuerySet):
    seen_from_below = True

    def launched(self):
        return self.exclude(launched_at=None)

    def running(self):
        return self.launched().filter(closed_at=None)

    def newest_first(self):
        return self.order_by("-starts_on", "-pk")


@pghistory.track()
class Campaign(models.Model):
    """A set of resolutions all units below a committee study within a window."""

    unit = models.ForeignKey(Unit, verbose_name=_("committee"), on_delete=models.PROTECT, related_name="campaigns")
    code = models.CharField(_("code"), max_length=40, db_collation="C")
    title = models.CharField(_("title"), max_length=300)
    basis = models.CharField(_("document it rests on"), max_length=300, blank=True)
    resolutions = models.ManyToManyField(
        Resolution, verbose_name=_("resolutions"), through="CampaignResolution", related_name="campaigns"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    plan_due_on = models.DateField(_("plans due on"), null=True, blank=True)
    study_due_on = models.DateField(_("study due on"))
    essay_due_on = models.DateField(_("essays due on"), null=True, blank=True)
    marking_due_on = models.DateField(_("marking due on"), null=True, blank=True)
    report_due_on = models.DateField(_("reports of units due on"), null=True, blank=True)
    cut_off_weekday = models.PositiveSmallIntegerField(
        _("day of the weekly cut-off"), choices=Weekday.choices, default=Weekday.FRIDAY
    )
    cut_off_hour = models.TimeField(_("hour of the weekly cut-off"), default=datetime.time(16, 0))
    created_at = models.DateTimeField()
    launched_at = models.DateTimeField(_("launched at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_campaign_per_code"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"),
            models.CheckConstraint(condition=Q(study_due_on__gte=F("starts_on")), name="study_due_after_start"),
            models.CheckConstraint(
                condition=Q(cut_off_weekday__gte=1, cut_off_weekday__lte=7), name="cut_off_is_a_weekday"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_launched(self):
        return self.launched_at is not None

    @property
    def is_open(self):
        """Launched and not closed: records may be entered."""
        return self.is_launched and self.closed_at is None

    def is_running(self, on):
        return self.starts_on <= on <= self.ends_on


@pghistory.track()
class CampaignResolution(models.Model):
    """A resolution of a campaign, in its order."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE)
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "resolution"], name="a_resolution_once_per_campaign")]
