"""The numbers of printed sheets: the same for the same member, until somebody asks for new ones."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Duty
from essays.models import Sheet, SheetAssignment, SheetKind
from essays.models.sheets import MOST_PAGES


@transaction.atomic
def sheets_of_members(*, duty, members, pages, by, at, anew=False):
    """The sheets of the members, in their order; a sheet printed before keeps its number, and never loses a page."""
    Duty.objects.select_for_update(of=["self"]).get(pk=duty.pk)
    standing = _standing(duty.campaign_id, members)
    if anew and standing:
        Sheet.objects.filter(pk__in=[sheet.pk for sheet in standing.values()]).update(revoked_at=at)
        standing = {}
    for sheet in standing.values():
        _bring_up_to(sheet, duty, pages)
    Sheet.objects.bulk_create(
        Sheet(
            campaign_id=duty.campaign_id, kind=SheetKind.ESSAY, unit_id=duty.unit_id, duty=duty, member=member,
            pages=pages, printed_at=at, printed_by=by,
        )
        for member in members if member.pk not in standing
    )
    by_member = _standing(duty.campaign_id, members)
    record("essays.sheets.exported", duty, by=by, unit=duty.unit, of=duty.unit.name, sheets=len(members))
    return [by_member[member.pk] for member in members]


def _standing(campaign_id, members):
    sheets = Sheet.objects.standing().filter(campaign=campaign_id, kind=SheetKind.ESSAY, member__in=members)
    return {sheet.member_id: sheet for sheet in sheets.select_related("member")}


def _bring_up_to(sheet, duty, pages):
    """A reprint for the unit the member is in now, with at least as many pages as lie on somebody's table."""
    if (sheet.duty_id, sheet.unit_id) != (duty.pk, duty.unit_id) or sheet.pages < pages:
        sheet.duty, sheet.unit_id, sheet.pages = duty, duty.unit_id, max(sheet.pages, pages)
        sheet.save(update_fields=["duty", "unit", "pages"])


@transaction.atomic
def add_pages(*, duty, members, more, by, at):
    """`[(sheet, first new page)]`: the members' sheets continued by `more` pages; who has none yet gets one of that length."""
    Duty.objects.select_for_update(of=["self"]).get(pk=duty.pk)
    before = {pk: sheet.pages for pk, sheet in _standing(duty.campaign_id, members).items()}
    if any(pages + more > MOST_PAGES for pages in before.values()):
        raise ValidationError(_("A sheet has at most %(most)s pages.") % {"most": MOST_PAGES})
    found = []
    for member in members:
        wanted = before.get(member.pk, 0) + more
        [sheet] = sheets_of_members(duty=duty, members=[member], pages=wanted, by=by, at=at)
        found.append((sheet, before.get(member.pk, 0) + 1))
    return found


@transaction.atomic
def add_blank_sheets(*, duty, count, pages, by, at):
    """New sheets without a name, to be given to somebody later."""
    sheets = Sheet.objects.bulk_create(
        Sheet(
            campaign_id=duty.campaign_id, kind=SheetKind.BLANK, unit_id=duty.unit_id, duty=duty, pages=pages,
            printed_at=at, printed_by=by,
        )
        for _n in range(count)
    )
    record("essays.sheets.blank_printed", duty, by=by, unit=duty.unit, of=duty.unit.name, sheets=count)
    return sorted(sheets, key=lambda sheet: sheet.number)


@transaction.atomic
def assign_blank_sheet(*, sheet, member, by, at):
    """Write down who writes on a blank sheet; an assignment before it is withdrawn."""
    sheet = Sheet.objects.select_for_update(of=["self"]).select_related("unit").get(pk=sheet.pk)
    if sheet.kind != SheetKind.BLANK:
        raise ValidationError(_("Only a blank sheet can be assigned."))
    if sheet.revoked_at:
        raise ValidationError(_("This sheet is not valid any more."))
    current = sheet.assignments.filter(withdrawn_at=None).first()
    if current and current.member_id == member.pk:
        return current
    sheet.assignments.filter(withdrawn_at=None).update(withdrawn_at=at)
    given = SheetAssignment.objects.create(sheet=sheet, member=member, assigned_at=at, by=by)
    record("essays.sheet.assigned", sheet, by=by, number=sheet.number, card=member.card_number)
    return given


@transaction.atomic
def sheet_of_class(*, session, unit, pages, by, at):
    """The attendance list of the unit at the class: one number, however often it is printed."""
    session = type(session).objects.select_for_update(of=["self"]).get(pk=session.pk)
    sheet = Sheet.objects.standing().filter(session=session, unit=unit, kind=SheetKind.ATTENDANCE).first()
    if sheet is None:
        sheet = Sheet.objects.create(
            campaign_id=session.campaign_id, kind=SheetKind.ATTENDANCE, unit=unit, session=session, pages=pages,
            printed_at=at, printed_by=by,
        )
    elif sheet.pages < pages:
        sheet.pages = pages
        sheet.save(update_fields=["pages"])
    record("essays.attendance_list.exported", sheet, by=by, unit=unit, of=unit.name, code=session.code)
    return sheet
