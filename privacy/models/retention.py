import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


@pghistory.track()
class RetentionRule(models.Model):
    """How many days one kind of data is kept, where an officer decided otherwise than the portal comes with."""

    # A code of jobs/retention.py.
    kind = models.CharField(max_length=60, unique=True, db_collation="C")
    days = models.PositiveIntegerField(_("days kept"))
    basis = models.CharField(_("why so long"), max_length=500)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("rule on how long data is kept")
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1) & ~Q(basis=""), name="a_kept_day_has_its_reason"),
        ]
