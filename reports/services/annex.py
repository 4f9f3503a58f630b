"""The annex of proposals: put into a draft, left out of it."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.signing import BACK_TO_DRAFT
from reports.models import WeeklyReport
from reports.proposals import proposals_of


@transaction.atomic
def put_proposals_in(*, report, by, at):
    """Print what was sent up as a further annex; brought up to date with the figures from then on."""
    report = _locked_draft(report)
    if _keep(report, proposals_of(report, at=at)):
        record("reports.report.proposals_put_in", report, by=by, week=f"{report.week_start:%d/%m/%Y}")
    return report


@transaction.atomic
def leave_proposals_out(*, report, by):
    report = _locked_draft(report)
    if _keep(report, None):
        record("reports.report.proposals_left_out", report, by=by, week=f"{report.week_start:%d/%m/%Y}")
    return report


def _locked_draft(report):
    report = WeeklyReport.objects.select_for_update(of=["self"]).select_related("campaign", "unit").get(pk=report.pk)
    if not report.is_draft:
        raise ValidationError(_("The report is issued; begin a correction to change its text."))
    return report


def _keep(report, proposals):
    """True where that changes the draft; a copy to sign that was printed no longer matches then."""
    if proposals == report.proposals:
        return False
    report.proposals = proposals
    report.put_back_to_draft()
    report.save(update_fields=["proposals", *BACK_TO_DRAFT])
    return True
