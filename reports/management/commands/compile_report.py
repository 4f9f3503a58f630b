"""compile_report --campaign TW6-XII --week 2018-W02 [--unit CODE] [--pdf FILE] [--json FILE]"""
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from documents.pdf import render_pdf
from documents.storage import open_document_file
from lib.clock import now
from reports.figures import as_expected_json, from_payload
from reports.paper import payload_of
from reports.services import compile_weekly_report
from reports.weeks import Week
from units.models import Unit


class Command(BaseCommand):
    help = "Compiles the report of a week, as the portal does after the cut-off, and writes it as PDF and JSON."

    def add_arguments(self, parser):
        parser.add_argument("--campaign", required=True, help="code of the campaign")
        parser.add_argument("--week", required=True, help="ISO name of the week, as 2018-W02")
        parser.add_argument("--unit", help="code of the base whose own report it is; the committee's where left out")
        parser.add_argument("--pdf", type=Path, help="where the paper goes")
        parser.add_argument("--json", type=Path, help="where the figures go")

    def handle(self, *, campaign, week, unit, pdf, json: Path | None, **options):
        report = _compile(campaign, week, unit)
        if json:
            json.write_text(_figures_text(report), encoding="utf-8")
        if pdf:
            pdf.write_bytes(_paper(report))
        figures = from_payload(report.figures)
        self.stdout.write(
            _("%(unit)s, %(week)s: %(held)d of %(units)d units have held.") % {
                "unit": report.unit.name, "week": report.week.name, "held": figures.total.held, "units": figures.total.units,
            }
        )


def _compile(campaign_code, week_name, unit_code):
    try:
        campaign = Campaign.objects.select_related("unit").get(code=campaign_code)
        unit = Unit.objects.get(code=unit_code) if unit_code else campaign.unit
        week = Week.parse(week_name)
        return compile_weekly_report(campaign=campaign, unit=unit, week=week, by=None, at=now())
    except Campaign.DoesNotExist:
        raise CommandError(_("There is no campaign %(code)s.") % {"code": campaign_code}) from None
    except Unit.DoesNotExist:
        raise CommandError(_("There is no unit %(code)s.") % {"code": unit_code}) from None
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from None
    except ValueError:
        raise CommandError(_("%(week)s is not the name of a week, as 2018-W02 is.") % {"week": week_name}) from None


def _figures_text(report):
    return json.dumps(as_expected_json(from_payload(report.figures)), ensure_ascii=False, indent=1) + "\n"


def _paper(report):
    if report.is_draft:
        return render_pdf(payload_of(report))
    return open_document_file(report.document).read()
