import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models.units import Unit
from units.scope import ScopedQuerySet


class MemberKind(models.TextChoices):
    FULL = "full", _("full member")
    PROBATIONARY = "probationary", _("probationary member")


class MemberQuerySet(ScopedQuerySet):
    def present(self):
        """Members who belong to a unit today: neither gone nor dead."""
        return self.filter(left_on=None)

    def in_people_order(self):
        """By given name, then the rest, in Vietnamese order."""
        return self.order_by("sort_key", "card_number")


@pghistory.track()
class Member(models.Model):
    """A roster row, not a user: the least that the work needs."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="members")
    card_number = models.CharField(_("card number"), max_length=20, unique=True, db_collation="C")
    full_name = models.CharField(_("full name"), max_length=150)
    # Kept as far as it is known: "1961", "05/1985" or "19/05/1985"; only ever shown, never reckoned with.
    born = models.CharField(_("born"), max_length=10, blank=True)
    kind = models.CharField(_("kind of member"), max_length=20, choices=MemberKind.choices, default=MemberKind.FULL)
    exempt_from_activity = models.BooleanField(_("exempt from Party activity"), default=False)
    exempt_from_essay = models.BooleanField(_("exempt from the essay"), default=False)
    exemption_decision = models.CharField(_("number of the decision"), max_length=60, blank=True)
    # The committee that manages a cadre, his unit or one above it; empty: his own cell.
    managed_by = models.ForeignKey(
        Unit, verbose_name=_("managed by"), on_delete=models.PROTECT, null=True, blank=True, related_name="managed_members"
    )
    left_on = models.DateField(_("left on"), null=True, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    search_text = models.CharField(max_length=250, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        indexes = [models.Index(fields=["unit", "sort_key"], name="member_unit_order")]

    def __str__(self):
        return self.full_name

    @property
    def must_study(self):
        return self.left_on is None and not self.exempt_from_activity


class MemberChangeKind(models.TextChoices):
    TRANSFER = "transfer", _("transfer to another unit")
    END = "end", _("leaves the Party or the area")
    DEATH = "death", _("death")
    RETURN = "return", _("returns")


@pghistory.track()
class MemberChange(models.Model):
    """A dated step of a member: transfer, end, death."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(_("change"), max_length=20, choices=MemberChangeKind.choices)
    on = models.DateField(_("on"))
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decision = models.CharField(_("number of the decision"), max_length=60, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="transfer", to_unit__isnull=False) | (~models.Q(kind="transfer") & models.Q(to_unit=None)),
                name="only_a_transfer_has_a_destination",
            ),
        ]
