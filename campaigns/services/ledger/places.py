"""Where in the campaign's own tree does a unit stand, and where does a new duty go?"""
from campaigns.models import ChangeKind, Duty, DutyOrigin, EndReason
from campaigns.services.launch import path_step
from units.models import Unit


def duty_in_force(campaign, unit):
    """The unit's duty that has no end, or None."""
    return Duty.objects.filter(campaign=campaign, unit=unit, until=None).first()


def last_duty(campaign, unit):
    """The unit's latest duty, in force or ended, or None."""
    return Duty.objects.filter(campaign=campaign, unit=unit).order_by("-pk").first()


def next_path(campaign, parent):
    """The next child path below the duty (None: directly under the committee); numbers are never used again."""
    prefix = parent.path if parent else ""
    children = Duty.objects.filter(campaign=campaign, path__startswith=prefix, path__regex=rf"^.{{{len(prefix) + 4}}}$")
    last = children.order_by("path").values_list("path", flat=True).last()
    number = int(last[-4:], 36) if last else 0
    return prefix + path_step(number + 1)


def duty_above(step, unit):
    """`(True, duty or None)` where the unit may owe: directly under the committee (None) or below a duty in force.

    `(False, None)` where nothing above the unit owes the campaign.
    """
    # Read anew: the tree has just changed, and the caller may hold the unit as it was before.
    above = Unit.objects.filter(path=Unit.objects.get(pk=unit.pk).path[: -Unit.steplen]).first()
    if above is None or not above.is_within(step.campaign.unit):
        return False, None
    if above.pk == step.campaign.unit_id:
        return True, None
    duty = bring_in_force(step, above)
    return duty is not None, duty


def bring_in_force(step, unit, origins=()):
    """The unit's duty in force, begun where need be; None where it owes nothing.

    A duty that ended only because nobody was left begins again; a unit set up after the launch joins the campaign.
    """
    duty = duty_in_force(step.campaign, unit)
    if duty is not None or unit.is_ended:
        return duty
    last = last_duty(step.campaign, unit)
    if last is not None and last.end_reason != EndReason.NOBODY:
        return None
    found, parent = duty_above(step, unit)
    if not found:
        return None
    duty = open_duty(step, unit, parent, origins)
    step.write(duty, ChangeKind.RESTORED if last else ChangeKind.ADDED)
    return duty


def open_duty(step, unit, parent, origins=()):
    """A duty from the day of the step on, with nobody on its roster yet; it goes on where the origins stood."""
    duty = Duty.objects.create(
        campaign=step.campaign, unit=unit, parent=parent, path=next_path(step.campaign, parent),
        launched_heads=0, heads=0, since=step.on,
    )
    DutyOrigin.objects.bulk_create(DutyOrigin(duty=duty, origin=origin) for origin in origins)
    return duty
