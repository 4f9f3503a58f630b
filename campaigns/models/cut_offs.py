import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from units.scope import ScopedQuerySet


class WeekCutOffQuerySet(ScopedQuerySet):
    scope_path = "campaign__unit__path"


@pghistory.track()
class WeekCutOff(models.Model):
    """What a person decided about the cut-off of one week: another moment, or the usual one although it falls on a day off."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="week_cut_offs")
    monday = models.DateField(_("Monday of the week"))
    # None: the usual moment stands.
    moment = models.DateTimeField(_("cut-off"), null=True, blank=True)
    # The usual moment at the time; where the campaign's weekly cut-off is changed, what was decided holds no more.
    instead_of = models.DateTimeField(_("instead of"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    objects = WeekCutOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("cut-off of one week")
        constraints = [models.UniqueConstraint(fields=["campaign", "monday"], name="one_cut_off_per_week")]

    @property
    def unit(self):
        """The unit the row belongs to (for scope and audit)."""
        return self.campaign.unit
