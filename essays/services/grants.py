"""An inspector looks at pages by a named and dated assignment only."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from essays.models import PageGrant
from lib.clock import local_day
from units.models import Role
from units.scope import above_paths

# A quarter of a year: longer is no inspection.
LONGEST_DAYS = 92


@transaction.atomic
def grant_pages(*, campaign, unit, inspector, decision, valid_from, valid_to, by, at):
    """Let the inspector look at the pages of the unit's essays, and of those below it, from day to day."""
    if valid_to < valid_from:
        raise ValidationError({"valid_to": _("The end lies before the beginning.")})
    if valid_to < local_day(at):
        raise ValidationError({"valid_to": _("The day lies in the past.")})
    if (valid_to - valid_from).days >= LONGEST_DAYS:
        raise ValidationError({"valid_to": _("An assignment runs for %(days)s days at most.") % {"days": LONGEST_DAYS}})
    if not decision.strip():
        raise ValidationError({"decision": _("Name the decision it rests on.")})
    if not _inspects(inspector, unit, local_day(at)):
        raise ValidationError({"inspector": _("%(who)s does not inspect this unit.") % {"who": inspector.full_name}})
    grant = PageGrant.objects.create(
        campaign=campaign, unit=unit, inspector=inspector, decision=decision.strip(), valid_from=valid_from, valid_to=valid_to,
        granted_at=at, by=by,
    )
    record(
        "essays.grant.given", grant, by=by, inspector=inspector.full_name, of=unit.name, decision=grant.decision,
        valid_from=str(valid_from), valid_to=str(valid_to),
    )
    return grant


def _inspects(user, unit, day):
    posts = user.appointments.running_on(day).filter(above_paths("unit__path", [unit.path]), role=Role.INSPECTOR)
    return user.is_active and posts.exists()


@transaction.atomic
def withdraw_grant(*, grant, by, at):
    """From now on the inspector sees nothing by it; the row stays."""
    grant = PageGrant.objects.select_for_update(of=["self"]).select_related("unit", "inspector").get(pk=grant.pk)
    if grant.withdrawn_at is None:
        grant.withdrawn_at = at
        grant.save(update_fields=["withdrawn_at"])
        record("essays.grant.withdrawn", grant, by=by, inspector=grant.inspector.full_name, of=grant.unit.name)
    return grant
