"""The final report of a campaign: as of the moment asked for, or of the campaign's close."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lib.clock import local_day
from reports.models import ReportKind, WeeklyReport
from reports.services.compile import fill_report
from reports.weeks import Week


@transaction.atomic
def compile_final_report(*, campaign, unit, cut_off, early, by, at):
    """Bring the unit's final report up to date with a cut-off that has come; an issued one stays as it is.

    `early`: the officer knows that stages of the campaign are not over yet; the paper says so.
    """
    _check(campaign, cut_off, early=early, at=at)
    # One row at a time: two who ask at once make one report.
    campaign.__class__.objects.select_for_update().get(pk=campaign.pk)
    finals = WeeklyReport.objects.filter(campaign=campaign, unit=unit, kind=ReportKind.FINAL)
    report = finals.select_for_update(of=["self"]).select_related("campaign", "unit").newest_first().first()
    if report is None:
        report = WeeklyReport(campaign=campaign, unit=unit, kind=ReportKind.FINAL)
    if report.is_draft:
        report.cut_off, report.week_start = cut_off, Week.of(local_day(cut_off)).monday
        report.save()
        fill_report(report, by=by, at=at)
    return report


def last_deadline(campaign):
    days = [campaign.ends_on, campaign.study_due_on, campaign.essay_due_on, campaign.marking_due_on]
    return max(day for day in days if day)


def is_early(campaign, cut_off):
    """True where a stage of the campaign is not over at the moment."""
    return local_day(cut_off) <= last_deadline(campaign)


def _check(campaign, cut_off, *, early, at):
    if not campaign.is_launched:
        raise ValidationError(_("The campaign is not launched yet; there is nothing to report."))
    if cut_off > at:
        raise ValidationError({"day": _("The cut-off of a final report lies in the past: what is to come cannot be counted.")})
    if local_day(cut_off) < campaign.starts_on:
        raise ValidationError({"day": _("The day lies before the campaign.")})
    if is_early(campaign, cut_off) and not early:
        raise ValidationError({"early": _("Stages of the campaign are not over: say that you report before their end.")})
