"""The attendance lists of a class as one file: one list, and one number, for each unit."""
import io

from django.db import transaction

from essays.services.sheets import sheet_of_class


@transaction.atomic
def draw_class_lists(*, session, units, by, at):
    """The bytes of the PDF."""
    from essays.printing.attendance import draw_attendance_lists, pages_of, roll_of  # slow import: fonts and drawing

    lists = []
    for unit in units:
        roll = roll_of(session, unit)
        pages = len(pages_of(roll))
        sheet = sheet_of_class(session=session, unit=unit, pages=pages, by=by, at=at)
        lists.append((roll, [(sheet.code_of(page), sheet.letters_of(page)) for page in range(1, pages + 1)]))
    target = io.BytesIO()
    draw_attendance_lists(target, lists)
    return target.getvalue()
