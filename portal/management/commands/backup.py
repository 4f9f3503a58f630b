from django.core.management.base import BaseCommand

from lib.clock import now
from portal.backups.archive import write_backup


class Command(BaseCommand):
    help = "Write database and files into one archive. It holds personal data: keep it as you keep the server."

    def add_arguments(self, parser):
        parser.add_argument("file")

    def handle(self, *, file, **options):
        count = write_backup(file, at=now())
        self.stdout.write(f"{file}: the database and {count} files.")
