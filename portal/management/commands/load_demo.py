import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation

from lib.clock import now
from portal.demo.accounts import ensure_accounts, lines_of_accounts
from portal.demo.shifted import write_shifted
from portal.workbook.as_text import lines_of_preview
from portal.workbook.preview import preview_of
from portal.workbook.reading import read_workbook
from portal.workbook.services import lock_imports, write_read_workbook
from units.models import Unit

_WORKBOOK = settings.BASE_DIR / "data" / "an-lac" / "workbook.xlsx"


class Command(BaseCommand):
    help = "Load the campaign of An Lạc as if 2018-W02 were this week, with one account per role; prints the accounts."

    def handle(self, *args, **options):
        with translation.override("vi"), transaction.atomic():
            lock_imports()
            at = now()
            if not Unit.objects.exists():
                self._load(at)
            elif not Unit.objects.filter(code="AL").exists():
                raise CommandError("The database holds another committee; the demo is for an empty one.")
            ensure_accounts(at=at)
            for line in lines_of_accounts():
                self.stdout.write(line)

    def _load(self, at):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "An Lạc.xlsx"
            write_shifted(_WORKBOOK, file, at=timezone.localtime(at))
            read = read_workbook(file, at=at)
            if read.all_problems():
                raise CommandError("\n".join(lines_of_preview(preview_of(read))))
            write_read_workbook(read, file, by=None, at=at)
