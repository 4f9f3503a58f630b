"""One file of sheets: the numbers and the drawing of one cell, as the job, the page and the command need it."""
import io

from django.db import transaction

from essays.printing.plan import unit_words
from essays.services.sheets import add_blank_sheets, add_pages, sheets_of_members
from lib.durable import write_durably

DEFAULT_PAGES = 4


@transaction.atomic
def write_cell_file(path, duty, members, *, pages, anew, by, at):
    """The sheets of the members of a cell; the number of pages drawn."""
    sheets = sheets_of_members(duty=duty, members=members, pages=pages, anew=anew, by=by, at=at)
    return _write(path, duty, [(sheet, 1) for sheet in sheets])


@transaction.atomic
def write_more_pages(path, duty, members, *, more, by, at):
    """Continuation pages for sheets that are full."""
    return _write(path, duty, add_pages(duty=duty, members=members, more=more, by=by, at=at))


@transaction.atomic
def write_blank_sheets(path, duty, *, count, pages, by, at):
    sheets = add_blank_sheets(duty=duty, count=count, pages=pages, by=by, at=at)
    return _write(path, duty, [(sheet, 1) for sheet in sheets])


def _write(path, duty, sheets):
    from essays.printing.essay_sheets import PrintedSheet, draw_essay_sheets  # slow import: fonts and drawing

    unit, target = unit_words(duty), io.BytesIO()
    printed = [PrintedSheet.of(sheet, unit=unit, first=first) for sheet, first in sheets]
    drawn = draw_essay_sheets(target, printed, campaign=duty.campaign.title)
    write_durably(path, target.getvalue())
    return drawn
