"""The sums every change of a launched campaign must keep, counted by plain loops."""
import datetime

from campaigns.models import DutyChange, RosterEntry
from campaigns.progress import duties_out_of_date


def heads_of(campaign, day):
    """`{unit code: roster entries at and below its duty}` of the duties owing on the day."""
    duties = [duty for duty in campaign.duties.select_related("unit").order_by("path") if duty.owes_on(day)]
    return {duty.unit.code: _entries(campaign, duty, day) for duty in duties}


def assert_sums_hold(campaign):
    duties = list(campaign.duties.all())
    rows = list(DutyChange.objects.filter(duty__campaign=campaign).select_related("duty"))
    days = {row.effective_on for row in rows} | {row.effective_on - datetime.timedelta(1) for row in rows}
    for duty in duties:
        below = [row for row in rows if row.duty.path.startswith(duty.path)]
        assert duty.heads == duty.launched_heads + sum(row.heads_delta for row in below)
        for day in days:
            then = sum(row.heads_delta for row in below if row.effective_on <= day)
            assert duty.launched_heads + then == _entries(campaign, duty, day), (duty.unit.code, day)
    assert [d for d in duties if d.until is None and d.heads == 0] == []
    assert duties_out_of_date(campaign) == []


def _entries(campaign, duty, day):
    entries = RosterEntry.objects.filter(duty__campaign=campaign).on(day)
    return sum(path.startswith(duty.path) for path in entries.values_list("duty__path", flat=True))
