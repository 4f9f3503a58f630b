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

from benchmarks.committee import AT, make_campaign
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
    with transaction.atomic():
        campaign = make_campaign(units)
        user = get_user_model().objects.create(username=f"bench{units}", full_name="Cán bộ")
        Appointment.objects.create(
            user=user, unit=campaign.unit, role=Role.OFFICER, valid_from=datetime.date(2015, 1, 1)
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        page = lambda: _page(campaign, user)  # noqa: E731
        with CaptureQueriesContext(connection, ) as queries:
            response = page()
        ready = response.context_data
        request = response._request
        floor = lambda: render_to_string("campaigns/outstanding.html", ready, request)  # noqa: E731
        result = {"units": units, "queries": len(queries), "page": _median(page), "floor": _median(floor)}
        transaction.set_rollback(True)
    return result


def _page(campaign, user):
    request = RequestFactory().get(f"/dot-hoc-tap/{campaign.pk}/tien-do/?size=50&as_of={AT:%Y-%m-%dT%H:%M}")
    user = get_user_model().objects.get(pk=user.pk)
    request.user, request.session = user, {}
    return Outstanding.as_view()(request, pk=campaign.pk).render()


def _median(work):
    times = []
    for _round in range(_ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return sorted(times)[_ROUNDS // 2]
