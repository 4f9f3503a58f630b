"""Which days are off for a committee, and which days of a campaign fall on them. They are named, never refused."""
import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.cut_offs import cut_off_of, decision_on, mondays_between
from campaigns.models import DayOff
from campaigns.stages import stages_of
from lib.clock import at_hour, local_day
from lib.days_off import day_off

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Stretch:
    """Days off that follow each other, with the occasions in their order."""

    first: datetime.date
    last: datetime.date
    names: tuple

    @property
    def words(self):
        """"16/02/2026 – 20/02/2026: Giao thừa Tết; …"."""
        days = f"{self.first:%d/%m/%Y}" if self.first == self.last else f"{self.first:%d/%m/%Y} – {self.last:%d/%m/%Y}"
        return f"{days}: {'; '.join(self.names)}"


class DaysOff:
    """Public holidays, with what the committee and those above it entered; read once. The nearest committee's word counts."""

    def __init__(self, unit):
        rows = DayOff.objects.standing().filter(unit__path__in=unit.lineage_paths()).order_by("unit__path", "pk")
        self._entered = {
            row.starts_on + i * _ONE_DAY: row for row in rows.select_related(None) for i in range(row.length)
        }

    def name(self, day):
        """The occasion for which the day is off, "" for any other day."""
        row = self._entered.get(day)
        if row is None:
            return day_off(day)
        return "" if row.is_working else row.name

    def words(self, day):
        """"Ngày 17/02/2026 là ngày nghỉ: Mùng một Tết …"; "" where the day is none."""
        name = self.name(day)
        return _("%(day)s is a holiday: %(name)s.") % {"day": f"{day:%d/%m/%Y}", "name": name} if name else ""

    def is_working(self, day):
        """The office is open: no day off and no end of a week, unless it is worked all the same."""
        row = self._entered.get(day)
        return row.is_working if row else day.weekday() < _SATURDAY and not day_off(day)

    def working_day_from(self, day):
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def stretches(self, first, last):
        """The days off between two days, those that follow each other together."""
        found = []
        for day in days_between(first, last):
            if not (name := self.name(day)):
                continue
            if found and found[-1].last == day - _ONE_DAY:
                names = found[-1].names
                found[-1] = Stretch(found[-1].first, day, names if name in names else (*names, name))
            else:
                found.append(Stretch(day, day, (name,)))
        return found

    def worked(self, first, last):
        """The days between two days on which the committee works all the same, with the occasion."""
        return [
            Stretch(day, day, (row.name,)) for day in days_between(first, last)
            if (row := self._entered.get(day)) and row.is_working
        ]


def days_between(first, last):
    return [first + i * _ONE_DAY for i in range((last - first).days + 1)]


def day_off_words(day, *, unit):
    """The sentence on a day that is off for the unit's committee; "" where it is none."""
    return DaysOff(unit).words(day) if day else ""


def days_off_of(campaign):
    """Sentences on the campaign's deadlines and weekly cut-offs that fall on days off."""
    off = DaysOff(campaign.unit)
    stages = stages_of(campaign, at=at_hour(campaign.starts_on, datetime.time(0)))
    words = [f"{stage.label}: {said}" for stage in stages if (said := off.words(stage.due_on))]
    last = last_day(campaign)
    return words + [_("Weekly cut-off: %(words)s") % {"words": off.words(day)} for day in cut_offs_off(campaign, off, last)]


def cut_offs_off(campaign, off, last):
    """The days of weekly cut-offs up to `last` that are off, and about which nobody has decided."""
    days = [
        local_day(cut_off_of(campaign, monday)) for monday in mondays_between(campaign.starts_on, last)
        if decision_on(campaign, monday) is None
    ]
    return [day for day in days if campaign.starts_on <= day <= last and off.name(day)]


def last_day(campaign):
    """The last of the campaign's days: its end or its last deadline."""
    stages = stages_of(campaign, at=at_hour(campaign.starts_on, datetime.time(0)))
    return max([campaign.ends_on, *(stage.due_on for stage in stages)])
