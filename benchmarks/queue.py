"""The fix queue and an essay with 5 and with 500 pages waiting: queries and time.

    bin/manage shell -c "from benchmarks.queue import main; main()"

Promise: the same number of queries at both sizes, and a page of the queue with 500 waiting in at most 1.5 times the time
of one with 5. Everything is rolled back; no picture is drawn, for none is looked at here.
"""
import datetime
import time

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks.committee import AT, make_campaign
from essays.models import Essay, FileState, ScanFile, ScanPage, Went
from essays.screens.essays import EssayPage
from essays.screens.queue import BatchQueue
from essays.services.register import hand_in
from essays.services.scans import open_batch
from essays.services.sheets import sheets_of_members
from lib.clock import local_day
from units.models import Appointment, Role, Unit

_ROUNDS, _PAGES, _MEMBERS = 30, 4, 100


def main():
    """Print both sizes and the ratio of the promise."""
    small, large = measure(5), measure(500)
    for result in (small, large):
        print(
            f"{result['waiting']:>4} pages waiting: queue {result['queue'] * 1000:.1f} ms, {result['queue_queries']} queries; "
            f"essay {result['essay'] * 1000:.1f} ms, {result['essay_queries']} queries"
        )
    for page in ("queue", "essay"):
        same = small[f"{page}_queries"] == large[f"{page}_queries"]
        print(f"{page}: {large[page] / small[page]:.2f} (at most 1.5), queries {'the same' if same else 'DIFFER'}")


def measure(waiting):
    """Queries and median seconds of the queue and of an essay, with so many pages waiting among 300 filed ones."""
    with transaction.atomic():
        batch, user = _lay(waiting)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        pages = {"queue": lambda: _show(BatchQueue, batch.pk, user), "essay": lambda: _show(EssayPage, _essay_of(batch), user)}
        result = {"waiting": waiting}
        for name, show in pages.items():
            show()
            with CaptureQueriesContext(connection) as queries:
                show()
            result[f"{name}_queries"], result[name] = len(queries), _median(show)
        transaction.set_rollback(True)
    return result


def _lay(waiting):
    """A base of one cell with 100 essays, each lacking its last page, and the pile they came in."""
    campaign = make_campaign(3, cells=1, members=_MEMBERS)
    base = Unit.objects.get(code="B00001")
    user = get_user_model().objects.create(username=f"bench-queue-{waiting}", full_name="Cán bộ")
    Appointment.objects.create(user=user, unit=base, role=Role.BASE_OFFICER, valid_from=datetime.date(2015, 1, 1))
    duty = campaign.duties.get(unit__code="B00001-00")
    members = list(duty.unit.members.in_people_order())
    sheets_of_members(duty=duty, members=members, pages=_PAGES, by=None, at=AT)
    batch = open_batch(campaign=campaign, unit=base, on=local_day(AT), by=None, at=AT)
    essays = [hand_in(campaign=campaign, member=member, on=local_day(AT), by=None, at=AT) for member in members]
    filed = [
        {"went": Went.FILED, "unit": duty.unit, "essay": essay, "campaign": campaign, "member": essay.member, "essay_page": number}
        for essay in essays for number in range(1, _PAGES)
    ]
    queued = [{"went": Went.QUEUED, "reason": "no_code"}] * waiting
    file = ScanFile.objects.create(
        batch=batch, upload_key="a", name="a.pdf", size=1, sha256="0" * 64, state=FileState.WAITING, sent_at=AT
    )
    ScanPage.objects.bulk_create([
        ScanPage(file=file, number=number, picture=f"{number:064x}", width=1488, height=2105, **row)
        for number, row in enumerate((*filed[:150], *queued, *filed[150:]), 1)
    ])
    ScanFile.objects.filter(pk=file.pk).update(state=FileState.READ, page_count=len(filed) + waiting)
    return batch, user


def _essay_of(batch):
    return Essay.objects.filter(campaign=batch.campaign).order_by("pk").values_list("pk", flat=True)[50]


def _show(screen, pk, user):
    """A request with the user read afresh: whoever draws the frame of a page needs him and his appointments."""
    request = RequestFactory().get("/")
    request.user, request.session = get_user_model().objects.get(pk=user.pk), {}
    return screen.as_view()(request, pk=pk).render()


def _median(show):
    times = []
    for _round in range(_ROUNDS):
        began = time.perf_counter()
        show()
        times.append(time.perf_counter() - began)
    return sorted(times)[_ROUNDS // 2]
