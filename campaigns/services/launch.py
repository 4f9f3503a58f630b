"""Launch: duties, head counts and roster are frozen; before it, a check says what is amiss."""
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from campaigns.models import Campaign, Duty, EndReason, RosterEntry
from campaigns.progress import refresh_held
from lib.clock import local_day
from units.models import Appointment, Member, Unit, UnitKind

_STEP_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class LaunchCheck:
    """What a launch would freeze, and what stands in its way (`errors`) or deserves a look."""

    direct_units: int
    cells: int
    members_to_study: int
    units_without_members: list = field(default_factory=list)
    cells_without_account: list = field(default_factory=list)
    units_without_phone: list = field(default_factory=list)
    errors: list = field(default_factory=list)


def check_before_launch(campaign, *, at):
    """A LaunchCheck of the units as they stand at the moment."""
    day = local_day(at)
    units = list(Unit.objects.below(campaign.unit).existing_on(day).order_by("path"))
    heads = _heads_with_below(units, _roster_members(units))
    with_account = set(
        Appointment.objects.running_on(day).filter(user__is_active=True, unit__in=units).values_list("unit_id", flat=True)
    )
    cells = [unit for unit in units if unit.kind in (UnitKind.CELL, UnitKind.BASE_CELL)]
    return LaunchCheck(
        direct_units=sum(unit.depth == campaign.unit.depth + 1 for unit in units),
        cells=len(cells),
        members_to_study=sum(heads[unit.path] for unit in units if unit.depth == campaign.unit.depth + 1),
        units_without_members=[unit for unit in units if not heads[unit.path]],
        cells_without_account=[unit for unit in cells if unit.pk not in with_account],
        units_without_phone=[unit for unit in units if not unit.phone],
        errors=_errors_of(campaign, units),
    )


def _errors_of(campaign, units):
    errors = []
    if not units:
        errors.append(_("There is no unit below the committee. Enter the units first."))
    if not campaign.resolutions.exists():
        errors.append(_("The campaign has no resolution. Choose at least one."))
    return errors


@transaction.atomic
def launch_campaign(*, campaign, by, at):
    """Freeze the duties, head counts and roster of every unit below the committee as of the moment."""
    campaign = Campaign.objects.select_for_update(of=["self"]).select_related("unit").get(pk=campaign.pk)
    if campaign.is_launched:
        raise ValidationError(_("The campaign is launched already."))
    units = list(Unit.objects.below(campaign.unit).existing_on(local_day(at)).order_by("path"))
    if errors := _errors_of(campaign, units):
        raise ValidationError(errors)
    campaign.launched_at = at
    campaign.save(update_fields=["launched_at"])
    duties = add_duties(campaign, units, day=local_day(at))
    refresh_held(campaign)
    record("campaigns.campaign.launched", campaign, by=by, campaign=campaign.code, units=len(duties))
    return campaign


def add_duties(campaign, units, *, day):
    """Duties and roster of the units (in path order, whole subtrees of the committee); returns `{unit path: duty}`."""
    members = _roster_members(units)
    heads = _heads_with_below(units, members)
    duties = {}
    for unit, path in zip(units, duty_paths(units, campaign.unit), strict=True):
        number = heads[unit.path]
        duties[unit.path] = Duty(
            campaign=campaign, unit=unit, path=path, launched_heads=number, heads=number,
            # With nobody to study it never owes: it begins and ends on the day of the launch.
            since=None if number else day, until=None if number else day, end_reason="" if number else EndReason.NOBODY,
        )
    _create_level_by_level(duties)
    by_unit = {duty.unit_id: duty for duty in duties.values()}
    RosterEntry.objects.bulk_create(
        [RosterEntry(duty=by_unit[m.unit_id], member=m, writes=not m.exempt_from_essay) for m in members], batch_size=5000
    )
    return duties


def _create_level_by_level(duties):
    """A duty needs the key of the one above it, so each level of the tree is one insert."""
    levels = {}
    for unit_path, duty in duties.items():
        levels.setdefault(len(unit_path), []).append((unit_path, duty))
    for _length, rows in sorted(levels.items()):
        for unit_path, duty in rows:
            duty.parent = duties.get(unit_path[:-4])
        Duty.objects.bulk_create([duty for _path, duty in rows], batch_size=5000)


def duty_paths(units, committee):
    """Paths of the duties' own tree, four characters a level, children numbered in unit order."""
    numbers, paths = {}, {committee.path: ""}
    for unit in units:
        above = unit.path[:-4]
        numbers[above] = numbers.get(above, 0) + 1
        paths[unit.path] = paths[above] + path_step(numbers[above])
        yield paths[unit.path]


def path_step(number):
    """The number as four base-36 digits."""
    digits = ""
    for _place in range(4):
        number, digit = divmod(number, 36)
        digits = _STEP_DIGITS[digit] + digits
    return digits


def _roster_members(units):
    return list(Member.objects.present().filter(unit__in=units, exempt_from_activity=False).order_by("pk"))


def _heads_with_below(units, members):
    """`{unit path: members to study, with all below}`."""
    path_of = {unit.pk: unit.path for unit in units}
    heads = dict.fromkeys(path_of.values(), 0)
    for member in members:
        path = path_of[member.unit_id]
        for length in range(4, len(path) + 1, 4):
            if path[:length] in heads:
                heads[path[:length]] += 1
    return heads
