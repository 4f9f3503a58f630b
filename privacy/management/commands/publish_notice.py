import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lib.clock import now, today
from privacy.notice_text import sections_of
from privacy.services.notices import publish_notice


class Command(BaseCommand):
    help = "A new version of the privacy notice, which everybody is asked to read"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="UTF-8; headings begin with #, paragraphs are set apart by blank lines")
        parser.add_argument("--from", dest="valid_from", type=datetime.date.fromisoformat, default=None, help="YYYY-MM-DD, today where left out")

    def handle(self, *, file, valid_from, **options):
        try:
            sections = sections_of(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(_("%(file)s cannot be read: %(reason)s.") % {"file": file, "reason": error}) from None
        except ValueError:
            raise CommandError(_("Each paragraph needs a heading above it: a line that begins with #, and under it at least one paragraph.")) from None
        try:
            notice = publish_notice(sections=sections, valid_from=valid_from or today(), by=None, at=now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(_("Version %(version)s holds from %(day)s.") % {"version": notice.version, "day": f"{notice.valid_from:%d/%m/%Y}"})
