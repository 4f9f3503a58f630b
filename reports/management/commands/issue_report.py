"""issue_report --campaign TW6-XII --week 2018-W02 (or --final) --number 7 --date 2018-01-12 --signer SIGNER [--unit CODE]

Enters under its number and day a report that was signed on paper, as the page "Ban hành" does.
"""
import datetime

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from documents.models import IssuingBody, Signer
from lib.clock import now
from lib.dates import parse_day
from lib.vietnamese import fold
from reports.management.commands.compile_report import ReportCommand
from reports.models import ReportKind, WeeklyReport
from reports.services import issue_report


class Command(ReportCommand):
    help = "Issues the draft of a week, or the final one, under the number, the day and the signer of the signed paper."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--number", required=True, type=int, help="number the clerk gave")
        parser.add_argument("--date", required=True, help="day of issue, as 2018-01-12 or 12/01/2018")
        parser.add_argument("--signer", required=True, help="full name of the signer, or the number a wrong name is answered with")

    def handle(self, *, campaign, week, unit, final, number, date, signer, **options):
        report, day = self.report_of(campaign, week, unit, final), _day(date)
        signer = _signer(report, signer, day)
        try:
            report = issue_report(
                report=report, number=number, issued_on=day, signer=signer, by=None, at=now(), version=report.version
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        document = report.document
        self.stdout.write(_("Issued: %(paper)s, SHA-256 %(sha256)s.") % {"paper": document, "sha256": document.sha256})

    def report_of(self, campaign_code, week_name, unit_code, final):
        """The draft as it stands: what was signed is issued, nothing is compiled anew."""
        campaign, unit, week = self.find(campaign_code, week_name, unit_code)
        reports = WeeklyReport.objects.filter(campaign=campaign, unit=unit)
        reports = reports.filter(kind=ReportKind.FINAL) if final else reports.weekly().filter(week_start=week.monday)
        report = reports.select_related("campaign", "unit").newest_first().first()
        if report is None:
            raise CommandError(_("There is no such report yet; compile it first."))
        return report


def _day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parse_day(text)
    except ValueError:
        raise CommandError(_("“%(text)s” is not a day. Write it as day/month/year.") % {"text": text}) from None


def _signer(report, wanted, day):
    """By number or full name, case and marks aside; a name nobody or two bear is answered with who signs that day."""
    signers = Signer.objects.valid_on(day).filter(body__unit=report.unit, body__in=IssuingBody.objects.valid_on(day))
    signers = list(signers.select_related("body"))
    found = [
        signer for signer in signers if wanted == str(signer.pk) or fold(signer.full_name) == fold(wanted)
    ]
    if len(found) == 1:
        return found[0]
    names = "; ".join(f"{s.pk} {s.full_name} ({' '.join(filter(None, [s.authority, s.post]))})" for s in signers)
    raise CommandError(
        _("No one signer is meant by “%(text)s”. Those who sign on that day: %(names)s.") % {"text": wanted, "names": names or "–"}
    )
