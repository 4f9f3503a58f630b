"""Looking at the picture of a scanned page: each time is recorded, with the answer or not at all."""
from django.db import transaction

from audit.record import record
from essays.filing.opening import picture_of


@transaction.atomic
def open_page(*, page, by):
    """The picture of the page as an open file; FileNotFoundError where there is none."""
    picture = picture_of(page)
    if page.member_id:
        record("essays.page.read", page, by=by, unit=page.unit, card=page.member.card_number, page=page.essay_page)
    else:
        unit = page.unit or page.file.batch.unit
        record("essays.page.unfiled_read", page, by=by, unit=unit, page=page.number, batch=page.file.batch_id, of=unit.name)
    return picture


@transaction.atomic
def inspect_page(*, page, grant, by):
    """The same for an inspector, with the assignment that lets him."""
    picture = picture_of(page)
    record(
        "essays.page.inspected_read", page, by=by, unit=page.unit, card=page.member.card_number, page=page.essay_page,
        decision=grant.decision,
    )
    return picture
