"""What a person does with a scanned page: file it, turn it, set it aside, take it up again, and undo."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from essays.filing import reasons, slots
from essays.models import Essay, EssayState, PageStep, ScanPage, StepKind, Went
from essays.models.sheets import MOST_PAGES
from essays.services.register import hand_in, undo_last_step
from units.models import Member

_PLACE = (
    "went", "reason", "remark", "turned", "essay_id", "campaign_id", "member_id", "unit_id", "essay_page", "edition", "copy", "superseded_at",
    "session_id", "attachment_id",
)
KEEP_BOTH, REPLACE = "both", "replace"


class PlaceTaken(ValidationError):
    """There is a page in the place already; `standing` is it, `marked` says whether the essay is marked."""

    def __init__(self, standing, *, marked):
        super().__init__(reasons.QUEUED["slot_marked" if marked else "slot_filled"], code="taken")
        self.standing, self.marked = standing, marked


@transaction.atomic
def assign_page(*, page, campaign, member, essay_page, by, at, instead="", on=None):
    """File a page that waits or was set aside to a place of the member's essay; PlaceTaken where `instead` says nothing.

    `instead`: KEEP_BOTH adds it beside what is there, REPLACE puts it in its place, unless the essay is marked.
    `on` is the day the essay counts as handed in, where that is not the day of the batch.
    """
    page = _locked(page)
    member = Member.objects.select_for_update(of=["self"], no_key=True).select_related("unit").get(pk=member.pk)
    if page.went == Went.FILED:
        raise ValidationError(_("The page is filed already."))
    if not 1 <= essay_page <= MOST_PAGES:
        raise ValidationError({"essay_page": _("A sheet has at most %(most)s pages.") % {"most": MOST_PAGES}})
    essay, day = slots.essay_of(campaign, member), on or page.file.batch.handed_in_on
    if member.left_on and member.left_on < day and essay is None:
        raise ValidationError({"member": reasons.QUEUED["member_left"]})
    if not campaign.is_open:
        raise ValidationError(reasons.QUEUED["campaign_closed"])
    edition = slots.edition_for(essay)
    standing = slots.standing_pages(campaign, member, edition, essay_page)
    before, replaced = _place_of(page), None
    if standing:
        marked = bool(essay) and essay.state in slots.MARKED
        if instead not in (KEEP_BOTH, REPLACE) or instead == REPLACE and marked:
            raise PlaceTaken(standing[0], marked=marked)
        if instead == REPLACE:
            replaced = standing[0]
            replaced.superseded_at = at
            replaced.save(update_fields=["superseded_at"])
        else:
            page.copy = standing[-1].copy + 1
    if instead == REPLACE and replaced:
        page.copy = replaced.copy
    unit, handed_in = (essay.unit if essay else slots.unit_on(member, day)), None
    if essay is None or essay.state in slots.WRITTEN_AGAIN:
        essay = handed_in = hand_in(campaign=campaign, member=member, on=day, by=by, at=at, unit=unit)
    page.went, page.reason, page.remark, page.unit = Went.FILED, "", "", unit
    page.essay, page.campaign, page.member, page.essay_page, page.edition = essay, campaign, member, essay_page, edition
    page.save()
    _note(page, "filed", before, by, at, replaced=replaced, handed_in=handed_in)
    record("essays.page.filed", page, by=by, unit=unit, card=member.card_number, page=essay_page)
    return page


@transaction.atomic
def set_aside_page(*, page, reason, by, at, remark=""):
    """Take a waiting page out of the queue, with a reason of reasons.BY_HAND; "other" needs a remark."""
    page = _locked(page)
    if page.went != Went.QUEUED:
        raise ValidationError(_("Only a page that waits can be set aside."))
    if reason not in reasons.BY_HAND:
        raise ValidationError({"reason": _("Please choose a reason.")})
    if reason == "other" and not remark.strip():
        raise ValidationError({"remark": _("Please say the reason.")})
    before = _place_of(page)
    page.went, page.reason, page.remark = Went.SET_ASIDE, reason, remark.strip()[:200]
    page.save()
    _note(page, "set_aside", before, by, at)
    record("essays.page.set_aside", page, by=by, unit=page.file.batch.unit, reason=reason)
    return page


@transaction.atomic
def take_up_page(*, page, by, at):
    """Put a page that was set aside back into the queue."""
    page = _locked(page)
    if page.went != Went.SET_ASIDE:
        raise ValidationError(_("Only a page that was set aside can be taken up again."))
    before = _place_of(page)
    page.went, page.reason, page.remark = Went.QUEUED, "taken_up", ""
    page.save()
    _note(page, "taken_up", before, by, at)
    record("essays.page.taken_up", page, by=by, unit=page.file.batch.unit)
    return page


@transaction.atomic
def send_back_page(*, page, by, at):
    """The page is not his: out of the essay and into the queue. Not of a marked essay; the essay's steps stay."""
    page = _locked(page)
    if page.went != Went.FILED or not page.member_id:
        raise ValidationError(_("Only a page of an essay can be sent back."))
    essay = slots.essay_of(page.campaign, page.member)
    if essay and essay.edition == page.edition and essay.state in slots.MARKED:
        raise ValidationError(_("The essay is marked. Take the mark back first."))
    before, unit, card = _place_of(page), page.unit, page.member.card_number
    page.went, page.reason, page.superseded_at = Went.QUEUED, "sent_back", None
    page.unit = page.essay = page.campaign = page.member = page.essay_page = None
    page.edition = page.copy = 1
    page.save()
    _note(page, "sent_back", before, by, at)
    record("essays.page.sent_back", page, by=by, unit=unit, card=card)
    return page


@transaction.atomic
def turn_page(*, page, by, at, degrees=90):
    """Show the page turned by so many degrees clockwise (90, 180 or 270) from now on."""
    page = _locked(page)
    before = _place_of(page)
    page.turned = (page.turned + degrees) % 360
    page.save(update_fields=["turned"])
    _note(page, "turned", before, by, at)
    return page


@transaction.atomic
def undo_step(*, step, by, at):
    """Put the page back where it was before the step; only the last step of a page, and only its own maker's."""
    step = PageStep.objects.select_for_update(of=["self"]).get(pk=step.pk)
    page = _locked(step.page)
    last = page.steps.filter(undone_at=None).last()
    if step.undone_at or last is None or last.pk != step.pk:
        raise ValidationError(_("Something was done with the page since; this cannot be undone any more."))
    edition = page.edition
    if step.action == "filed" and page.essay.edition == edition and page.essay.state in slots.MARKED:
        raise ValidationError(_("The essay is marked. Take the mark back first."))
    _put_back(page, step)
    if step.action == "filed" and step.handed_in_id:
        _take_back_hand_in(step.handed_in, edition, by, at)
    step.undone_at = at
    step.save(update_fields=["undone_at"])
    record("essays.page.undone", page, by=by, unit=page.unit or page.file.batch.unit)
    return page


def last_step_of(user, *, batch=None):
    """The step the user would undo, or None."""
    steps = PageStep.objects.filter(by=user, undone_at=None)
    return (steps.filter(page__file__batch=batch) if batch else steps).select_related("page").last()


def _put_back(page, step):
    before = dict(step.before)
    if before["essay_id"] and not Essay.objects.filter(pk=before["essay_id"]).exists():
        raise ValidationError(_("The essay it was filed to is not there any more."))
    if before["went"] == Went.FILED and before["member_id"]:
        place = ScanPage.objects.standing().filter(
            campaign=before["campaign_id"], member=before["member_id"], edition=before["edition"],
            essay_page=before["essay_page"], copy=before["copy"],
        )
        if before["superseded_at"] is None and place.exclude(pk=page.pk).exists():
            raise ValidationError(_("Another page is in its place by now."))
    for name, value in before.items():
        setattr(page, name, value)
    page.save()
    if step.replaced_id:
        ScanPage.objects.filter(pk=step.replaced_id).update(superseded_at=None)


def _take_back_hand_in(essay, edition, by, at):
    """The hand-in that came with a page goes with it, unless something else of the essay rests on it."""
    last = essay.steps.filter(withdrawn_at=None).order_by("on", "pk").last()
    rests = essay.scanned_pages.filter(edition=edition).exists() or essay.edition != edition
    if not rests and essay.state == EssayState.HANDED_IN and last.kind == StepKind.HANDED_IN:
        undo_last_step(essay=essay, by=by, at=at)


def _locked(page):
    pages = ScanPage.objects.select_for_update(of=["self"]).select_related("file__batch__unit", "campaign", "member", "unit")
    page = pages.get(pk=page.pk)
    if page.erased_at:
        raise ValidationError(_("The picture of this page is erased."))
    return page


def _place_of(page):
    return {name: getattr(page, name) for name in _PLACE} | {
        "superseded_at": page.superseded_at.isoformat() if page.superseded_at else None
    }


def _note(page, action, before, by, at, *, replaced=None, handed_in=None):
    PageStep.objects.create(
        page=page, action=action, before=before, replaced=replaced, handed_in=handed_in, at=at, by=by
    )
