"""Further appendices of a draft: which stand in it."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.signing import BACK_TO_DRAFT
from lib.conflict import check_version
from reports.counted import counted_for
from reports.extras import EXTRAS, rows_of_extras
from reports.models import WeeklyReport
from reports.proposals import proposals_of

PROPOSALS = "proposals"


@transaction.atomic
def choose_extras(*, report, version, codes, by, at):
    """Print these further appendices and no other; they are brought up to date with the figures from then on."""
    report = _locked_draft(report)
    check_version(report, version)
    before = (report.extras, report.proposals)
    report.extras = dict.fromkeys((code for code in codes if code in EXTRAS), ())
    report.extras = rows_of_extras(report, counted_for(report, at))
    report.proposals = proposals_of(report, at=at) if PROPOSALS in codes else None
    if (report.extras, report.proposals) != before:
        report.put_back_to_draft()
        report.save(update_fields=["extras", "proposals", *BACK_TO_DRAFT])
        record("reports.report.extras_chosen", report, by=by, week=f"{report.week_start:%d/%m/%Y}", number=_number(report))
    return report


def _number(report):
    return len(report.extras) + (report.proposals is not None)


def _locked_draft(report):
    report = WeeklyReport.objects.select_for_update(of=["self"]).select_related("campaign", "unit").get(pk=report.pk)
    if not report.is_draft:
        raise ValidationError(_("The report is issued; begin a correction to change its text."))
    return report
