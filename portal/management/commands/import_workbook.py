from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from lib.clock import now
from lib.spreadsheet.container import UnreadableWorkbook
from portal.workbook.as_text import lines_of_preview
from portal.workbook.preview import preview_of
from portal.workbook.reading import read_workbook
from portal.workbook.reasons import sentence_of
from portal.workbook.services import lock_imports, write_read_workbook


class Command(BaseCommand):
    help = "Import a tracking workbook: shows what it changes, then writes it in one transaction. Errors: nothing is written, exit 1."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="only show what the workbook would change")
        parser.add_argument("--committee", default="", help="code of the committee, where the database holds several")

    def handle(self, *args, file, check, committee, **options):
        with translation.override("vi"):
            try:
                self.import_file(file, check, committee)
            except UnreadableWorkbook as error:
                raise CommandError(sentence_of(error.code, error.details)) from error
            except OSError as error:
                raise CommandError(str(error)) from error

    @transaction.atomic
    def import_file(self, file, check, committee):
        at = now()
        lock_imports()
        read = read_workbook(file, at=at, committee_code=committee)
        preview = preview_of(read)
        for line in lines_of_preview(preview):
            self.stdout.write(line)
        if preview["problem_count"]:
            raise CommandError(_("The workbook holds errors. Nothing was written."))
        if check:
            return
        sent = write_read_workbook(read, file, by=None, at=at)
        self.stdout.write(_("Written.") if sent else _("Everything stands here already; nothing was written."))
