import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    def in_force(self, day):
        """The newest version that holds on the day, or None."""
        return self.filter(valid_from__lte=day).order_by("-version").first()


@pghistory.track()
class Notice(models.Model):
    """What everybody who signs in is told about personal data; a new text is a new version, which is asked again."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    valid_from = models.DateField(_("valid from"))
    # [{"heading": "…", "paragraphs": ["…", …]}, …]
    sections = models.JSONField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("privacy notice")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.version}"


@pghistory.track()
class Acknowledgement(models.Model):
    """A user has read a version of the notice."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acknowledgements")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="acknowledgements")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("acknowledgement of the privacy notice")
        constraints = [models.UniqueConstraint(fields=["user", "notice"], name="a_notice_acknowledged_once")]
