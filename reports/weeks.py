"""Weeks from Monday to Sunday, their cut-offs, and which of them are closed."""
import datetime
import re
from dataclasses import dataclass

from campaigns.cut_offs import cut_off_of
from lib.clock import local_day, start_of_day

_NAME = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, order=True)
class Week:
    """A week of the office's calendar, known by its Monday."""

    monday: datetime.date

    @classmethod
    def of(cls, day):
        return cls(day - datetime.timedelta(days=day.weekday()))

    @classmethod
    def parse(cls, name):
        """The week of an ISO name (2018-W02); ValueError where there is no such week."""
        match = _NAME.fullmatch(name)
        if not match:
            raise ValueError(f"{name!r} is not the name of a week")
        return cls(datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1))

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.monday.strftime("%G-W%V")

    @property
    def sunday(self):
        return self.monday + datetime.timedelta(days=6)

    @property
    def following(self):
        return Week(self.monday + datetime.timedelta(days=7))

    @property
    def preceding(self):
        return Week(self.monday - datetime.timedelta(days=7))

    def cut_off(self, campaign):
        """The moment up to which the campaign's report of the week counts."""
        return cut_off_of(campaign, self.monday)


def first_week(campaign):
    """The first week whose cut-off does not lie before the campaign's first day."""
    week = Week.of(campaign.starts_on)
    return week if week.cut_off(campaign) >= start_of_day(campaign.starts_on) else week.following


def begun_weeks(campaign, at):
    """Weeks of the campaign of which a report can be made at the moment, the running one included, oldest first."""
    last = Week.of(local_day(min(at, campaign.closed_at or at)))
    return _weeks(first_week(campaign), last)


def closed_weeks(campaign, at):
    """Weeks of the campaign whose cut-off has come, oldest first."""
    return [week for week in begun_weeks(campaign, at) if week.cut_off(campaign) <= at]


def last_week(campaign):
    """The week of the first cut-off after all deadlines: no report is made unasked after it."""
    deadlines = [
        campaign.ends_on, campaign.study_due_on, campaign.essay_due_on, campaign.marking_due_on, campaign.report_due_on,
    ]
    after = start_of_day(max(day for day in deadlines if day) + datetime.timedelta(days=1))
    # The cut-off of the week before may have been put off until after its Sunday.
    week = Week.of(local_day(after)).preceding
    while week.cut_off(campaign) < after:
        week = week.following
    return week


def weeks_to_offer(campaign, at):
    """Weeks somebody may choose to report on: to the last deadline, and a quarter more where it was not met."""
    last = last_week(campaign).monday + datetime.timedelta(weeks=13)
    return [week for week in begun_weeks(campaign, at) if week.monday <= last]


def weeks_to_report(campaign, at):
    """Closed weeks whose cut-off follows the campaign's entry here: those the portal reports on unasked."""
    last = last_week(campaign)
    return [
        week for week in closed_weeks(campaign, at) if week <= last and week.cut_off(campaign) >= campaign.created_at
    ]


def _weeks(first, last):
    weeks = []
    while first <= last:
        weeks.append(first)
        first = first.following
    return weeks
