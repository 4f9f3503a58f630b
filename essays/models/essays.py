import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from units.models import Member, Unit
from units.scope import ScopedQuerySet, paths_permitted, within_paths


class EssayState(models.TextChoices):
    HANDED_IN = "handed_in", _("handed in, not yet marked")
    RETURNED = "returned", _("returned to be written again")
    PASSED = "passed", _("passed")
    NOT_PASSED = "not_passed", _("not passed")


class EssayQuerySet(ScopedQuerySet):
    def marked_by(self, user, permission="essays.mark"):
        """Essays the user marks: those of his cells, but a cadre's only where he acts for the committee that manages him."""
        paths = paths_permitted(user, permission)
        theirs = Q(member__managed_by=None) | ~Q(unit__path__startswith=F("member__managed_by__path"))
        return self.filter(within_paths("unit__path", paths), theirs | within_paths("member__managed_by__path", paths))


# Notes about an essay are erased with its pages, so history must not keep them.
@pghistory.track(exclude=["return_reason", "note"])
class Essay(models.Model):
    """A member's essay of a campaign as it stands now; its steps (`EssayStep`) say how it stood at any moment."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="essays")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="essays")
    # The member's unit when the essay was handed in: a transfer afterwards moves no essay.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="essays")
    state = models.CharField(_("state"), max_length=20, choices=EssayState.choices)
    handed_in_on = models.DateField(_("handed in on"))
    handwritten = models.BooleanField(_("handwritten"), default=True)
    on_a4 = models.BooleanField(_("on A4"), default=True)
    # Formal checks: None = not looked at yet.
    names_writer = models.BooleanField(_("full name, position and unit"), null=True, blank=True)
    dated_and_signed = models.BooleanField(_("date and signature"), null=True, blank=True)
    has_new_points = models.BooleanField(_("new points of the resolution"), null=True, blank=True)
    has_understanding = models.BooleanField(_("own understanding"), null=True, blank=True)
    has_own_duty = models.BooleanField(_("own duty and link to one's work"), null=True, blank=True)
    has_proposals = models.BooleanField(_("proposals"), null=True, blank=True)
    marked_on = models.DateField(_("marked on"), null=True, blank=True)
    return_reason = models.CharField(_("reason of the return"), max_length=300, blank=True)
    return_due_on = models.DateField(_("to be handed in again by"), null=True, blank=True)
    # What whoever marks noted about the form; the cell sees it too.
    note = models.CharField(_("note on the form"), max_length=500, blank=True)
    # How many times it was handed in: the pages of each writing stay beside each other.
    edition = models.PositiveSmallIntegerField(default=1)
    # How many pages the writer wrote, where somebody said so; else as many as were printed.
    pages_said = models.PositiveSmallIntegerField(_("pages of the essay"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EssayQuerySet.as_manager()

    @property
    def marking_unit(self):
        """The committee that manages the writer, else his unit; one that is no longer above his unit manages nothing."""
        managed_by = self.member.managed_by
        return managed_by if managed_by and self.unit.is_within(managed_by) else self.unit

    class Meta:
        verbose_name = _("essay")
        constraints = [models.UniqueConstraint(fields=["campaign", "member"], name="one_essay_per_member")]
        indexes = [models.Index(fields=["campaign", "unit"], name="essay_unit")]


class StepKind(models.TextChoices):
    HANDED_IN = "handed_in", _("handed in")
    RETURNED = "returned", _("returned")
    PASSED = "passed", _("passed")
    NOT_PASSED = "not_passed", _("not passed")


@pghistory.track(exclude=["reason"])
class EssayStep(models.Model):
    """One dated step of an essay. Figures as of a day read the last steps up to it."""

    essay = models.ForeignKey(Essay, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    on = models.DateField()
    # How the paper looked, for a hand-in.
    handwritten = models.BooleanField(default=True)
    on_a4 = models.BooleanField(default=True)
    reason = models.CharField(max_length=300, blank=True)
    # By when it is wanted again, for a return.
    due_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # A step recorded by mistake is taken back, not deleted.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["essay", "on"], name="essay_step_day")]
