import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.sessions import StudySession
from units.scope import ScopedQuerySet

# About twenty pages.
MOST_TEXT = 60_000


class SessionMinutesQuerySet(ScopedQuerySet):
    scope_path = "session__host__path"


@pghistory.track()
class SessionMinutes(models.Model):
    """What the minutes of a class say beyond its record: who led and wrote, what was said."""

    session = models.OneToOneField(StudySession, on_delete=models.PROTECT, related_name="minutes")
    chair = models.CharField(_("chair"), max_length=150)
    chair_post = models.CharField(_("post of the chair"), max_length=150, blank=True)
    minute_taker = models.CharField(_("minute-taker"), max_length=150)
    begins_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    discussion = models.TextField(_("discussion"), max_length=MOST_TEXT, blank=True)
    conclusion = models.TextField(_("conclusion of the chair"), max_length=MOST_TEXT, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = SessionMinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes of a class")

    @property
    def unit(self):
        """The unit the minutes belong to (for scope and audit)."""
        return self.session.host
