"""The log of calls and reminders; counted in the report."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Duty, EscalationStep, Reminder, ReminderWay, Rung, StudyPlan
from lib.clock import local_day
from lib.dates import format_moment


@transaction.atomic
def record_reminder(
    *, duty, by, at, way=ReminderWay.CALL, reached=True, promised_on=None, reason="", note="", letter=None, last_seen=None
):
    """Log that the unit was reminded; a promised day becomes its planned day, a reason given that of its plan.

    `last_seen`: the last reminder the writer knew of (0: none); where another was logged since, he is asked first.
    """
    _check_reminded(duty, promised_on, at)
    # Two officers who ring the same unit wait for each other, and the second is told.
    Duty.objects.select_for_update(of=["self"]).get(pk=duty.pk)
    _check_nobody_was_first(duty, last_seen, by)
    plan = StudyPlan.objects.filter(duty=duty).first()
    reminder = Reminder(
        duty=duty, at=at, way=way, reached=reached, promised_on=promised_on, reason=reason, note=note, by=by, letter=letter,
        earlier_planned_on=plan.planned_on if plan else None, earlier_reason=plan.delay_reason if plan else "",
    )
    reminder.full_clean(exclude=["by"])
    reminder.save()
    _change_plan(duty, planned_on=promised_on, delay_reason=reason)
    _answer_steps(reminder)
    record("campaigns.reminder.recorded", reminder, by=by, unit=duty.unit, of=duty.unit.name, way=way)
    return reminder


@transaction.atomic
def remind_by_letters(*, listed, by, at):
    """Letters remind the units they list, `[(letter, its duties)]`; but for the entries as many questions for 300 as for one."""
    rows = [(letter, duty) for letter, duties in listed for duty in duties]
    for _letter, duty in rows:
        _check_reminded(duty, None, at)
    duties = [duty.pk for _letter, duty in rows]
    list(Duty.objects.select_for_update(of=["self"]).filter(pk__in=duties).order_by("pk").only("pk"))
    plans = {plan.duty_id: plan for plan in StudyPlan.objects.filter(duty__in=duties)}
    reminders = Reminder.objects.bulk_create([_by_letter(letter, duty, plans.get(duty.pk), by, at) for letter, duty in rows])
    _answer_steps_of_all(reminders)
    for reminder in reminders:
        record("campaigns.reminder.recorded", reminder, by=by, unit=reminder.duty.unit, of=reminder.duty.unit.name, way=reminder.way)
    return reminders


def _by_letter(letter, duty, plan, by, at):
    return Reminder(
        duty=duty, at=at, way=ReminderWay.LETTER, by=by, letter=letter,
        earlier_planned_on=plan.planned_on if plan else None, earlier_reason=plan.delay_reason if plan else "",
    )


def _answer_steps_of_all(reminders):
    by_duty = {reminder.duty_id: reminder for reminder in reminders}
    unit, base = Q(duty__in=by_duty, rung=Rung.UNIT), Q(duty__parent__in=by_duty, rung=Rung.BASE)
    steps = list(EscalationStep.objects.unanswered().filter(unit | base).select_related("duty"))
    for step in steps:
        reminder = by_duty[step.duty_id if step.rung == Rung.UNIT else step.duty.parent_id]
        step.answered_at, step.answered_by, step.answered_with = reminder.at, reminder.by, reminder
    EscalationStep.objects.bulk_update(steps, ["answered_at", "answered_by", "answered_with"], batch_size=500)


def _check_reminded(duty, promised_on, at):
    if not duty.campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if not duty.owes_on(local_day(at)):
        raise ValidationError(_("The unit was merged, moved or exempted meanwhile and owes the study no more."))
    if promised_on and promised_on < local_day(at):
        raise ValidationError({"promised_on": _("A promised day lies in the future.")})


def _check_nobody_was_first(duty, last_seen, by):
    last = duty.reminders.filter(withdrawn_at=None).select_related("by").order_by("-pk").first()
    if last_seen is not None and last is not None and last.pk > last_seen and last.by_id != by.pk:
        raise ValidationError(
            _("%(name)s logged a reminder to this unit at %(at)s. If yours is another, please send it once more.")
            % {"name": last.by.full_name if last.by else "–", "at": format_moment(last.at)},
            code="logged_meanwhile",
        )


def _change_plan(duty, **said):
    said = {name: value for name, value in said.items() if value}
    if said:
        plan, _is_new = StudyPlan.objects.get_or_create(duty=duty)
        for name, value in said.items():
            setattr(plan, name, value)
        plan.version += 1
        plan.save(update_fields=[*said, "version"])


def _answer_steps(reminder):
    """The unit is reminded; and whoever reached a base has told it of its cells."""
    steps = EscalationStep.objects.unanswered().filter(duty=reminder.duty, rung=Rung.UNIT)
    if reminder.reached:
        steps |= EscalationStep.objects.unanswered().filter(duty__parent=reminder.duty, rung=Rung.BASE)
    steps.update(answered_at=reminder.at, answered_by=reminder.by, answered_with=reminder)


@transaction.atomic
def withdraw_reminder(*, reminder, by, at):
    """Take back a reminder logged by mistake, with the day and the reason it brought and the steps it answered."""
    reminder.withdrawn_at = at
    reminder.save(update_fields=["withdrawn_at"])
    plan = StudyPlan.objects.select_for_update().filter(duty=reminder.duty).first()
    if plan is not None:
        if reminder.promised_on and plan.planned_on == reminder.promised_on:
            plan.planned_on = reminder.earlier_planned_on
        if reminder.reason and plan.delay_reason == reminder.reason:
            plan.delay_reason = reminder.earlier_reason
        plan.version += 1
        plan.save(update_fields=["planned_on", "delay_reason", "version"])
    reminder.answered_steps.update(answered_at=None, answered_by=None, answered_with=None)
    record("campaigns.reminder.withdrawn", reminder, by=by, unit=reminder.duty.unit, of=reminder.duty.unit.name)
    return reminder
