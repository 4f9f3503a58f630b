"""verify_document FILE

Exit codes: 0 valid, 1 the file could not be read, 3 superseded, 4 withdrawn, 5 unknown, 6 altered.
"""
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from documents.finding_words import words_of
from documents.verifying import LARGEST, Verdict, verify_file

EXIT_CODES = {
    Verdict.VALID: 0, Verdict.SUPERSEDED: 3, Verdict.WITHDRAWN: 4, Verdict.UNKNOWN: 5, Verdict.ALTERED: 6,
}


class Command(BaseCommand):
    help = "Says whether a file is a paper this portal issued: valid, superseded, withdrawn, unknown or altered."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a PDF, or a Word or Excel file drawn by the portal")

    def handle(self, *, file, **options):
        finding = verify_file(_content_of(file))
        self.stdout.write(words_of(finding))
        if code := EXIT_CODES[finding.verdict]:
            raise SystemExit(code)


def _content_of(file):
    try:
        if file.stat().st_size > LARGEST:
            raise CommandError(_("%(file)s is too large to be a paper.") % {"file": file})
        return file.read_bytes()
    except OSError as error:
        raise CommandError(_("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error.strerror}) from None
