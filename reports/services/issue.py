"""From the draft over the copy to sign to the issued paper."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.codes import code_for
from documents.services.issue import issue_document
from documents.services.numbers import papers_of_book, suggest_number
from documents.signing import PaperState
from lib.conflict import check_version
from reports.figures import from_payload
from reports.models import WeeklyReport
from reports.paper import TYPE_CODE, payload_of, title_of
from reports.voices import issuing_body_of


@transaction.atomic
def make_copy_to_sign(*, report, by, at):
    """Hold the draft still for the signature: from now on it changes by hand only."""
    report = _locked(report)
    check_may_be_issued(report)
    body = issuing_body_of(report.unit, from_payload(report.figures).day)
    report.copied_at, report.code = at, code_for(body, before=report.code)
    report.save(update_fields=["copied_at", "code"])
    record("reports.report.copied_to_sign", report, by=by, week=f"{report.week_start:%d/%m/%Y}")
    return report


@transaction.atomic
def issue_report(*, report, number, issued_on, signer, by, at, version, pdf=None):
    """Issue the signed report under the number and day the clerk gave it; from then on it stays as it is."""
    report = _locked(report)
    check_may_be_issued(report)
    check_version(report, version)
    check_day(report, issued_on)
    document = issue_document(
        body=signer.body, signer=signer, type_code=TYPE_CODE, number=number, issued_on=issued_on,
        payload=payload_of(report), title=title_of(report), by=by, at=at, supersedes=_document_before(report), pdf=pdf,
    )
    report.state, report.document = PaperState.ISSUED, document
    report.version += 1
    report.save(update_fields=["state", "document", "version"])
    record("reports.report.issued", report, by=by, paper=str(document), sha256=document.sha256)
    return report


def check_may_be_issued(report):
    if not report.is_draft:
        raise ValidationError(_("The report is issued already."))
    report.check_complete()


def check_day(report, issued_on):
    if issued_on < from_payload(report.figures).day:
        raise ValidationError({"issued_on": _("The day of issue lies before the cut-off of the figures.")})


def check_terms(report, *, number, issued_on, signer):
    """What can be said at once of number, day and signer, before the slow drawing begins."""
    check_may_be_issued(report)
    check_day(report, issued_on)
    book = {"unit": report.unit, "symbol": signer.body.symbol, "type_code": TYPE_CODE, "on": issued_on}
    if papers_of_book(**book).filter(number=number).exists():
        free = suggest_number(**book)
        raise ValidationError({"number": _("This number was given already; %(free)d is free.") % {"free": free}})


def _locked(report):
    return (
        WeeklyReport.objects.select_for_update(of=["self"]).select_related("campaign", "unit").get(pk=report.pk)
    )


def _document_before(report):
    """The paper in force of the week that this one supersedes; None where there is none, or it was withdrawn."""
    before = report.revisions().in_force().select_related("document").newest_first().first()
    return before.document if before else None
