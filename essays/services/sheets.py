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
    _lock(duty)
    if anew:
        _standing(duty.campaign_id, members).update(revoked_at=at)
    sheets = _sheets_as_long_as(duty, [(member, pages) for member in members], by=by, at=at)
    record("essays.sheets.exported", duty, by=by, unit=duty.unit, of=duty.unit.name, sheets=len(members))
    return sheets


@transaction.atomic
def add_pages(*, duty, members, more, by, at):
    """`[(sheet, first new page)]`: the members' sheets continued by `more` pages; who has none yet gets one of that length."""
    _lock(duty)
    check_room_for(more, campaign=duty.campaign_id, members=members)
    before = dict(_standing(duty.campaign_id, members).values_list("member", "pages"))
    lengths = [(member, before.get(member.pk, 0) + more) for member in members]
    sheets = _sheets_as_long_as(duty, lengths, by=by, at=at)
    record("essays.sheets.continued.exported", duty, by=by, unit=duty.unit, of=duty.unit.name, sheets=len(members), pages=more)
    return [(sheet, before.get(sheet.member_id, 0) + 1) for sheet in sheets]


def check_room_for(more, *, campaign, members):
    """Raise a ValidationError where a member's sheet cannot grow by so many pages."""
    full = _standing(campaign, members).filter(pages__gt=MOST_PAGES - more).select_related("member").first()
    if full is not None:
        raise ValidationError({"pages": _(
            "The sheet of %(member)s has %(pages)s pages already; a sheet has at most %(most)s. Ask for fewer, or use a blank sheet."
        ) % {"member": full.member.full_name, "pages": full.pages, "most": MOST_PAGES}})


def check_printable(campaign):
    """Raise a ValidationError where nothing is to be written any more."""
    if not campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))


def _lock(duty):
    Duty.objects.select_for_update(of=["self"]).get(pk=duty.pk)


def _standing(campaign, members):
    return Sheet.objects.standing().filter(campaign=campaign, kind=SheetKind.ESSAY, member__in=members)


def _sheets_as_long_as(duty, lengths, *, by, at):
    """The sheets of `[(member, pages)]` in their order, for the unit the members are in now, none shorter than asked."""
    members = [member for member, _pages in lengths]
    standing = {sheet.member_id: sheet for sheet in _standing(duty.campaign_id, members).select_for_update(of=["self"])}
    changed = []
    for member, pages in lengths:
        sheet = standing.get(member.pk)
        # Never fewer pages than lie on somebody's table.
        if sheet and ((sheet.duty_id, sheet.unit_id) != (duty.pk, duty.unit_id) or sheet.pages < pages):
            sheet.duty, sheet.unit_id, sheet.pages = duty, duty.unit_id, max(sheet.pages, pages)
            changed.append(sheet)
    Sheet.objects.bulk_update(changed, ["duty", "unit", "pages"])
    Sheet.objects.bulk_create(
        Sheet(
            campaign_id=duty.campaign_id, kind=SheetKind.ESSAY, unit_id=duty.unit_id, duty=duty, member=member,
            pages=pages, printed_at=at, printed_by=by,
        )
        for member, pages in lengths if member.pk not in standing
    )
    by_member = {sheet.member_id: sheet for sheet in _standing(duty.campaign_id, members).select_related("member")}
    return [by_member[member.pk] for member in members]


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
def revoke_sheet(*, sheet, reason, by, at):
    """Make a lost or misprinted sheet void: its codes file nothing any more. The reason stands in the record only."""
    sheet = Sheet.objects.select_for_update(of=["self"]).select_related("unit").get(pk=sheet.pk)
    if sheet.revoked_at:
        raise ValidationError(_("This sheet is not valid any more."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the sheet is revoked.")})
    sheet.revoked_at = at
    sheet.save(update_fields=["revoked_at"])
    record("essays.sheet.revoked", sheet, by=by, number=sheet.number, reason=reason.strip())
    return sheet


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
