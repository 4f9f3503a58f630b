"""A member who is erased stands in no workbook that is still kept: those that name him go, with what they changed."""
from xml.sax.saxutils import escape

from django.utils.translation import gettext_lazy as _

from lib.spreadsheet.container import UnreadableWorkbook
from lib.spreadsheet.texts import says_any
from portal.workbook.models import WorkbookImport
from portal.workbook.retention import forget_imports
from portal.workbook.storage import path_of
from units.personal_data import Part, register_part


def register():
    register_part(Part(
        "workbooks", (), lambda member: [], erase,
        goes=(_("workbooks sent in that name him, with how to take them back"),),
    ))


def erase(member, *, by, at):
    wanted = [escape(text).encode() for text in (member.card_number, member.full_name)]
    kept = WorkbookImport.objects.filter(original_kept=True)
    naming = [sent.pk for sent in kept if _names(sent, wanted, (member.card_number, member.full_name))]
    forget_imports(naming, before=at, at=at)


def _names(sent, wanted, texts):
    if any(text in f"{sent.preview}{sent.journal}" for text in texts):
        return True
    path = path_of(sent.sha256)
    if not path.exists():
        return False
    try:
        return says_any(path, wanted)
    except UnreadableWorkbook:
        return False
