from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Campaign
from lib.clock import today
from portal.workbook.exporting import export_scope, write_workbook
from units.models import Unit


class Command(BaseCommand):
    help = "Export the tracking workbook of a campaign, of the whole committee or of a unit with all below it."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--campaign", default="", help="code of the campaign; the last one where left out")
        parser.add_argument("--unit", default="", help="code of a unit: only it and all below it")

    @transaction.atomic
    def handle(self, *args, file, campaign, unit, **options):
        with translation.override("vi"):
            campaign = self._campaign(campaign)
            top = self._unit(campaign, unit)
            scope = export_scope(campaign=campaign, units=Unit.objects.within(top), at_day=today())
            counts = write_workbook(file, scope)
            record("portal.workbook.exported", campaign, unit=top, campaign=campaign.code, members=counts["Đảng viên"], essays=counts["Thu hoạch"])
            for name, number in counts.items():
                self.stdout.write(f"{name}: {number}")

    def _campaign(self, code):
        campaigns = Campaign.objects.select_related("unit").newest_first()
        found = (campaigns.filter(code=code) if code else campaigns).first()
        if found is None:
            raise CommandError(_("There is no such campaign."))
        return found

    def _unit(self, campaign, code):
        if not code:
            return campaign.unit
        unit = Unit.objects.within(campaign.unit).filter(code=code).first()
        if unit is None:
            raise CommandError(_("There is no unit with the code %(code)s.") % {"code": code})
        return unit
