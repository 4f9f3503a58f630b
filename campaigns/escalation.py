"""The daily step of the ladders: one job a day, also where the server slept through the morning."""
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.services.escalation import step_ladder
from jobs.kinds import register_kind
from jobs.schedule import register_ensure
from jobs.submission import submit
from lib.clock import local_day, local_hour, now

KIND = "campaigns.step_ladders"
_FROM_HOUR = 6


def register():
    register_kind(KIND, work=step_ladders, label=_("Daily steps of the escalation ladder"))
    register_ensure("escalation ladder", ensure_steps)


def ensure_steps(*, at):
    """Before the office opens, once a day."""
    if local_hour(at) >= _FROM_HOUR and Campaign.objects.running().exists():
        submit(kind=KIND, key=f"step_ladders:{local_day(at)}", args={}, by=None)


def step_ladders(run):
    """Step every running campaign."""
    with run.effect(last=True) as result:
        result["steps"] = sum(step_ladder(campaign=campaign, at=now()) for campaign in Campaign.objects.running())
