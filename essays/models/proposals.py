from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from units.models import Member, Unit, UnitBlock
from units.scope import ScopedQuerySet


class ProposalGroup(models.Model):
    """Proposals that ask for the same, said once; what is sent up and answered."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="proposal_groups")
    # The level that put it together.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proposal_groups")
    text = models.TextField(_("proposal"), max_length=1000)
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # Stands in the annex of the report from then on.
    sent_up_at = models.DateTimeField(_("sent up at"), null=True, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Taken apart again: its proposals stand alone as before.
    dissolved_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("group of proposals")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(answered_at=None, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""), name="an_answer_has_words"),
        ]


class Proposal(models.Model):
    """What a cell asks for. It belongs to the cell, of a cell under ten members to its block: history keeps no writer.

    Untracked on purpose: the rows of pghistory name who typed it, and of a small cell that would name the cell.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="proposals")
    # The cell; of a small cell the unit above it, with the block instead of the cell.
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="proposals")
    block = models.ForeignKey(UnitBlock, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("proposal"), max_length=1000)
    # Folded text, for finding similar ones.
    search_text = models.TextField(editable=False)
    # Only by his own wish, and never of a small cell without it.
    author = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    noted_on = models.DateField(_("noted on"))
    group = models.ForeignKey(ProposalGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        ordering = ["pk"]
        indexes = [models.Index(fields=["campaign", "unit"], name="proposal_unit")]
