"""Data of the two charts: units held by day, and held per block."""
import datetime
from collections import Counter

from campaigns.progress import direct_duties
from lib.clock import local_day


def held_by_day(campaign, *, above=None, at):
    """`[(day, units held by its end)]` from the first day of the campaign to the moment (or its last day)."""
    moments = direct_duties(campaign, above=above, at=at).held_by(at).values_list("held_at", flat=True)
    per_day = Counter(local_day(moment) for moment in moments)
    last = max(campaign.starts_on, min(local_day(at), campaign.ends_on))
    points, total = [], sum(number for day, number in per_day.items() if day < campaign.starts_on)
    for offset in range((last - campaign.starts_on).days + 1):
        day = campaign.starts_on + datetime.timedelta(days=offset)
        total += per_day[day]
        points.append((day, total))
    return points


def held_by_block(campaign, *, above=None, at):
    """`[(block name, held, not held)]` in the blocks' order."""
    duties = direct_duties(campaign, above=above, at=at).select_related("unit__block")
    rows = {}
    for duty in duties.order_by("unit__block__position"):
        row = rows.setdefault(duty.unit.block.name if duty.unit.block else "–", [0, 0])
        row[0 if duty.is_held(at) else 1] += 1
    return [(name, held, not_held) for name, (held, not_held) in rows.items()]
