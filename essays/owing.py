"""Who owes an essay, and how it stands: the register of a unit in a campaign."""
from dataclasses import dataclass

from campaigns.models import Absence, RosterEntry, SessionKind
from essays.models import Essay
from units.models import Member


@dataclass(frozen=True)
class RegisterRow:
    """One member in the register. `studied` is None while his unit has held no class."""

    member: Member
    unit_name: str
    writes: bool
    studied: bool | None
    essay: Essay | None
    # PagesOf, where it was asked for.
    pages: object = None

    @property
    def owes(self):
        return self.writes and bool(self.studied)

    @property
    def state(self):
        """Code of the state: of the essay, or why there is none."""
        if self.essay:
            return self.essay.state
        if not self.writes:
            return "exempt"
        return "not_handed_in"


def register_of(duty, *, at):
    """RegisterRows of the roster of the unit and all below it, in people order; a handful of queries."""
    campaign = duty.campaign
    below = campaign.duties.within(duty)
    entries = list(
        RosterEntry.objects.filter(duty__in=below, until=None).select_related("member", "duty__unit")
        .order_by("duty__path", "member__sort_key")
    )
    essays = {essay.member_id: essay for essay in Essay.objects.filter(campaign=campaign, unit__in=below.values("unit"))}
    missing = set(
        Absence.objects.filter(
            attendance__session__campaign=campaign, attendance__session__kind=SessionKind.CLASS,
            attendance__session__withdrawn_at=None, attendance__unit__in=below.values("unit"), made_up_on=None,
        ).values_list("member_id", flat=True)
    )
    return [
        RegisterRow(
            member=entry.member, unit_name=entry.duty.unit.name, writes=entry.writes,
            studied=_studied(entry, missing, at), essay=essays.get(entry.member_id),
        )
        for entry in entries
    ]


def _studied(entry, missing, at):
    """True or False once the unit has held; None before."""
    if not entry.duty.is_held(at):
        return None
    return entry.member_id not in missing


@dataclass(frozen=True)
class RegisterCount:
    owed: int
    handed_in: int
    passed: int
    not_passed: int
    unmarked: int
    returned: int

    @property
    def missing(self):
        return max(0, self.owed - self.handed_in)


def count_register(rows):
    """Counts over the rows that owe an essay; an exempt member's essay stays outside."""
    owing = [row for row in rows if row.owes]
    states = [row.essay.state for row in owing if row.essay]
    return RegisterCount(
        owed=len(owing), handed_in=sum(state != "returned" for state in states), passed=states.count("passed"),
        not_passed=states.count("not_passed"), unmarked=states.count("handed_in"), returned=states.count("returned"),
    )
