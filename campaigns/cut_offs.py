"""When the figures of a week are cut off: the campaign's weekly day and hour, unless a person decided otherwise for that week."""
import datetime

from lib.clock import at_hour

WEEK = datetime.timedelta(days=7)


def usual_cut_off(campaign, monday):
    return at_hour(monday + datetime.timedelta(days=campaign.cut_off_weekday - 1), campaign.cut_off_hour)


def cut_off_of(campaign, monday):
    """The moment up to which the report of the week counts."""
    decided = decision_on(campaign, monday)
    return decided.moment if decided and decided.moment else usual_cut_off(campaign, monday)


def decision_on(campaign, monday):
    """What was decided about the week and still holds; None where nothing was."""
    decided = decisions_of(campaign).get(monday)
    return decided if decided and decided.instead_of == usual_cut_off(campaign, monday) else None


def decisions_of(campaign):
    """`{Monday: WeekCutOff}`; read once per campaign object."""
    if not hasattr(campaign, "_week_cut_offs"):
        rows = campaign.week_cut_offs.select_related("decided_by") if campaign.pk else ()
        campaign._week_cut_offs = {row.monday: row for row in rows}
    return campaign._week_cut_offs


def other_cut_offs(campaign):
    """The weeks that have a cut-off of their own."""
    rows = [decision_on(campaign, monday) for monday in sorted(decisions_of(campaign))]
    return [row for row in rows if row and row.moment]


def forget_decisions(campaign):
    """After a change: what was read before holds no more."""
    campaign.__dict__.pop("_week_cut_offs", None)


def mondays_between(first, last):
    """The Mondays of the weeks that the days touch."""
    monday, found = first - datetime.timedelta(days=first.weekday()), []
    while monday <= last:
        found.append(monday)
        monday += WEEK
    return found
