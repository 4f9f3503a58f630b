"""Weeks whose cut-off falls on a day off, and the moment the portal proposes instead; a person decides."""
import datetime
from dataclasses import dataclass

from campaigns.cut_offs import decision_on
from campaigns.days_off import DaysOff
from campaigns.models import WeekCutOff
from lib.clock import at_hour, local_day
from reports.weeks import Week, first_week, last_week

_ONE_DAY = datetime.timedelta(days=1)
# So long before a cut-off the home page asks about it.
SOON = datetime.timedelta(days=21)


@dataclass(frozen=True)
class WeekOfCampaign:
    """A week, its cut-off, the occasion for which that day is off, what was decided or is proposed."""

    week: Week
    cut_off: datetime.datetime
    occasion: str
    decision: WeekCutOff | None
    proposal: datetime.datetime | None

    @property
    def is_open_question(self):
        return bool(self.occasion) and self.decision is None


def weeks_of(campaign):
    """All weeks of the campaign on which the portal reports, oldest first."""
    off, week, last = DaysOff(campaign.unit), first_week(campaign), last_week(campaign)
    found = []
    while week <= last:
        found.append(_week_of(campaign, week, off))
        week = week.following
    return found


def questions_of(campaign, *, at, within=None):
    """The weeks to come whose cut-off falls on a day off and about which nobody has decided."""
    until = at + within if within else None
    return [
        one for one in weeks_of(campaign)
        if one.is_open_question and one.cut_off > at and (until is None or one.cut_off <= until)
    ] if campaign.is_open else []


def _week_of(campaign, week, off):
    cut_off, decision = week.cut_off(campaign), decision_on(campaign, week.monday)
    occasion = off.name(local_day(cut_off))
    proposal = proposed_for(campaign, week, off) if occasion and decision is None else None
    return WeekOfCampaign(week, cut_off, occasion, decision, proposal)


def proposed_for(campaign, week, off):
    """The same hour of the last working day of the week before the cut-off, else of the first one after it; None where none fits."""
    day, hour = local_day(week.cut_off(campaign)), campaign.cut_off_hour
    before, after = week.preceding.cut_off(campaign), week.following.cut_off(campaign)
    earlier = [day - i * _ONE_DAY for i in range(1, (day - week.monday).days + 1)]
    later = [day + i * _ONE_DAY for i in range(1, 8)]
    fitting = (
        at_hour(one, hour) for one in [*earlier, *later] if off.is_working(one) and before < at_hour(one, hour) < after
    )
    return next(fitting, None)
