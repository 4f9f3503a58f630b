import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.plans import StudyPlan
from campaigns.models.sessions import DayPart, SpeakerLevel
from units.models import Unit
from units.scope import ScopedQuerySet


class SpeakerQuerySet(ScopedQuerySet):
    def serving(self):
        return self.filter(retired_at=None)

    def in_order(self):
        return self.order_by("unit__path", "sort_key", "pk")


@pghistory.track()
class Speaker(models.Model):
    """Somebody whom a committee sends to present resolutions; retired, never deleted."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="speakers")
    full_name = models.CharField(_("full name"), max_length=150)
    level = models.CharField(_("level"), max_length=20, choices=SpeakerLevel.choices, default=SpeakerLevel.COMMITTEE)
    post = models.CharField(_("post"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    search_text = models.CharField(max_length=400, editable=False)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")

    def __str__(self):
        return self.full_name


class RequestState(models.TextChoices):
    ASKED = "asked", _("asked for")
    ASSIGNED = "assigned", _("assigned")
    REFUSED = "refused", _("nobody is free")
    WITHDRAWN = "withdrawn", _("not needed any more")


STANDING = (RequestState.ASKED, RequestState.ASSIGNED)


class SpeakerRequestQuerySet(ScopedQuerySet):
    scope_path = "plan__duty__unit__path"

    def standing(self):
        """Those asked for or assigned, of units that still owe their study in an open campaign."""
        duty = {"plan__duty__until": None, "plan__duty__held_at": None, "plan__duty__campaign__closed_at": None}
        return self.filter(state__in=STANDING, **duty)

    def to_answer(self):
        """Asked and not assigned; or assigned, and since then the day was moved or the speaker retired."""
        moved = ~Q(plan__planned_on=models.F("for_day")) | ~Q(plan__part=models.F("for_part")) | Q(plan__planned_on=None)
        gone = Q(speaker__retired_at__isnull=False)
        return self.standing().filter(Q(state=RequestState.ASKED) | moved | gone)


@pghistory.track()
class SpeakerRequest(models.Model):
    """A unit asks for a speaker on the day, part and place of its plan; an officer sends one, or says that none is free."""

    plan = models.ForeignKey(StudyPlan, on_delete=models.PROTECT, related_name="speaker_requests")
    state = models.CharField(_("state"), max_length=20, choices=RequestState.choices, default=RequestState.ASKED)
    wish = models.CharField(_("what the unit asks for"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="requests")
    # The day and part for which the speaker was found: a plan moved since then needs another look.
    for_day = models.DateField(null=True, blank=True)
    for_part = models.CharField(max_length=20, choices=DayPart.choices, blank=True)
    answer = models.CharField(_("answer to the unit"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = SpeakerRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a speaker")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state__in=STANDING), name="one_standing_request_per_plan"
            ),
            models.CheckConstraint(
                condition=Q(state="assigned", speaker__isnull=False, for_day__isnull=False) | ~Q(state="assigned"),
                name="an_assigned_request_names_its_speaker",
            ),
        ]

    @property
    def unit(self):
        """The unit the request belongs to (for scope and audit)."""
        return self.plan.duty.unit

    @property
    def is_assigned(self):
        return self.state == RequestState.ASSIGNED

    @property
    def is_moved(self):
        """The speaker was found for another day or part than the plan names now."""
        return self.is_assigned and (self.for_day, self.for_part) != (self.plan.planned_on, self.plan.part)

    @property
    def is_without_speaker(self):
        """The speaker assigned has retired since."""
        return self.is_assigned and self.speaker.retired_at is not None

    @property
    def needs_answer(self):
        return self.state == RequestState.ASKED or self.is_moved or self.is_without_speaker
