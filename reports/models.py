import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from documents.models import Document
from documents.signing import PaperQuerySet, PaperToSign, issued_has_its_document
from reports.weeks import Week
from units.models import Unit
from units.scope import ScopedQuerySet, above_paths, paths_permitted


class ReportKind(models.TextChoices):
    WEEKLY = "weekly", _("weekly report")
    FINAL = "final", _("final report")


class WeeklyReportQuerySet(PaperQuerySet):
    def weekly(self):
        return self.filter(kind=ReportKind.WEEKLY)

    def in_force(self):
        """Issued, and their paper neither superseded nor withdrawn: what a later report builds on."""
        return self.issued().filter(document__superseded_by=None, document__withdrawn_at=None)

    def newest_first(self):
        return self.order_by("-week_start", "-revision")

    def issued_above(self, user, permission):
        """Issued reports of the bases the user's units belong to; those of the committee itself are not for them."""
        issued = self.issued().filter(above_paths("unit__path", paths_permitted(user, permission)))
        return issued.exclude(unit=F("campaign__unit"))


@pghistory.track(exclude=["figures", "proposals", "kind", "delta", "extras"])
class WeeklyReport(PaperToSign):
    """The report of a week, or the final one of the campaign: compiled again while a draft, frozen when issued."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="weekly_reports")
    unit = models.ForeignKey(Unit, verbose_name=_("whose report"), on_delete=models.PROTECT, related_name="weekly_reports")
    # Given once; the final report stands in the week of its cut-off.
    kind = models.CharField(max_length=20, choices=ReportKind.choices, default=ReportKind.WEEKLY)
    week_start = models.DateField(_("Monday of the week"))
    # 0 for the first report of the week; a correction after issue is the next.
    revision = models.PositiveSmallIntegerField(default=0)
    cut_off = models.DateTimeField(_("cut-off"))
    figures = models.JSONField(default=dict)
    # Rows of the annex of proposals as of the cut-off (reports/proposals.py); None: the report has no such annex.
    proposals = models.JSONField(null=True, blank=True)
    # What has changed since the paper issued last (reports/delta.py); None: none was issued before.
    delta = models.JSONField(null=True, blank=True)
    # `{code: rows}` of the further appendices chosen (reports/extras.py), as of the cut-off.
    extras = models.JSONField(default=dict, blank=True)
    compiled_at = models.DateTimeField(null=True, blank=True)
    compilations = models.PositiveIntegerField(default=0)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="report")

    objects = WeeklyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("weekly report")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "kind", "week_start", "revision"], name="one_report_per_week"),
            issued_has_its_document("an_issued_report_has_its_document"),
        ]

    def __str__(self):
        return f"{self.campaign} {self.week}"

    def check_complete(self):
        if not self.figures.get("closed"):
            raise ValidationError(_("The week is not closed yet: its figures may still change until the cut-off."))

    def revisions(self):
        """The report and those that correct it or that it corrects."""
        return WeeklyReport.objects.filter(
            campaign=self.campaign_id, unit=self.unit_id, kind=self.kind, week_start=self.week_start
        )

    @property
    def is_final(self):
        return self.kind == ReportKind.FINAL

    @property
    def week(self):
        return Week(self.week_start)

    @property
    def is_of_base(self):
        return self.unit_id != self.campaign.unit_id


@pghistory.track(exclude=["rows"])
class ReportBasis(models.Model):
    """The rows from which the figures of a report were counted (reports/figures/basis.py), written with them.

    Kept apart from the report, as it is read only where somebody asks why a number is what it is.
    """

    report = models.OneToOneField(WeeklyReport, on_delete=models.CASCADE, related_name="basis")
    rows = models.JSONField()


class ParagraphQuerySet(ScopedQuerySet):
    scope_path = "report__unit__path"


@pghistory.track()
class Paragraph(models.Model):
    """A paragraph of a report: the sentence counted from the figures, and what an officer made of it."""

    report = models.ForeignKey(WeeklyReport, on_delete=models.CASCADE, related_name="paragraphs")
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=20, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    computed = models.TextField(blank=True)
    # None: the computed sentence stands. Empty: the officer took the paragraph out.
    edited = models.TextField(null=True, blank=True)
    # The computed sentence under the edit when it was made: tells whether the figures changed since.
    edited_over = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="one_paragraph_per_key")]

    @property
    def text(self):
        return self.computed if self.edited is None else self.edited

    @property
    def changed_underneath(self):
        return self.edited is not None and self.edited_over != self.computed
