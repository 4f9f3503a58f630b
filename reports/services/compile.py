"""A week's report: made once, brought up to date while a draft, corrected by another after issue."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Campaign
from documents.signing import BACK_TO_DRAFT
from lib.clock import local_day
from reports.counted import counted_for
from reports.delta import delta_of
from reports.extras import rows_of_extras
from reports.figures import as_payload, check_sums
from reports.figures.basis import basis_as_json, basis_of
from reports.models import Paragraph, ReportBasis, ReportKind, WeeklyReport
from reports.proposals import proposals_of
from reports.sections import passages_of
from reports.voices import issuing_body_of, voice_of
from reports.weeks import first_week


@transaction.atomic
def compile_weekly_report(*, campaign, unit, week, by, at):
    """Bring the week's draft up to date; an issued report stays as it is.

    What an officer wrote stays too; the sentence below it is counted anew. Before the cut-off the figures are those
    of the moment, and the report says so.
    """
    _check_week(campaign, week, at)
    report = _locked_report(campaign, unit, week)
    if report.is_draft:
        fill_report(report, by=by, at=at)
    return report


@transaction.atomic
def correct_report(*, report, by, at):
    """Begin the correction of an issued report: a new draft of the week that will supersede it, or be issued for one withdrawn."""
    report = _lock(WeeklyReport.objects.filter(pk=report.pk)).get()
    latest = report.revisions().newest_first().first()
    if latest.is_draft:
        return latest
    correction = WeeklyReport.objects.create(
        campaign=report.campaign, unit=report.unit, week_start=report.week_start, cut_off=report.cut_off,
        kind=report.kind, revision=latest.revision + 1, proposals=latest.proposals, extras=latest.extras,
    )
    fill_report(correction, by=by, at=at)
    _take_over_edits(latest, correction)
    record("reports.report.correction_begun", correction, by=by, week=_week_words(report), paper=str(latest.document))
    return correction


def _check_week(campaign, week, at):
    if not campaign.is_launched:
        raise ValidationError({"week": _("The campaign is not launched yet; there is nothing to report.")})
    if week < first_week(campaign):
        raise ValidationError({"week": _("The week lies before the campaign.")})
    if week.monday > local_day(at):
        raise ValidationError({"week": _("The week has not begun yet.")})


def _lock(reports):
    return reports.select_for_update(of=["self"]).select_related("campaign", "unit")


def _locked_report(campaign, unit, week):
    key = {"campaign": campaign, "unit": unit, "kind": ReportKind.WEEKLY, "week_start": week.monday}
    found = _lock(WeeklyReport.objects.filter(**key)).newest_first().first()
    if found is not None:
        return found
    # Whoever decides on the week's cut-off at this moment comes before, or finds the report.
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    report, _created = WeeklyReport.objects.get_or_create(
        **key, revision=0, defaults={"cut_off": week.cut_off(campaign)}
    )
    return _lock(WeeklyReport.objects.filter(pk=report.pk)).get()


def fill_report(report, *, by, at):
    """Count the figures and write the sentences; the audit is told where something changed."""
    counted = counted_for(report, at)
    figures = counted.figures
    check_sums(figures)
    _keep_rows(report, counted)
    payload, delta = as_payload(figures), delta_of(report, figures)
    extras = rows_of_extras(report, counted)
    kept = delta.as_json() if delta else None
    changed = _write_paragraphs(report, figures, delta)
    changed |= (payload, kept, extras) != (report.figures, report.delta, report.extras)
    if report.proposals is not None:
        proposals = proposals_of(report, at=at)
        changed |= proposals != report.proposals
        report.proposals = proposals
    report.figures, report.delta, report.extras, report.compiled_at = payload, kept, extras, at
    if changed:
        report.compilations += 1
        report.put_back_to_draft()
        record("reports.report.compiled", report, by=by, week=_week_words(report), held=figures.total.held,
               units=figures.total.units)
    report.save(update_fields=["figures", "delta", "extras", "proposals", "compiled_at", "compilations", *BACK_TO_DRAFT])


def _keep_rows(report, counted):
    """The rows behind the figures stay with them: an issued number leads to what was counted then."""
    rows = basis_as_json(basis_of(counted, campaign=report.campaign, unit=report.unit, week=report.week))
    ReportBasis.objects.update_or_create(report=report, defaults={"rows": rows})


def _write_paragraphs(report, figures, delta):
    """Make the computed sentences those of the figures; True where one changed."""
    body = issuing_body_of(report.unit, figures.day)
    voice = voice_of(campaign=report.campaign, unit=report.unit, body=body, figures=figures)
    before = {paragraph.key: paragraph for paragraph in report.paragraphs.all()}
    new, changed = [], []
    for position, passage in enumerate(passages_of(figures, voice, delta=delta, is_final=report.is_final), 1):
        paragraph = before.get(passage.key) or Paragraph(report=report, key=passage.key)
        facts = (position, passage.section, passage.heading, passage.text)
        if paragraph.pk and facts == (paragraph.position, paragraph.section, paragraph.heading, paragraph.computed):
            continue
        paragraph.position, paragraph.section, paragraph.heading, paragraph.computed = facts
        if paragraph.pk:
            paragraph.version += 1
        (changed if paragraph.pk else new).append(paragraph)
    Paragraph.objects.bulk_create(new)
    Paragraph.objects.bulk_update(changed, ["position", "section", "heading", "computed", "version"])
    return bool(new or changed)


def _take_over_edits(issued, correction):
    edits = {paragraph.key: paragraph for paragraph in issued.paragraphs.all() if paragraph.edited is not None}
    taken = [paragraph for paragraph in correction.paragraphs.all() if paragraph.key in edits]
    for paragraph in taken:
        paragraph.edited = edits[paragraph.key].edited
        paragraph.edited_over = edits[paragraph.key].edited_over
    Paragraph.objects.bulk_update(taken, ["edited", "edited_over"])


def _week_words(report):
    return f"{report.week_start:%d/%m/%Y}"
