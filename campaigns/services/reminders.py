"""The log of calls and reminders; counted in the report."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Reminder, ReminderWay, StudyPlan
from lib.clock import local_day


@transaction.atomic
def record_reminder(*, duty, by, at, way=ReminderWay.CALL, reached=True, promised_on=None, note=""):
    """Log that the unit was reminded; a promised day becomes its planned day."""
    if not duty.campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if promised_on and promised_on < local_day(at):
        raise ValidationError({"promised_on": _("A promised day lies in the future.")})
    reminder = Reminder(duty=duty, at=at, way=way, reached=reached, promised_on=promised_on, note=note, by=by)
    reminder.full_clean(exclude=["by"])
    reminder.save()
    if promised_on:
        plan, _is_new = StudyPlan.objects.get_or_create(duty=duty)
        plan.planned_on, plan.version = promised_on, plan.version + 1
        plan.save(update_fields=["planned_on", "version"])
    record("campaigns.reminder.recorded", reminder, by=by, unit=duty.unit, of=duty.unit.name, way=way)
    return reminder


@transaction.atomic
def withdraw_reminder(*, reminder, by, at):
    """Take back a reminder logged by mistake."""
    reminder.withdrawn_at = at
    reminder.save(update_fields=["withdrawn_at"])
    record("campaigns.reminder.withdrawn", reminder, by=by, unit=reminder.duty.unit, of=reminder.duty.unit.name)
    return reminder
