from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.static_files import collect_static_files


class Command(BaseCommand):
    help = "Bring the database and the static files to this version of the portal; run it after every upgrade."

    def handle(self, *, verbosity, **options):
        call_command("migrate", interactive=False, verbosity=verbosity)
        collect_static_files(verbosity=verbosity)
