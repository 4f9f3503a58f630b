"""The officer's list at 60 and at 3,000 units: queries, time, and time against the same template from ready rows.

    bin/manage shell -c "from benchmarks.outstanding import main; main()"

Everything is rolled back.
"""
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from benchmarks.committee import committee_of, medians
from campaigns.screens.outstanding import Outstanding

_ROUNDS = 30


def main():
    """Print both sizes and the two ratios of the promise."""
    small, large = measure(60), measure(3000)
    for result in (small, large):
        print(
            f"{result['units']:>5} units: {result['queries']} queries, page {result['page'] * 1000:.1f} ms, "
            f"floor (template from ready rows) {result['floor'] * 1000:.1f} ms"
        )
    print(f"3,000 units against 60: {large['page'] / small['page']:.2f} (at most 1.5)")
    print(f"60 units against the floor: {small['page'] / small['floor']:.2f} (at most 1.5)")


def measure(units):
    """Median times of the page and of its template alone, 50 rows shown, in seconds."""
    with committee_of(units) as (campaign, request):
        address = f"/dot-hoc-tap/{campaign.pk}/tien-do/?size=50"

        def page():
            return Outstanding.as_view()(request(address), pk=campaign.pk).render()

        with CaptureQueriesContext(connection) as queries:
            ready = page().context_data
        taken, floor = medians(page, lambda: render_to_string("campaigns/outstanding.html", ready, request(address)), rounds=_ROUNDS)
        return {"units": units, "queries": len(queries), "page": taken, "floor": floor}
