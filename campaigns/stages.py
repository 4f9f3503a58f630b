"""The stages of a campaign and how their deadlines stand; nothing is late before its deadline's day has ended."""
import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.progress import days_overdue
from lib.clock import local_day


@dataclass(frozen=True)
class Stage:
    label: str
    due_on: datetime.date
    words: str
    is_past: bool


def stages_of(campaign, *, at):
    """The stages that have a deadline, in their order."""
    deadlines = [
        (_("Plans"), campaign.plan_due_on), (_("Study"), campaign.study_due_on), (_("Essays"), campaign.essay_due_on),
        (_("Marking"), campaign.marking_due_on), (_("Reports of units"), campaign.report_due_on),
    ]
    day = local_day(at)
    return [
        Stage(label, due_on, deadline_words(due_on, day), days_overdue(due_on, day) > 0)
        for label, due_on in deadlines if due_on
    ]


def deadline_words(due_on, day):
    """"in 3 days", "today is the last day", "7 days past"."""
    left = (due_on - day).days
    if left == 0:
        return _("today is the last day")
    if left > 0:
        return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
    return ngettext("%(days)d day past", "%(days)d days past", -left) % {"days": -left}
