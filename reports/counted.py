"""What a report counts: the figures as of its cut-off, with what the final report tells beside them."""
import dataclasses

from campaigns.models import StudyPlan
from reports.figures.counting import count


def counted_for(report, at):
    """The figures with the records behind them, as of the cut-off or of the moment before it."""
    moment = min(report.cut_off, at)
    counted = count(report.campaign, unit=report.unit, at=moment, week=report.week)
    if not report.is_final:
        return counted
    # Its cut-off is the moment somebody asked for, not the week's.
    facts = {"closed": report.cut_off <= at, "programmes": len(programmes_of(counted.places))}
    return dataclasses.replace(counted, figures=dataclasses.replace(counted.figures, **facts))


def programmes_of(places):
    """`{duty id: number and day of its action programme}`, of the units directly below that have told one."""
    plans = StudyPlan.objects.filter(duty__in=[row.id for row in places.units]).exclude(programme="")
    return dict(plans.values_list("duty", "programme"))
