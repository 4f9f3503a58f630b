"""What the form of a class starts with: the plan's day, and what stood in the last class."""
from campaigns.models import DayPart, StudyPlan, StudySession


def defaults_for(campaign, duties, *, today):
    """Initial values: the planned day where it has come, else today; place and speaker of last time."""
    last = (
        StudySession.objects.standing().filter(attendances__unit__in=[duty.unit_id for duty in duties])
        .order_by("-moment").first()
    )
    plan = StudyPlan.objects.filter(duty__in=duties, planned_on__lte=today, planned_on__gte=campaign.starts_on).first()
    initial = {
        "held_on": plan.planned_on if plan else min(today, campaign.ends_on),
        "part": DayPart.EVENING if len(duties) == 1 else DayPart.MORNING,
        "resolutions": list(campaign.resolutions.all()),
    }
    if last is not None:
        initial |= {
            "part": last.part, "hour": last.hour, "format": last.format, "place": last.place,
            "speakers": last.speakers, "speaker_level": last.speaker_level,
        }
    return initial
