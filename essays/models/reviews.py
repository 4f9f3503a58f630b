import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from essays.models.essays import Essay
from units.models import Unit
from units.scope import ScopedQuerySet


@pghistory.track()
class ReviewSample(models.Model):
    """Marked essays drawn by lot for the level above to look at again; the seed draws the same ones again."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="review_samples")
    # The unit under whose hand the essays were marked, and who draws: always above the cells.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="review_samples")
    percent = models.PositiveSmallIntegerField(_("percent"), validators=[MinValueValidator(5), MaxValueValidator(10)])
    seed = models.PositiveBigIntegerField(_("seed"))
    # How many marked essays there were to draw from.
    drawn_from = models.PositiveIntegerField()
    drawn_at = models.DateTimeField(_("drawn at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("sample for re-check")
        ordering = ["-drawn_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(percent__gte=5, percent__lte=10), name="a_sample_is_5_to_10_percent")]


class Finding(models.TextChoices):
    AGREES = "agrees", _("agrees with the mark")
    DIFFERS = "differs", _("would mark it differently")


@pghistory.track(exclude=["note"])
class ReviewedEssay(models.Model):
    """One essay of a sample and what the second look found; the mark itself is changed by whoever gave it."""

    sample = models.ForeignKey(ReviewSample, on_delete=models.CASCADE, related_name="essays")
    essay = models.ForeignKey(Essay, on_delete=models.PROTECT, related_name="reviews")
    position = models.PositiveIntegerField()
    finding = models.CharField(_("finding"), max_length=10, choices=Finding.choices, blank=True)
    # About the form; erased with the pages.
    note = models.CharField(_("note"), max_length=300, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "essay"], name="an_essay_is_drawn_once"),
            models.CheckConstraint(condition=~Q(finding="") | Q(found_at=None), name="a_finding_has_its_moment"),
        ]


class PageGrantQuerySet(ScopedQuerySet):
    def running_on(self, day):
        return self.filter(withdrawn_at=None, valid_from__lte=day, valid_to__gte=day)


@pghistory.track()
class PageGrant(models.Model):
    """A named inspector may look at the pages of one unit's essays between two days, for a stated reason."""

    inspector = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="page_grants")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="page_grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="page_grants")
    decision = models.CharField(_("decision it rests on"), max_length=120)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"))
    granted_at = models.DateTimeField(_("granted at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PageGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment to inspect essays")
        ordering = ["-granted_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="a_grant_ends_after_it_begins")]
