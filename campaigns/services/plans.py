"""What a unit means to do: planned day, reason for delay, plan, action programme."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import StudyPlan
from campaigns.planned import clashes_with
from files.services import take_in
from lib.conflict import check_version


@transaction.atomic
def change_plan(*, duty, version, by, at, upload=None, programme_upload=None, accept_clash=False, **facts):
    """Enter or change the plan of a unit; `version` is 0 where there was none. Any planned day counts, past ones too.

    A place that another unit has in the same part of the day is refused until a person accepts it.
    """
    check_still_owes(duty)
    StudyPlan.objects.get_or_create(duty=duty, defaults={"version": 0})
    plan = StudyPlan.objects.select_for_update().get(duty=duty)
    check_version(plan, version)
    planned_on = facts.get("planned_on")
    if planned_on and planned_on < duty.campaign.starts_on:
        raise ValidationError({"planned_on": _("The planned day lies before the campaign.")})
    before = _slot(plan)
    for name, value in facts.items():
        setattr(plan, name, value)
    if not accept_clash and _slot(plan) != before:
        _check_place_free(plan, duty)
    for name, sent in (("document", upload), ("programme_document", programme_upload)):
        if sent is not None:
            setattr(plan, name, take_in(upload=sent, unit=duty.unit, read_permission="plans.view", by=by, at=at))
    plan.version += 1
    plan.full_clean()
    plan.save()
    record("campaigns.plan.changed", plan, by=by, unit=duty.unit, of=duty.unit.name, planned_on=str(plan.planned_on or "–"))
    return plan


def check_still_owes(duty):
    """Raise a ValidationError where nothing is to be planned any more."""
    if not duty.campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if duty.until is not None:
        raise ValidationError(_("The unit does not owe this study any more (merged, ended or exempt)."))


def _slot(plan):
    return plan.planned_on, plan.part, plan.place


def _check_place_free(plan, duty):
    if not (plan.planned_on and plan.place):
        return
    plan.duty = duty
    if any(not clash.is_speaker for clash in clashes_with(plan)):
        raise ValidationError({"accept_clash": _(
            "Another unit has this place in the same part of the day. Tick if you study together or share it all the same."
        )})
