"""Where a page that was read goes: by its signed code to its place, else into the queue. Never by a guess."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from campaigns.models import AttachmentKind, SessionAttachment
from essays.filing import slots
from essays.models import ScanPage, Sheet, SheetAssignment, SheetKind, Went
from essays.reading.pages import PERHAPS_SAME, hash_distance
from essays.services.register import hand_in
from files.services import keep_clean_page
from units.models import Member
from units.scope import within_paths


class Queued(Exception):
    """The page needs a person; the reason is a key of reasons.QUEUED."""


def place_pages(file, read_pages, *, at):
    """Write a row for each ReadPage of the file and file those whose code says where they belong.

    In the caller's transaction; their writers' rows are locked in one order, so that two files never wait in a ring.
    """
    sheets = _sheets_of(read_pages)
    members = {sheet.member_id for sheet in sheets.values() if sheet.member_id} | {
        given.member_id for sheet in sheets.values() if (given := sheet.given_to())
    }
    # Locks are taken as the rows are read.
    list(Member.objects.select_for_update(of=["self"], no_key=True).filter(pk__in=members).order_by("pk").values_list("pk"))
    known = _known_pictures(file, read_pages)
    return [_place(file, read, sheets.get(read.code[0]) if read.code else None, known, at) for read in read_pages]


def _sheets_of(read_pages):
    numbers = {read.code[0] for read in read_pages if read.code}
    sheets = Sheet.objects.filter(number__in=numbers).select_related("campaign", "member__unit", "unit", "session__campaign")
    return {sheet.number: sheet for sheet in sheets.prefetch_related("assignments__member__unit")}


def _place(file, read, sheet, known, at):
    page = ScanPage(
        file=file, number=read.page, name=read.member[:200], sheet=sheet, sheet_page=read.code[1] if sheet else None,
        picture=read.sha256, width=read.width, height=read.height, picture_hash=read.picture_hash,
        suggestions=[[one.key, one.figure, one.limit] for one in read.suggestions],
    )
    if {page.picture, page.number} & known:
        page.went, page.reason = Went.SET_ASIDE, "repeat"
    elif not read.code and not read.failure and read.reason == "no_code" and _is_blank(page):
        page.went, page.reason = Went.SET_ASIDE, "blank"
    else:
        try:
            with transaction.atomic():
                _file(page, read, sheet, at)
        except Queued as wanted:
            _queue(page, str(wanted))
    page.save(force_insert=True)
    known |= {page.picture} - {""}
    return page


def _is_blank(page):
    return any(key == "blank" for key, _figure, _limit in page.suggestions)


def _known_pictures(file, read_pages):
    """Pictures (by hash) and page numbers of the same bytes that are filed, or wait where whoever sent this file sees them."""
    pictures = Q(picture__in={read.sha256 for read in read_pages} - {""})
    same = Q(file=file.same_as_id, number__in=[read.page for read in read_pages]) if file.same_as_id else Q(pk=None)
    reach = Q(went=Went.FILED) | within_paths("file__batch__unit__path", [file.batch.unit.path])
    known = set()
    for file_pk, number, picture in ScanPage.objects.filter(pictures | same).filter(reach).values_list("file", "number", "picture"):
        known |= {picture, number} if file_pk == file.same_as_id else {picture}
    return known - {""}


def _queue(page, reason):
    for name in ("unit", "essay", "campaign", "member", "session", "essay_page"):
        setattr(page, name, None)
    page.went, page.reason, page.edition, page.copy = Went.QUEUED, reason, 1, 1


def _file(page, read, sheet, at):
    """Fill in where the page belongs; Queued where a person must say so."""
    if read.failure or not read.code:
        raise Queued(read.failure or read.reason)
    if sheet is None:
        raise Queued("unknown_sheet")
    if sheet.revoked_at:
        raise Queued("revoked_sheet")
    if page.sheet_page > sheet.pages:
        raise Queued("page_beyond")
    if not sheet.campaign.is_open:
        raise Queued("campaign_closed")
    if sheet.kind == SheetKind.ATTENDANCE:
        _file_to_class(page, sheet, at)
    else:
        _file_to_essay(page, _writer_of(sheet), sheet, at)


def _writer_of(sheet):
    if sheet.kind == SheetKind.ESSAY:
        return sheet.member
    # Asked again under the writers' locks: it may have been given to somebody just now.
    given = SheetAssignment.objects.filter(sheet=sheet, withdrawn_at=None).select_related("member__unit").first()
    if given is None:
        raise Queued("unassigned_sheet")
    return given.member


def _file_to_essay(page, member, sheet, at):
    batch = page.file.batch
    if member.left_on and member.left_on < batch.handed_in_on:
        raise Queued("member_left")
    essay = slots.essay_of(sheet.campaign, member)
    unit = essay.unit if essay else slots.unit_on(member, batch.handed_in_on)
    if not unit.path.startswith(batch.unit.path):
        raise Queued("out_of_scope")
    edition = slots.edition_for(essay)
    if slots.standing_pages(sheet.campaign, member, edition, page.sheet_page):
        raise Queued("slot_marked" if essay and essay.state in slots.MARKED else "slot_filled")
    if essay and essay.state in slots.WRITTEN_AGAIN:
        before = slots.standing_pages(sheet.campaign, member, essay.edition, page.sheet_page)
        if any(_looks_alike(page, one) for one in before):
            raise Queued("looks_as_before")
    if essay is None or essay.state in slots.WRITTEN_AGAIN:
        try:
            essay = hand_in(campaign=sheet.campaign, member=member, on=batch.handed_in_on, by=batch.by, at=at, unit=unit)
        except ValidationError:
            raise Queued("day_outside") from None
    page.went, page.unit, page.essay, page.campaign, page.member = Went.FILED, unit, essay, sheet.campaign, member
    page.essay_page, page.edition = page.sheet_page, edition


def _looks_alike(page, other):
    hashes = page.picture_hash, other.picture_hash
    return all(hashes) and hash_distance(*hashes) <= PERHAPS_SAME


def _file_to_class(page, sheet, at):
    batch = page.file.batch
    if sheet.session.withdrawn_at:
        raise Queued("class_withdrawn")
    if not sheet.unit.path.startswith(batch.unit.path):
        raise Queued("out_of_scope")
    page.went, page.unit, page.session = Went.FILED, sheet.unit, sheet.session
    page.attachment = _attach_list(page, sheet.session, sheet.unit, by=batch.by, at=at)


def _attach_list(page, session, unit, *, by, at):
    """The picture as an attachment of the class, among its photos and minutes."""
    file = keep_clean_page(
        sha256=page.picture, name=f"{session.code}.jpg", unit=unit, read_permission="sessions.view", by=by, at=at
    )
    return SessionAttachment.objects.create(session=session, file=file, kind=AttachmentKind.LIST)
