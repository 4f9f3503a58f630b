"""Which days of a campaign fall on a holiday: deadlines, weekly cut-offs, a planned day. They are named, never refused."""
import datetime

from django.utils.translation import gettext as _

from campaigns.stages import stages_of
from lib.clock import at_hour
from lib.days_off import day_off


def day_off_words(day):
    """"Ngày 17/02/2026 là Mùng một Tết …"; "" where the day is none."""
    name = day_off(day)
    return _("%(day)s is a holiday: %(name)s.") % {"day": f"{day:%d/%m/%Y}", "name": name} if name else ""


def days_off_of(campaign):
    """Sentences on the campaign's deadlines and weekly cut-offs that fall on holidays."""
    stages = stages_of(campaign, at=at_hour(campaign.starts_on, datetime.time(0)))
    words = [
        f"{stage.label}: {day_off_words(stage.due_on)}" for stage in stages if day_off(stage.due_on)
    ]
    last = max([campaign.ends_on, *(stage.due_on for stage in stages)])
    return words + [_("Weekly cut-off: %(words)s") % {"words": day_off_words(day)} for day in _cut_offs(campaign, last) if day_off(day)]


def _cut_offs(campaign, last):
    day = campaign.starts_on + datetime.timedelta(days=(campaign.cut_off_weekday - campaign.starts_on.isoweekday()) % 7)
    while day <= last:
        yield day
        day += datetime.timedelta(days=7)
