import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from lib.clock import local_day
from units.models import PATH_END, Member, Unit
from units.scope import ScopedQuerySet


class EndReason(models.TextChoices):
    NOBODY = "nobody", _("nobody to study")
    MERGED = "merged", _("merged")
    ENDED = "ended", _("ended")
    MOVED = "moved", _("moved under another unit")
    EXEMPT = "exempt", _("exempt by decision")


class DutyQuerySet(ScopedQuerySet):
    def owing(self, at):
        """Duties in force at the moment: neither ended before nor added after."""
        day = local_day(at)
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day))

    def held_by(self, at):
        return self.filter(held_at__lte=at)

    def not_held_by(self, at):
        return self.filter(Q(held_at=None) | Q(held_at__gt=at))

    def within(self, duty):
        """The duty and all below it, as launched."""
        return self.filter(campaign_id=duty.campaign_id, path__gte=duty.path, path__lt=duty.path + PATH_END)

    def below(self, duty):
        return self.within(duty).exclude(pk=duty.pk)


@pghistory.track()
class Duty(models.Model):
    """A unit owes a campaign its study. Frozen at launch with its place in the tree and its head count.

    A merge, a move or an exemption afterwards ends a row (`until`) and may begin another (`since`); both are told in
    the ledger (`DutyChange`). `held_at` is kept by `campaigns.progress` alone.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="duties")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    # Own materialised path, four characters a level: the tree as launched, whatever becomes of the units.
    path = models.CharField(max_length=255, db_collation="C")
    # Members to study, with all below: as launched (never changed), and with the ledger's rows so far.
    launched_heads = models.PositiveIntegerField()
    heads = models.PositiveIntegerField()
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    held_at = models.DateTimeField(_("held at"), null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit"], condition=Q(until=None), name="one_duty_in_force"),
            models.UniqueConstraint(fields=["campaign", "path"], name="one_duty_per_path"),
            models.CheckConstraint(
                condition=Q(until=None, end_reason="") | Q(until__isnull=False) & ~Q(end_reason=""),
                name="an_ended_duty_says_why",
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="no_duty_above_itself"),
        ]
        indexes = [
            models.Index(fields=["campaign", "parent", "-heads"], name="duty_direct"),
            models.Index(fields=["unit", "campaign"], name="duty_unit"),
        ]

    def owes_on(self, day):
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def is_held(self, at):
        return self.held_at is not None and self.held_at <= at


@pghistory.track()
class DutyOrigin(models.Model):
    """A duty that begins after the launch goes on where another stood: moved, split off, merged out of, restored.

    Where all its origins had held before it began, it has held from its beginning.
    """

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="origins")
    origin = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="successors")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "origin"], name="an_origin_once_per_duty"),
            models.CheckConstraint(condition=~Q(duty=F("origin")), name="no_duty_its_own_origin"),
        ]


class RosterEntryQuerySet(ScopedQuerySet):
    scope_path = "duty__unit__path"

    def on(self, day):
        """Entries valid on the day."""
        return self.filter(Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day))


@pghistory.track()
class RosterEntry(models.Model):
    """A member who is to study in the campaign, with the duty he counts for, from and until a day.

    Frozen at launch like the head counts: a transfer or an exemption afterwards closes an entry with a ledger row.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="roster")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="roster_entries")
    writes = models.BooleanField(_("owes an essay"), default=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = RosterEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "member"], condition=Q(until=None), name="one_roster_entry_in_force"),
        ]
        indexes = [models.Index(fields=["member", "duty"], name="roster_member")]


class ChangeKind(models.TextChoices):
    HEADS = "heads", _("members to study changed")
    EXEMPTED = "exempted", _("exempt from the campaign")
    RESTORED = "restored", _("owes the study again")
    MERGED = "merged", _("merged")
    ENDED = "ended", _("ended")
    MOVED = "moved", _("moved under another unit")
    ADDED = "added", _("added to the campaign")


class DutyChangeQuerySet(ScopedQuerySet):
    scope_path = "duty__unit__path"


@pghistory.track()
class DutyChange(models.Model):
    """One row of the ledger of changes since launch."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="ledger")
    kind = models.CharField(_("change"), max_length=20, choices=ChangeKind.choices)
    effective_on = models.DateField(_("from the day"))
    entered_at = models.DateTimeField(_("entered at"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Change of the members to study of this very unit; those above it take it over by their path.
    heads_delta = models.IntegerField(default=0)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason or decision"), max_length=300, blank=True)

    objects = DutyChangeQuerySet.as_manager()

    class Meta:
        ordering = ["effective_on", "pk"]
        indexes = [models.Index(fields=["duty", "effective_on"], name="ledger_duty_day")]
