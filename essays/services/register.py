"""The register of essays: handed in, returned, marked. Each is a dated step; the essay row is where they led."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from audit.record import record
from essays.models import Essay, EssayState, EssayStep, StepKind
from essays.suggestions import forget_hints
from lib.clock import local_day
from lib.conflict import check_version
from units.scope import may

CHECKS = ("names_writer", "dated_and_signed", "has_new_points", "has_understanding", "has_own_duty", "has_proposals")


@transaction.atomic
def hand_in(*, campaign, member, on, by, at, handwritten=True, on_a4=True, unit=None):
    """A member hands in his essay, for the first time or written again; `unit` is his unit then, else the one he is in."""
    check_open(campaign)
    _check_day(on, campaign, at)
    essay, is_new = Essay.objects.select_for_update(of=["self"]).get_or_create(
        campaign=campaign, member=member,
        defaults={"unit": unit or member.unit, "state": EssayState.HANDED_IN, "handed_in_on": on},
    )
    if not is_new and essay.state in (EssayState.HANDED_IN, EssayState.PASSED):
        raise ValidationError({"on": _("The essay of %(member)s is handed in already.") % {"member": member.full_name}})
    if not is_new:
        _forget_form(essay)
    _add_step(essay, StepKind.HANDED_IN, on, by, at, handwritten=handwritten, on_a4=on_a4)
    record("essays.essay.handed_in", essay, by=by, card=member.card_number, on=str(on))
    return essay


@transaction.atomic
def hand_in_many(*, campaign, members, on, by, at, handwritten=True, on_a4=True):
    """Hand in the essays of several members on one day; all or none."""
    return [
        hand_in(campaign=campaign, member=member, on=on, by=by, at=at, handwritten=handwritten, on_a4=on_a4)
        for member in members
    ]


@transaction.atomic
def return_essay(*, essay, reason, on, by, at, due_on=None):
    """Give an essay back to be written again, with the reason (about its form) and the day it is wanted by."""
    essay = lock_essay(essay)
    check_marks(essay, by)
    check_open(essay.campaign)
    _check_day(on, essay.campaign, at, after=essay.handed_in_on)
    if essay.state not in (EssayState.HANDED_IN, EssayState.NOT_PASSED):
        raise ValidationError(_("Only an essay that is handed in can be returned."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be written again.")})
    if due_on is not None and due_on < on:
        raise ValidationError({"due_on": _("The new day lies before the day of the return.")})
    _add_step(essay, StepKind.RETURNED, on, by, at, reason=reason.strip(), due_on=due_on)
    forget_hints([essay])
    record("essays.essay.returned", essay, by=by, card=essay.member.card_number)
    return essay


@transaction.atomic
def mark_essay(*, essay, passed, on, by, at):
    """Grade an essay that is handed in: passed, or not passed."""
    return mark_many(essays=[essay], passed=passed, on=on, by=by, at=at)[0]


@transaction.atomic
def mark_many(*, essays, passed, on, by, at):
    """Grade several essays at once, all or none; the same queries however many, but for the journal's entry of each."""
    standing = Prefetch("steps", EssayStep.objects.filter(withdrawn_at=None).order_by("on", "pk"), to_attr="standing_steps")
    essays = list(_for_update().filter(pk__in=[essay.pk for essay in essays]).prefetch_related(standing).order_by("pk"))
    kind = StepKind.PASSED if passed else StepKind.NOT_PASSED
    for essay in essays:
        check_marks(essay, by)
        check_open(essay.campaign)
        _check_day(on, essay.campaign, at, after=essay.handed_in_on)
        if essay.state == EssayState.RETURNED:
            raise ValidationError(_("The essay is returned; mark it when it is handed in again."))
        _check_order(essay.standing_steps[-1], on)
    steps = EssayStep.objects.bulk_create(EssayStep(essay=essay, kind=kind, on=on, recorded_at=at, by=by) for essay in essays)
    for essay, step in zip(essays, steps, strict=True):
        _lead_to(essay, [*essay.standing_steps, step])
    Essay.objects.bulk_update(essays, _LED_BY_STEPS)
    forget_hints(essays)
    for essay in essays:
        record("essays.essay.marked", essay, by=by, card=essay.member.card_number, result=essay.get_state_display())
    return essays


@transaction.atomic
def note_checks(*, essay, version, by, **checks):
    """Keep the formal checks (`CHECKS`: True, False or None = not looked at)."""
    essay = lock_essay(essay)
    check_version(essay, version)
    check_marks(essay, by)
    for name in CHECKS:
        if name in checks:
            setattr(essay, name, checks[name])
    essay.version += 1
    essay.save()
    record("essays.essay.checked", essay, by=by, card=essay.member.card_number)
    return essay


@transaction.atomic
def undo_last_step(*, essay, by, at, version=None):
    """Take back the last step, recorded by mistake; an essay without steps is no essay."""
    essay = lock_essay(essay)
    if version is not None:
        check_version(essay, version)
    check_open(essay.campaign)
    last = _standing_steps(essay).last()
    if last.kind != StepKind.HANDED_IN:
        check_marks(essay, by)
    if last.kind == StepKind.HANDED_IN and essay.scanned_pages.filter(edition=essay.edition).exists():
        raise ValidationError(_("The essay has scanned pages. Send them back to the queue first."))
    last.withdrawn_at = at
    last.save(update_fields=["withdrawn_at"])
    record("essays.essay.step_undone", essay, by=by, card=essay.member.card_number, step=last.get_kind_display())
    if not _standing_steps(essay).exists():
        essay.delete()
        return None
    _follow_steps(essay)
    return essay


def _add_step(essay, kind, on, by, at, *, reason="", due_on=None, handwritten=True, on_a4=True):
    _check_order(_standing_steps(essay).last(), on)
    EssayStep.objects.create(
        essay=essay, kind=kind, on=on, reason=reason, due_on=due_on, handwritten=handwritten, on_a4=on_a4, recorded_at=at, by=by,
    )
    _follow_steps(essay)


def _follow_steps(essay):
    """Make the row say what its steps led to."""
    _lead_to(essay, list(_standing_steps(essay)))
    essay.save()


# What of the row its steps say.
_LED_BY_STEPS = (
    "state", "handed_in_on", "handwritten", "on_a4", "marked_on", "return_reason", "return_due_on", "edition", "version",
)


def _lead_to(essay, steps):
    hand_ins = [step for step in steps if step.kind == StepKind.HANDED_IN]
    hand_in_step = hand_ins[-1]
    last = steps[-1]
    marked = last.kind in (StepKind.PASSED, StepKind.NOT_PASSED)
    essay.state = last.kind
    essay.handed_in_on, essay.handwritten, essay.on_a4 = hand_in_step.on, hand_in_step.handwritten, hand_in_step.on_a4
    essay.marked_on = last.on if marked else None
    essay.return_reason, essay.return_due_on = last.reason, last.due_on
    essay.edition = len(hand_ins)
    essay.version += 1


def _forget_form(essay):
    """What was noted of the form of one writing is not true of the next."""
    for name in CHECKS:
        setattr(essay, name, None)
    essay.note, essay.pages_said = "", None


def _standing_steps(essay):
    return essay.steps.filter(withdrawn_at=None).order_by("on", "pk")


def _for_update():
    return Essay.objects.select_for_update(of=["self"]).select_related("campaign", "member__managed_by", "unit")


def lock_essay(essay):
    return _for_update().get(pk=essay.pk)


def check_marks(essay, by):
    """The essay of a cadre is marked by the committee that manages him, not by his cell."""
    managing = essay.marking_unit
    if by is not None and managing != essay.unit and not may(by, "essays.mark", managing):
        raise ValidationError(_("%(unit)s manages %(member)s and marks the essay; the cell hands it in.") % {
            "unit": managing.name, "member": essay.member.full_name,
        })


def check_open(campaign):
    if not campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))


def _check_order(last, on):
    if last is not None and on < last.on:
        raise ValidationError({"on": _("The day lies before the last step of the essay (%(day)s).") % {
            "day": last.on.strftime("%d/%m/%Y"),
        }})


def _check_day(on, campaign, at, *, after=None):
    if on > local_day(at):
        raise ValidationError({"on": _("The day lies in the future.")})
    if on < campaign.starts_on:
        raise ValidationError({"on": _("The day lies before the campaign.")})
    if after is not None and on < after:
        raise ValidationError({"on": _("The day lies before the essay was handed in (%(day)s).") % {
            "day": after.strftime("%d/%m/%Y"),
        }})
