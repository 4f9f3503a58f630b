import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaigns import Campaign
from campaigns.models.resolutions import Resolution
from files.models import StoredFile
from lib.clock import at_hour, start_of_day
from units.models import Member, Unit
from units.scope import ScopedQuerySet, paths_permitted, within_paths


class SessionKind(models.TextChoices):
    CONFERENCE = "conference", _("key-cadre conference")
    CLASS = "class", _("class")
    MAKE_UP = "make_up", _("make-up class")


class DayPart(models.TextChoices):
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")


# When a class of that part of the day counts as held.
HOUR_OF_PART = {
    DayPart.MORNING: datetime.time(8, 0),
    DayPart.AFTERNOON: datetime.time(14, 0),
    DayPart.EVENING: datetime.time(19, 0),
}


class Audience(models.TextChoices):
    KEY_CADRES = "key_cadres", _("key cadres")
    MEMBERS = "members", _("members")
    NON_MEMBERS = "non_members", _("non-members")


class Format(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")
    VIDEO = "video", _("video replay")
    CELL_MEETING = "cell_meeting", _("within a cell meeting")
    SELF_STUDY = "self_study", _("self-study")


class SpeakerLevel(models.TextChoices):
    CENTRAL = "central", _("central speaker")
    PROVINCE = "province", _("provincial speaker")
    COMMITTEE = "committee", _("speaker of the committee")
    BASE = "base", _("speaker of the base")
    OWN = "own", _("the cell itself")


class LoggedHow(models.TextChoices):
    SELF = "", _("by the unit itself")
    TELEPHONE = "telephone", _("the unit telephoned")
    PHOTO = "photo", _("the unit sent a photo")
    PAPER = "paper", _("the unit sent a paper")
    WORKBOOK = "workbook", _("from a workbook")


class StudySessionQuerySet(ScopedQuerySet):
    scope_path = "host__path"

    def permitted(self, user, permission):
        """Classes that the unit hosts or attends: a joint class is seen by every unit in it."""
        paths = paths_permitted(user, permission)
        attended = Attendance.objects.filter(within_paths("unit__path", paths)).values("session")
        return self.filter(within_paths(self.scope_path, paths) | Q(pk__in=attended))

    def standing(self):
        return self.filter(withdrawn_at=None)

    def held_by(self, at):
        return self.standing().filter(moment__lte=at)


@pghistory.track()
class StudySession(models.Model):
    """A class, conference or make-up that took place."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="sessions")
    host = models.ForeignKey(Unit, verbose_name=_("host unit"), on_delete=models.PROTECT, related_name="hosted_sessions")
    code = models.CharField(_("code"), max_length=40, db_collation="C")
    kind = models.CharField(_("kind"), max_length=20, choices=SessionKind.choices, default=SessionKind.CLASS)
    held_on = models.DateField(_("day"))
    part = models.CharField(_("part of the day"), max_length=20, choices=DayPart.choices, blank=True)
    hour = models.TimeField(_("hour"), null=True, blank=True)
    # The moment from which the class counts: its hour, its part's hour, or the start of its day.
    moment = models.DateTimeField(editable=False)
    format = models.CharField(_("format"), max_length=20, choices=Format.choices, default=Format.IN_PERSON)
    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices, default=Audience.MEMBERS)
    place = models.CharField(_("place"), max_length=200, blank=True)
    speakers = models.CharField(_("speakers"), max_length=300, blank=True)
    speaker_level = models.CharField(_("speakers' level"), max_length=20, choices=SpeakerLevel.choices, blank=True)
    resolutions = models.ManyToManyField(Resolution, verbose_name=_("resolutions"), through="SessionResolution")
    note = models.CharField(_("note"), max_length=500, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    logged_at = models.DateTimeField()
    logged_how = models.CharField(_("entered for the unit"), max_length=20, choices=LoggedHow.choices, blank=True)
    logged_for = models.CharField(_("who told it"), max_length=150, blank=True)
    # An officer doubts the record and asks the unit to look at it.
    check_asked_at = models.DateTimeField(null=True, blank=True)
    check_question = models.CharField(_("question to the unit"), max_length=300, blank=True)
    check_answered_at = models.DateTimeField(null=True, blank=True)
    check_answer = models.CharField(_("answer of the unit"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason of the withdrawal"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = StudySessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("study session")
        ordering = ["-moment", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="one_session_per_code"),
            models.CheckConstraint(condition=Q(hour=None) | Q(part=""), name="an_hour_or_a_part_of_the_day"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_reason=""), name="a_withdrawal_says_why"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "kind", "moment"], name="session_moment")]

    def __str__(self):
        return self.code

    @property
    def unit(self):
        """The unit the record belongs to (for scope and audit)."""
        return self.host

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None


def moment_of(held_on, part="", hour=None):
    """When a class counts as held: at its hour, at its part's hour, else from the start of its day."""
    if hour is not None:
        return at_hour(held_on, hour)
    return at_hour(held_on, HOUR_OF_PART[part]) if part else start_of_day(held_on)


@pghistory.track()
class SessionResolution(models.Model):
    session = models.ForeignKey(StudySession, on_delete=models.CASCADE)
    resolution = models.ForeignKey(Resolution, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "resolution"], name="a_resolution_once_per_session")]


class AttendanceQuerySet(ScopedQuerySet):
    pass


@pghistory.track()
class Attendance(models.Model):
    """A unit at a class: how many were called, came, stayed away."""

    session = models.ForeignKey(StudySession, on_delete=models.CASCADE, related_name="attendances")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="attendances")
    summoned = models.PositiveIntegerField(_("summoned"))
    present = models.PositiveIntegerField(_("present"))
    absent_excused = models.PositiveIntegerField(_("absent with reason"), default=0)
    absent_unexcused = models.PositiveIntegerField(_("absent without reason"), default=0)
    non_members = models.PositiveIntegerField(_("non-members present"), default=0)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "unit"], name="one_attendance_per_unit"),
            models.CheckConstraint(
                condition=Q(summoned=F("present") + F("absent_excused") + F("absent_unexcused")),
                name="present_and_absent_make_summoned",
            ),
        ]

    @property
    def absent(self):
        return self.absent_excused + self.absent_unexcused


class MadeUpHow(models.TextChoices):
    MAKE_UP = "make_up", _("at a make-up class")
    CONFERENCE = "conference", _("at the key-cadre conference")
    ELSEWHERE = "elsewhere", _("in another unit's class")


class AbsenceQuerySet(ScopedQuerySet):
    scope_path = "attendance__unit__path"

    def made_up_by(self, day):
        return self.filter(made_up_on__lte=day)


@pghistory.track()
class Absence(models.Model):
    """A member named as absent from a class, and the day he made up for it (also an earlier one, elsewhere)."""

    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="absences")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="absences")
    excused = models.BooleanField(_("with reason"), default=False)
    made_up_on = models.DateField(_("made up on"), null=True, blank=True)
    made_up_how = models.CharField(_("made up how"), max_length=20, choices=MadeUpHow.choices, blank=True)
    made_up_in = models.ForeignKey(
        StudySession, on_delete=models.PROTECT, null=True, blank=True, related_name="made_up_absences"
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attendance", "member"], name="absent_once_per_class")]


class AttachmentKind(models.TextChoices):
    PHOTO = "photo", _("photo")
    MINUTES = "minutes", _("minutes")
    LIST = "list", _("attendance list")


class SessionAttachmentQuerySet(ScopedQuerySet):
    scope_path = "file__unit__path"


@pghistory.track()
class SessionAttachment(models.Model):
    session = models.ForeignKey(StudySession, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=AttachmentKind.choices, default=AttachmentKind.PHOTO)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = SessionAttachmentQuerySet.as_manager()
