import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from units.models import Unit
from units.scope import ScopedQuerySet


class DataKind(models.TextChoices):
    """Kinds of personal data the portal keeps."""

    ROSTER = "roster", _("roster: name, card number, year of birth, unit")
    STUDY = "study", _("who studied, who was absent and why")
    ESSAYS = "essays", _("essays, their pages and marks (may show political views)")
    PROPOSALS = "proposals", _("proposals of cells")
    ACCOUNTS = "accounts", _("accounts: name, telephone, e-mail, journal")
    OTHER = "other", _("other")


class IncidentTask(models.TextChoices):
    """What is ticked once it is done."""

    STOPPED = "stopped", _("Stopped what went on (account closed, file taken back, machine off the network)")
    EVIDENCE = "evidence", _("Kept the traces: the journal, pictures of the screen, who said what")
    LEADER = "leader", _("Told the head of board")
    REPORTED = "reported", _("Reported to the authority for the protection of personal data")
    PEOPLE = "people", _("Told the people concerned")
    CAUSE = "cause", _("Removed the cause")


class IncidentQuerySet(ScopedQuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def on_the_clock(self):
        """The 72 hours run: neither reported nor found not to be of those that are reported."""
        return self.filter(reported_at=None, no_report_because="")

    def open_first(self):
        return self.order_by(F("closed_at").asc(nulls_first=True), "-found_at", "-pk")


@pghistory.track()
class Incident(models.Model):
    """Personal data got lost, changed or into strange hands; from the moment it is found the law gives 72 hours."""

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="incidents")
    what = models.TextField(_("what has happened"), max_length=4000)
    # When and where as far as it is known, in words.
    when_and_where = models.CharField(_("when and where it happened"), max_length=300, blank=True)
    found_at = models.DateTimeField(_("found at"))
    report_due_at = models.DateTimeField(_("to be reported by"))
    data_kinds = models.JSONField(_("kinds of data"), default=list)
    people = models.PositiveIntegerField(_("how many people"), null=True, blank=True)
    consequences = models.TextField(_("what may come of it"), max_length=4000, blank=True)
    measures = models.TextField(_("what was and will be done"), max_length=4000, blank=True)
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)
    # Not of those the law has reported: why, and the clock stands still.
    no_report_because = models.TextField(_("why it is not reported"), max_length=1000, blank=True)
    people_told_at = models.DateTimeField(_("people told at"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(_("outcome"), max_length=2000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("incident with personal data")
        constraints = [
            models.CheckConstraint(condition=Q(report_due_at__gt=F("found_at")), name="an_incident_is_reported_after_it_is_found"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="a_closed_incident_says_how",
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None) | Q(no_report_because=""), name="an_incident_is_reported_or_not"
            ),
        ]

    @property
    def is_open(self):
        return self.closed_at is None

    @property
    def is_on_the_clock(self):
        return self.reported_at is None and not self.no_report_because

    @property
    def data_kind_words(self):
        return [str(DataKind(kind).label) for kind in self.data_kinds]


@pghistory.track()
class IncidentStep(models.Model):
    """Something that was done about an incident, ticked by somebody; a tick by mistake is taken back, its row stays."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    task = models.CharField(max_length=20, choices=IncidentTask.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("step about an incident")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["incident", "task"], condition=Q(undone_at=None), name="a_task_is_ticked_once")]
