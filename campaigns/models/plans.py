import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.duties import Duty
from campaigns.models.sessions import DayPart
from files.models import StoredFile
from units.scope import ScopedQuerySet


class DelayReasonQuerySet(models.QuerySet):
    def offered(self):
        return self.filter(retired_at=None)


@pghistory.track()
class DelayReason(models.Model):
    """A usual reason for delay, offered as a choice until it is retired; what a unit writes itself is kept too."""

    text = models.CharField(_("reason"), max_length=200, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    # The reason that a request for a speaker gives by itself, and takes back; its words are the office's.
    awaits_speaker = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = DelayReasonQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text


class StudyPlanQuerySet(ScopedQuerySet):
    scope_path = "duty__unit__path"


@pghistory.track()
class StudyPlan(models.Model):
    """What a unit means to do: the day, why it is late, its plan and its action programme."""

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="plan")
    planned_on = models.DateField(_("planned day"), null=True, blank=True)
    part = models.CharField(_("part of the day"), max_length=20, choices=DayPart.choices, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    delay_reason = models.CharField(_("reason for delay"), max_length=200, blank=True)
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # "Số 12-CTr/ĐU, ngày 26/12/2017": number and day of the action programme as the unit writes them.
    programme = models.CharField(_("action programme"), max_length=200, blank=True)
    programme_document = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Reminders counted before the campaign was kept here (the workbook's opening balance).
    earlier_reminders = models.PositiveSmallIntegerField(_("earlier reminders"), default=0)
    version = models.PositiveIntegerField(default=1)

    objects = StudyPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("study plan")


class ReminderWay(models.TextChoices):
    CALL = "call", _("telephone call")
    MESSAGE = "message", _("message")
    LETTER = "letter", _("letter")
    VISIT = "visit", _("visit")


class ReminderQuerySet(ScopedQuerySet):
    scope_path = "duty__unit__path"


@pghistory.track()
class Reminder(models.Model):
    """A unit was reminded: how, who was reached, what was promised."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="reminders")
    at = models.DateTimeField(_("at"))
    way = models.CharField(_("way"), max_length=20, choices=ReminderWay.choices, default=ReminderWay.CALL)
    reached = models.BooleanField(_("somebody was reached"), default=True)
    promised_on = models.DateField(_("promised day"), null=True, blank=True)
    # The reason for delay the unit gave; it becomes that of its plan.
    reason = models.CharField(_("reason for delay"), max_length=200, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    # The planned day and reason before this one, for when it is taken back.
    earlier_planned_on = models.DateField(null=True, blank=True)
    earlier_reason = models.CharField(max_length=200, blank=True)
    letter = models.ForeignKey(
        "campaigns.ReminderLetter", on_delete=models.PROTECT, null=True, blank=True, related_name="reminders"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["duty", "at"], name="reminder_duty")]
        constraints = [
            models.UniqueConstraint(fields=["duty", "letter"], name="a_letter_reminds_a_unit_once"),
        ]
