from django.core.management.base import BaseCommand, CommandError

from campaigns.models import Campaign
from campaigns.progress import duties_out_of_date


class Command(BaseCommand):
    help = "Recount from the classes when each unit held its study and compare with what is stored; exit 1 where they differ."

    def handle(self, *args, **options):
        wrong = 0
        for campaign in Campaign.objects.launched().order_by("pk"):
            differences = duties_out_of_date(campaign)
            for duty, stored in differences:
                self.stdout.write(f"{campaign.code} {duty.unit.code}: stored {stored}, recounted {duty.held_at}")
            self.stdout.write(f"{campaign.code}: {campaign.duties.count()} duties, {len(differences)} differ")
            wrong += len(differences)
        if wrong:
            raise CommandError(f"{wrong} duties do not agree with their classes.")
