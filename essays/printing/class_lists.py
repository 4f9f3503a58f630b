"""The attendance lists of a class as one file: one list, and one number, for each unit."""
import io

from django.db import transaction

from audit.record import record
from essays.services.sheets import sheet_of_class


@transaction.atomic
def draw_class_lists(*, session, units, by, at):
    """The bytes of the PDF."""
    from essays.printing.attendance import draw_attendance_lists, pages_of, roll_of  # slow import: fonts and drawing

    lists = []
    for unit in units:
        roll = roll_of(session.campaign, unit, on=session.held_on, place=session.place)
        pages = len(pages_of(roll))
        sheet = sheet_of_class(session=session, unit=unit, pages=pages, by=by, at=at)
        lists.append((roll, [(sheet.code_of(page), sheet.letters_of(page)) for page in range(1, pages + 1)]))
    target = io.BytesIO()
    draw_attendance_lists(target, lists)
    return target.getvalue()


@transaction.atomic
def draw_planned_lists(*, plan, units, by):
    """The lists of a class that is planned: without codes, for there is no class yet to which a scan could go."""
    from essays.printing.attendance import draw_attendance_lists, roll_of  # slow import: fonts and drawing

    day, target = plan.planned_on, io.BytesIO()
    draw_attendance_lists(target, [(roll_of(plan.duty.campaign, unit, on=day, place=plan.place), None) for unit in units])
    for unit in units:
        record("essays.attendance_list.planned_exported", plan, by=by, unit=unit, of=unit.name, day=f"{day:%d/%m/%Y}")
    return target.getvalue()
