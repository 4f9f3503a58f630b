"""The chasing desk at 60 and at 3,000 units: queries and time.

    bin/manage shell -c "from benchmarks.chasing import main; main()"

Everything is rolled back.
"""
import time

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.committee import committee_of, medians
from campaigns.screens.chasing import Desk
from campaigns.services.escalation import step_ladder
from lib.clock import now

_ROUNDS = 10


def main():
    """Print both sizes and their ratio."""
    small, large = measure(60), measure(3000)
    for result in (small, large):
        print(
            f"{result['units']:>5} units: {result['queries']} queries, page {result['page'] * 1000:.1f} ms; "
            f"{result['steps']} steps of the ladder in {result['ladder']:.2f} s"
        )
    print(f"3,000 units against 60: {large['page'] / small['page']:.2f} (at most 2)")


def measure(units):
    """Median time of the page, 50 of all rows shown, and of one step of the ladder, in seconds."""
    with committee_of(units) as (campaign, request):
        began = time.perf_counter()
        steps = step_ladder(campaign=campaign, at=now())
        ladder = time.perf_counter() - began

        def page():
            return Desk.as_view()(request(f"/dot-hoc-tap/{campaign.pk}/don-doc/?place=all&size=50"), pk=campaign.pk).render()

        with CaptureQueriesContext(connection) as queries:
            page()
        (taken,) = medians(page, rounds=_ROUNDS)
        return {"units": units, "queries": len(queries), "steps": steps, "ladder": ladder, "page": taken}
