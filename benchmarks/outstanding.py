"""The officer's list at 60 and at 3,000 units: queries, time, and time against the same template from ready rows.

    bin/manage shell -c "from benchmarks.outstanding import main; main()"

Everything is rolled back.
"""
import datetime
import time

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks.committee import make_campaign
from campaigns.screens.outstanding import Outstanding
from units.models import Appointment, Role

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
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # what earlier runs rolled back still lies in the tables
    with transaction.atomic():
        campaign = make_campaign(units)
        user = get_user_model().objects.create(username=f"bench{units}", full_name="Cán bộ")
        Appointment.objects.create(
            user=user, unit=campaign.unit, role=Role.OFFICER, valid_from=datetime.date(2015, 1, 1)
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as queries:
            ready = _page(campaign, user).context_data
        page, floor = _medians(lambda: _page(campaign, user), lambda: _template(campaign, user, ready))
        result = {"units": units, "queries": len(queries), "page": page, "floor": floor}
        transaction.set_rollback(True)
    return result


def _request(campaign, user):
    """A request with the user read afresh: whoever draws the frame of a page needs him and his appointments."""
    request = RequestFactory().get(f"/dot-hoc-tap/{campaign.pk}/tien-do/?size=50")
    request.user, request.session = get_user_model().objects.get(pk=user.pk), {}
    return request


def _page(campaign, user):
    return Outstanding.as_view()(_request(campaign, user), pk=campaign.pk).render()


def _template(campaign, user, ready):
    return render_to_string("campaigns/outstanding.html", ready, _request(campaign, user))


def _medians(*works):
    """Median seconds of each, taken in turn so that a slow moment of the machine hits all."""
    times = [[] for _work in works]
    for _round in range(_ROUNDS):
        for work, took in zip(works, times, strict=True):
            began = time.perf_counter()
            work()
            took.append(time.perf_counter() - began)
    return [sorted(took)[_ROUNDS // 2] for took in times]
