"""What a unit means to do: planned day, reason for delay, plan, action programme."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import StudyPlan
from files.services import take_in
from lib.conflict import check_version


@transaction.atomic
def change_plan(*, duty, version, by, at, upload=None, programme_upload=None, **facts):
    """Enter or change the plan of a unit; `version` is 0 where there was none. Any planned day counts, past ones too."""
    if not duty.campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    StudyPlan.objects.get_or_create(duty=duty, defaults={"version": 0})
    plan = StudyPlan.objects.select_for_update().get(duty=duty)
    check_version(plan, version)
    planned_on = facts.get("planned_on")
    if planned_on and planned_on < duty.campaign.starts_on:
        raise ValidationError({"planned_on": _("The planned day lies before the campaign.")})
    for name, value in facts.items():
        setattr(plan, name, value)
    for name, sent in (("document", upload), ("programme_document", programme_upload)):
        if sent is not None:
            setattr(plan, name, take_in(upload=sent, unit=duty.unit, read_permission="plans.view", by=by, at=at))
    plan.version += 1
    plan.full_clean()
    plan.save()
    record("campaigns.plan.changed", plan, by=by, unit=duty.unit, of=duty.unit.name, planned_on=str(plan.planned_on or "–"))
    return plan
