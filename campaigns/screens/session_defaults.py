"""What the form of a class starts with: the plan's day, and what stood in the last class."""
import datetime

from campaigns.models import HOUR_OF_PART, DayPart, StudyPlan, StudySession, moment_of
from campaigns.planned import speaker_of
from lib.clock import local_day


def defaults_for(campaign, duties, *, at):
    """Initial values: day, part, place and speaker of the plan where its day has come, else the last part gone by and what stood last time."""
    today = local_day(at)
    last = (
        StudySession.objects.standing().filter(attendances__unit__in=[duty.unit_id for duty in duties])
        .order_by("-moment").first()
    )
    plan = StudyPlan.objects.filter(duty__in=duties, planned_on__lte=today, planned_on__gte=campaign.starts_on).first()
    speaker = speaker_of(plan) if plan else None
    held_on, part = _last_part_gone_by(at)
    initial = {
        "held_on": plan.planned_on if plan else min(held_on, campaign.ends_on),
        "part": plan.part if plan and plan.part else DayPart.EVENING if plan and plan.planned_on < today else part,
        "resolutions": list(campaign.resolutions.all()),
    }
    if last is not None:
        initial |= {
            "format": last.format, "place": last.place, "speakers": last.speakers, "speaker_level": last.speaker_level,
        }
    if plan and plan.place:
        initial["place"] = plan.place
    if speaker is not None:
        initial |= {"speakers": speaker.full_name, "speaker_level": speaker.level}
    return initial


def _last_part_gone_by(at):
    """`(day, part)` that began last: a class is logged after it was held."""
    today = local_day(at)
    begun = [part for part in HOUR_OF_PART if moment_of(today, part) <= at]
    return (today, begun[-1]) if begun else (today - datetime.timedelta(days=1), DayPart.EVENING)
