import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from units.models import Member, Unit, UnitBlock
from units.scope import ScopedQuerySet


class ProposalGroupQuerySet(ScopedQuerySet):
    def standing(self):
        return self.filter(dissolved_at=None)

    def on_top(self):
        """Those that stand in no other group."""
        return self.standing().filter(Q(part_of=None) | Q(part_of__dissolved_at__isnull=False))

    def counted(self):
        """With `number`: how many proposals stand in it, its parts among them."""
        mine = Proposal.objects.in_group(OuterRef("pk")).order_by()
        number = mine.annotate(number=Func(F("pk"), function="COUNT", output_field=models.IntegerField())).values("number")
        return self.annotate(number=Coalesce(Subquery(number), 0))


@pghistory.track()
class ProposalGroup(models.Model):
    """Proposals that ask for the same, said once; what is sent up and answered."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="proposal_groups")
    # The level that put it together.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proposal_groups")
    text = models.TextField(_("proposal"), max_length=1000)
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Stands in the annex of the report from then on; a group of the committee itself from its beginning.
    sent_up_at = models.DateTimeField(_("sent up at"), null=True, blank=True)
    # The committee's group that took it up after it was sent up. One level: a part has no parts.
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Taken apart again: its proposals stand alone as before, and come back with it where it is restored.
    dissolved_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of proposals")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""), name="an_answer_has_words"),
            models.CheckConstraint(condition=Q(answered_at=None) | Q(dissolved_at=None), name="what_is_answered_stands"),
            models.CheckConstraint(condition=Q(part_of=None) | Q(sent_up_at__isnull=False), name="a_part_was_sent_up"),
        ]

    @property
    def whole(self):
        """The group it stands in, or itself."""
        return self.part_of if self.part_of and self.part_of.dissolved_at is None else self

    @property
    def handled_by(self):
        """The unit that has it in hand: what is sent up is the committee's."""
        return self.campaign.unit if self.sent_up_at else self.unit


class ProposalQuerySet(ScopedQuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)

    def lone(self):
        return self.standing().filter(Q(group=None) | Q(group__dissolved_at__isnull=False))

    def in_group(self, group):
        """Those of the group and of its parts."""
        return self.standing().filter(Q(group=group) | Q(group__part_of=group, group__dissolved_at=None))


class Proposal(models.Model):
    """What a cell asks for. It belongs to the cell, of a cell under ten members to its block: history keeps no writer.

    Untracked on purpose: the rows of pghistory name who typed it, and of a small cell that would name the cell.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="proposals")
    # The cell; of a small cell a unit above it, with the block instead of the cell (essays/whose_proposal.py).
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proposals")
    block = models.ForeignKey(UnitBlock, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("proposal"), max_length=1000)
    # Folded text, for finding similar ones.
    search_text = models.TextField(editable=False)
    # Only by his own wish, and never of a small cell without it.
    author = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    # Of a small cell the Monday of the week: the day alone might tell the cell.
    noted_on = models.DateField(_("noted on"))
    group = models.ForeignKey(ProposalGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(block=None) | Q(author=None), name="who_is_named_names_his_cell"),
        ]
        indexes = [models.Index(fields=["campaign", "unit"], name="proposal_unit")]

    @property
    def standing_group(self):
        """The group it is said in, as it stands today; None where it stands alone."""
        return self.group.whole if self.group and self.group.dissolved_at is None else None
