"""What the tests of the ledger have in common: a campaign launched long before the day of the change."""
import datetime

import pytest
from django.core.exceptions import ValidationError

from campaigns.services.attendance import AttendanceRow
from campaigns.services.sessions import record_session
from lib.clock import at_hour

LAUNCH = datetime.date(2017, 12, 1)
DAY = datetime.date(2018, 1, 8)
BEFORE = DAY - datetime.timedelta(1)
AT = at_hour(datetime.date(2018, 1, 12), datetime.time(16))


def held(campaign, *units, on=datetime.date(2018, 1, 4), present=3):
    rows = [AttendanceRow(unit=unit, summoned=present, present=present) for unit in units]
    return record_session(
        campaign=campaign, host=units[0], held_on=on, rows=rows, resolutions=[], by=None, at=AT, part="evening"
    )


def duty_of(campaign, unit):
    return campaign.duties.get(unit=unit, until=None)


def ledger(campaign):
    """`[(unit code, kind, delta)]` in the order of entry."""
    rows = [row for duty in campaign.duties.all() for row in duty.ledger.all()]
    return [(row.duty.unit.code, row.kind, row.heads_delta) for row in sorted(rows, key=lambda row: row.pk)]


def refused_at(call, **arguments):
    with pytest.raises(ValidationError) as refusal:
        call(**arguments)
    return list(getattr(refusal.value, "error_dict", {"": 0}))
