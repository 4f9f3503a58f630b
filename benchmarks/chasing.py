"""The chasing desk at 60 and at 3,000 units: queries and time.

    bin/manage shell -c "from benchmarks.chasing import main; main()"

Everything is rolled back.
"""
import datetime
import time

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks.committee import make_campaign
from campaigns.screens.chasing import Desk
from campaigns.services.escalation import step_ladder
from lib.clock import now
from units.models import Appointment, Role

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
    with transaction.atomic():
        campaign = make_campaign(units)
        user = get_user_model().objects.create(username=f"bench{units}", full_name="Cán bộ")
        Appointment.objects.create(user=user, unit=campaign.unit, role=Role.OFFICER, valid_from=datetime.date(2015, 1, 1))
        began = time.perf_counter()
        steps = step_ladder(campaign=campaign, at=now())
        ladder = time.perf_counter() - began
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as queries:
            _page(campaign, user)
        result = {"units": units, "queries": len(queries), "steps": steps, "ladder": ladder, "page": _median(campaign, user)}
        transaction.set_rollback(True)
    return result


def _page(campaign, user):
    request = RequestFactory().get(f"/dot-hoc-tap/{campaign.pk}/don-doc/?place=all&size=50")
    request.user, request.session = get_user_model().objects.get(pk=user.pk), {}
    return Desk.as_view()(request, pk=campaign.pk).render()


def _median(campaign, user):
    times = []
    for _round in range(_ROUNDS):
        began = time.perf_counter()
        _page(campaign, user)
        times.append(time.perf_counter() - began)
    return sorted(times)[_ROUNDS // 2]
