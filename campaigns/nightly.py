"""The nightly recount: what is stored of "held" must agree with the classes."""
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.progress import duties_out_of_date
from jobs.kinds import register_kind
from jobs.reasons import Refused, register_reasons
from jobs.schedule import register_ensure
from jobs.submission import submit
from lib.clock import local_day, local_hour

KIND = "campaigns.check_progress"
_FROM_HOUR = 2


def register():
    register_kind(KIND, work=check, label=_("Nightly recount of the units that have held"))
    register_reasons({"campaigns.progress_differs": _("What is stored of some units differs from their classes. Please tell the operator.")})
    register_ensure("nightly recount", ensure_check)


def ensure_check(*, at):
    """One recount a night, also where the server slept through the hour."""
    if local_hour(at) >= _FROM_HOUR and Campaign.objects.running().exists():
        submit(kind=KIND, key=f"check_progress:{local_day(at)}", args={}, by=None)


def check(run):
    """Recount every running campaign; a difference is a failed job an officer sees."""
    differing = {
        campaign.code: number for campaign in Campaign.objects.running() if (number := len(duties_out_of_date(campaign)))
    }
    if differing:
        raise Refused("campaigns.progress_differs")
    return {"campaigns": Campaign.objects.running().count()}
