"""The ladder of a campaign: a step for each unit whose grace has passed; the ladder proposes, a person sends."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Duty, EscalationLadder, EscalationStep, Reminder, Rung
from campaigns.progress import days_overdue
from campaigns.status import contacts_with
from lib.clock import local_day
from lib.conflict import check_version


def ladder_of(campaign):
    """The campaign's ladder, or one of the usual days of grace where nobody changed it."""
    return EscalationLadder.objects.filter(campaign=campaign).first() or EscalationLadder(campaign=campaign, version=0)


@transaction.atomic
def change_ladder(*, campaign, version, by, **graces):
    """Change the days of grace; steps taken before stay."""
    EscalationLadder.objects.get_or_create(campaign=campaign, defaults={"version": 0})
    ladder = EscalationLadder.objects.select_for_update().get(campaign=campaign)
    check_version(ladder, version)
    for name, value in graces.items():
        setattr(ladder, name, value)
    ladder.version += 1
    ladder.full_clean()
    ladder.save()
    record("campaigns.ladder.changed", campaign, by=by, campaign=campaign.code)
    return ladder


@transaction.atomic
def step_ladder(*, campaign, at):
    """Take the steps that are due, one a unit; returns how many. Called again it changes nothing."""
    late = days_overdue(campaign.study_due_on, local_day(at))
    if not campaign.is_open or not late:
        return 0
    ladder, duties = ladder_of(campaign), _duties_chased(campaign, at)
    reminders, steps = contacts_with(duties, at), _steps_of(duties)
    due = [(duty, rung) for duty in duties if (rung := _rung_due(duty, steps.get(duty.pk, {}), ladder, late, local_day(at)))]
    created = EscalationStep.objects.bulk_create(
        [
            EscalationStep(
                duty=duty, rung=rung, at=at, overdue_days=late, broken_promise=_broken_promise(duty, local_day(at)),
                reminders=reminders.get(duty.pk, (0,))[0] + _earlier(duty),
            )
            for duty, rung in due
        ],
        ignore_conflicts=True, batch_size=5000,
    )
    return len(created)


def _duties_chased(campaign, at):
    """Units directly below the committee and the lowest ones, that owe and have not held."""
    day = local_day(at)
    below = Duty.objects.filter(parent=OuterRef("pk")).owing(at)
    broken = Reminder.objects.filter(duty=OuterRef("pk"), withdrawn_at=None, promised_on__lt=day)
    duties = campaign.duties.owing(at).not_held_by(at).filter(Q(parent=None) | ~Exists(below))
    return list(duties.select_related("plan").annotate(broke_before=Exists(broken)).order_by("path"))


def _steps_of(duties):
    steps = {}
    for step in EscalationStep.objects.filter(duty__in=[duty.pk for duty in duties]):
        steps.setdefault(step.duty_id, {})[step.rung] = step
    return steps


def _rung_due(duty, taken, ladder, late, day):
    """The next rung whose grace has passed. A day promised holds the ladder still, unless one was broken before."""
    planned = duty.plan.planned_on if hasattr(duty, "plan") else None
    if planned and planned >= day and not duty.broke_before:
        return None
    rungs = [Rung.UNIT, Rung.BASE, Rung.COMMITTEE] if duty.parent_id else [Rung.UNIT, Rung.COMMITTEE]
    rung = next((rung for rung in rungs if rung not in taken), None)
    if rung is None:
        return None
    waited = late if rung == Rung.UNIT else (day - local_day(max(step.at for step in taken.values()))).days
    return rung if waited >= ladder.grace_of(rung) else None


def _broken_promise(duty, day):
    planned = duty.plan.planned_on if hasattr(duty, "plan") else None
    return planned if planned and planned < day else None


def _earlier(duty):
    return duty.plan.earlier_reminders if hasattr(duty, "plan") else 0


@transaction.atomic
def answer_step(*, step, by, at):
    """Somebody did what the step proposes."""
    step = EscalationStep.objects.select_for_update(of=["self"]).select_related("duty__unit", "duty__campaign").get(pk=step.pk)
    if not step.duty.campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if step.answered_at is None:
        step.answered_at, step.answered_by = at, by
        step.save(update_fields=["answered_at", "answered_by"])
        record("campaigns.step.answered", step, by=by, unit=step.duty.unit, of=step.duty.unit.name)
    return step
