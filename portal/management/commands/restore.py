from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.backups.archive import restore_backup


class Command(BaseCommand):
    help = "Bring database and files back from an archive into an empty database, and up to this version."

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *, file, **options):
        count = restore_backup(file)
        # Grants are not in the archive, for roles belong to a server.
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"{file}: the database and {count} files are back. Everybody signs in again.")
