"""Why is it this number: a page of the rows behind it at 60 and at 3,000 units, beside the list of what is missing.

    bin/manage shell -c "from benchmarks.evidence import main; main()"

Everything is rolled back.
"""
from urllib.parse import urlencode

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.committee import committee_of, medians
from campaigns.screens.outstanding import Outstanding
from reports.screens.evidence import CampaignEvidence

_ROUNDS = 5
# The list reads the 50 rows it shows; the rows behind a number are counted anew, from all 15,000 duties.
_LIMIT = 12
# A list of units, a list with a number in each row, and the rows behind one unit alone.
_PAGES = [("chua-to-chuc", "tong"), ("phai-hoc", "tong"), ("chua-to-chuc", "don-vi")]


def main():
    """Print both sizes, each page against the list of the same size, and the growth."""
    small, large = measure(60), measure(3000)
    for result in (small, large):
        print(f"{result['units']:>5} units: list {result['list'] * 1000:.1f} ms")
        for page, (queries, taken) in result["pages"].items():
            print(f"      {page}: {queries} queries, {taken * 1000:.1f} ms, {taken / result['list']:.1f} × the list")
    for page in small["pages"]:
        (few, _), (many, _) = small["pages"][page], large["pages"][page]
        print(f"{page}: {many} queries at 3,000 units, {few} at 60 (as many)")
    slowest = max(taken for _queries, taken in large["pages"].values()) / large["list"]
    print(f"the slowest page at 3,000 units: {slowest:.1f} × the list of what is missing (at most {_LIMIT})")


def measure(units):
    """Median times of the list and of each page, 50 rows shown, in seconds."""
    with committee_of(units) as (campaign, request):
        code = campaign.duties.filter(parent=None).order_by("path").values_list("unit__code", flat=True).first()
        pages = {}
        for figure, line in _PAGES:
            query = urlencode({"size": 50, **({"of": code} if line == "don-vi" else {})})
            address = f"/bao-cao/dot-hoc-tap/{campaign.pk}/vi-sao/{figure}/{line}/?{query}"
            pages[f"{figure}/{line}"] = _measured(CampaignEvidence, request(address), campaign, figure=figure, line=line)
        _queries, taken = _measured(Outstanding, request(f"/dot-hoc-tap/{campaign.pk}/tien-do/?size=50"), campaign)
        return {"units": units, "list": taken, "pages": pages}


def _measured(screen, request, campaign, **asked):
    def page():
        return screen.as_view()(request, pk=campaign.pk, **asked).render()

    with CaptureQueriesContext(connection) as queries:
        page()
    (taken,) = medians(page, rounds=_ROUNDS)
    return len(queries), taken
