"""A member's own data is taken out for him: each time is a reading that the journal keeps, with the answer or not at all."""
import zipfile

from django.db import transaction

from audit.record import record
from lib.spreadsheet.writing import WorkbookWriter
from privacy.own_data import pictures_of, sections_of

# Excel takes no longer name of a sheet, and none of these characters.
_LONGEST_NAME = 31


@transaction.atomic
def read_own_data(*, row, by):
    """The Sections of the member of the request."""
    sections = sections_of(row.member)
    record("privacy.own_data.read", row, by=by, unit=row.unit)
    return sections


@transaction.atomic
def export_own_data(*, row, target, with_pictures, by):
    """Write a workbook, or an archive of it with the pictures of his pages beside it, to a file object."""
    sections = sections_of(row.member)
    if not with_pictures:
        write_sections(target, sections)
        record("privacy.own_data.exported", row, by=by, unit=row.unit, pictures=0)
        return
    pictures = pictures_of(row.member)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        with archive.open(f"{FILE_NAME}.xlsx", "w") as workbook:
            write_sections(workbook, sections)
        for name, path in pictures:
            archive.write(path, name)
    record("privacy.own_data.exported", row, by=by, unit=row.unit, pictures=len(pictures))


FILE_NAME = "du-lieu-cua-toi"


def write_sections(target, sections):
    """A sheet for each section, empty ones too: that nothing is kept is an answer."""
    with WorkbookWriter(target) as workbook:
        for number, section in enumerate(sections, 1):
            name = f"{number}. {section.title}"[:_LONGEST_NAME]
            workbook.add_table(name, section.head, section.rows, widths=[24] * len(section.head))
