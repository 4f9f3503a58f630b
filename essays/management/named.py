"""What the commands are told by name: a campaign, a unit in it, a day."""
import datetime

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from campaigns.models import Campaign


def campaign_and_duty(campaign_code, unit_code):
    """The campaign, and the duty of the unit: None for the committee itself."""
    try:
        campaign = Campaign.objects.launched().select_related("unit").get(code=campaign_code)
    except Campaign.DoesNotExist:
        raise CommandError(_("There is no campaign %(code)s.") % {"code": campaign_code}) from None
    if campaign.unit.code == unit_code:
        return campaign, None
    duty = campaign.duties.filter(unit__code=unit_code, until=None).select_related("unit").first()
    if duty is None:
        raise CommandError(_("There is no unit %(code)s.") % {"code": unit_code})
    return campaign, duty


def day_of(text):
    return datetime.date.fromisoformat(text)
