"""What one class costs in a committee of 60 and of 3,000 units: queries and time of recording it.

    bin/manage shell -c "from benchmarks.class_change import main; main()"

Everything is rolled back.
"""
import datetime
import time

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from benchmarks.committee import AT, make_campaign
from campaigns.services.attendance import AttendanceRow
from campaigns.services.sessions import record_session


def main():
    for units in (60, 3000):
        with transaction.atomic():
            campaign = make_campaign(units)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            cells = list(campaign.duties.exclude(parent=None).select_related("unit").order_by("path")[:21])
            _record(campaign, cells[0])
            with CaptureQueriesContext(connection) as queries:
                _record(campaign, cells[1])
            began = time.perf_counter()
            for duty in cells[2:]:
                _record(campaign, duty)
            took = (time.perf_counter() - began) / len(cells[2:])
            print(f"{units:>5} units, {campaign.duties.count()} duties: {len(queries)} queries, {took * 1000:.1f} ms a class")
            transaction.set_rollback(True)


def _record(campaign, duty):
    row = AttendanceRow(unit=duty.unit, summoned=duty.heads, present=duty.heads)
    return record_session(
        campaign=campaign, host=duty.unit, held_on=datetime.date(2018, 1, 4), part="evening", rows=[row],
        resolutions=[], by=None, at=AT,
    )
