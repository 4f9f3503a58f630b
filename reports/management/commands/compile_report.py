"""compile_report --campaign TW6-XII --week 2018-W02 [--unit CODE] [--pdf FILE] [--docx FILE] [--xlsx FILE] [--json FILE]

`--final [--as-of "05/02/2018 09:00"] [--early]` in place of the week: the final report of the campaign.
"""
import datetime
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from documents.docx import render_docx
from documents.pdf import render_pdf
from documents.storage import open_document_file
from documents.workbooks import appendices_workbook
from lib.clock import at_hour, now
from lib.dates import parse_day
from reports.figures import as_expected_json, from_payload
from reports.paper import payload_of
from reports.screens.words import report_words
from reports.services import compile_final_report, compile_weekly_report
from reports.weeks import Week
from units.models import Unit


class ReportCommand(BaseCommand):
    """A command about the report of one week, or about the final one."""

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, help="code of the campaign")
        asked = parser.add_mutually_exclusive_group(required=True)
        asked.add_argument("--week", help="ISO name of the week, as 2018-W02")
        asked.add_argument("--final", action="store_true", help="the final report of the campaign, in place of a week's")
        parser.add_argument("--unit", help="code of the base whose own report it is; the committee's where left out")

    def find(self, campaign_code, week_name, unit_code):
        """`(campaign, unit, week)`; CommandError names what is not known. The week is None of a final report."""
        try:
            campaign = Campaign.objects.select_related("unit").get(code=campaign_code)
            unit = Unit.objects.get(code=unit_code) if unit_code else campaign.unit
            return campaign, unit, Week.parse(week_name) if week_name else None
        except Campaign.DoesNotExist:
            raise CommandError(_("There is no campaign %(code)s.") % {"code": campaign_code}) from None
        except Unit.DoesNotExist:
            raise CommandError(_("There is no unit %(code)s.") % {"code": unit_code}) from None
        except ValueError:
            raise CommandError(_("%(week)s is not the name of a week, as 2018-W02 is.") % {"week": week_name}) from None


class Command(ReportCommand):
    help = "Compiles the report of a week, as the portal does after the cut-off, or the final one, and writes it as PDF, Word, Excel and JSON."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--as-of", help="cut-off of the final report, as 05/02/2018 09:00; the campaign's close, else now")
        parser.add_argument("--early", action="store_true", help="report before the stages of the campaign are over")
        parser.add_argument("--pdf", type=Path, help="where the paper goes")
        parser.add_argument("--docx", type=Path, help="where the paper goes as a Word document")
        parser.add_argument("--xlsx", type=Path, help="where its appendices go as a workbook")
        parser.add_argument("--json", type=Path, help="where the figures go")

    def handle(self, *, campaign, week, unit, final, as_of, early, **options):
        campaign, unit, week = self.find(campaign, week, unit)
        report = _compile_final(campaign, unit, as_of, early) if final else _compile(campaign, unit, week)
        for name, write in [("json", _figures_text), ("pdf", _paper), ("docx", _word), ("xlsx", _appendices)]:
            if options.get(name):
                _write(options[name], write(report))
        figures = from_payload(report.figures)
        self.stdout.write(
            _("%(unit)s, %(week)s: %(held)d of %(units)d units have held.") % {
                "unit": report.unit.name, "week": report_words(report) if final else report.week.name, "held": figures.total.held, "units": figures.total.units,
            }
        )


def _compile(campaign, unit, week):
    try:
        return compile_weekly_report(campaign=campaign, unit=unit, week=week, by=None, at=now())
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None


def _compile_final(campaign, unit, as_of, early):
    at = now()
    cut_off = _moment(as_of) if as_of else campaign.closed_at or at
    try:
        return compile_final_report(campaign=campaign, unit=unit, cut_off=cut_off, early=early, by=None, at=at)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None


def _moment(text):
    """A day with its hour; without one the end of the day."""
    day, _space, hour = text.strip().partition(" ")
    try:
        return at_hour(parse_day(day), datetime.time.fromisoformat(hour) if hour else datetime.time.max)
    except ValueError:
        raise CommandError(_("%(text)s is not a moment, as 05/02/2018 09:00 is.") % {"text": text}) from None


def _write(path, content):
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(_("%(file)s cannot be written: %(reason)s.") % {"file": path, "reason": error.strerror}) from None


def _figures_text(report):
    return (json.dumps(as_expected_json(from_payload(report.figures)), ensure_ascii=False, indent=1) + "\n").encode()


def _paper(report):
    return render_pdf(payload_of(report)) if report.is_draft else open_document_file(report.document).read()


def _word(report):
    return render_docx(_payload(report))


def _appendices(report):
    content = appendices_workbook(_payload(report))
    if content is None:
        raise CommandError(_("The report has no appendices."))
    return content


def _payload(report):
    """Of an issued report what was frozen at its issue."""
    return payload_of(report) if report.is_draft else report.document.payload
