"""The journal with ten thousand and with a million entries: who looked, the list with its filters, a history; and the seals.

    bin/manage shell -c "from benchmarks.journal import main; main()"

Everything is rolled back. `main(many=200_000)` for fewer.
"""
import hashlib
import time
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.history import history_lines
from audit.looks import latest_readings, looks
from audit.models import Entry, Seal
from audit.seals import _FIELDS, _line, seal_entries, verify_seals
from benchmarks.committee import committee_of, medians
from lib.clock import now
from portal.screens.audit import subjects
from portal.screens.audit.journal import Journal
from units.models import Member

_FEW, _MANY, _UNITS, _ROUNDS, _HOUR = 10_000, 1_000_000, 60, 7, 5_000

# Of ten entries four open a member's card, two read a unit's list, one a scanned page; the rest are changes. Every
# ten-thousandth takes the campaign's list out.
_ENTER = """
WITH people AS (SELECT m.id, u.path, row_number() OVER () AS n FROM units_member m JOIN units_unit u ON u.id = m.unit_id),
     size AS (SELECT count(*) AS of FROM people)
INSERT INTO audit_entry (at, actor_id, actor_name, action, object_type, object_id, unit_path, details, salt)
SELECT now() - interval '2 hours' - (%(number)s - g) * interval '20 seconds', %(first)s + g %% 97, 'Cán bộ ' || g %% 97,
       CASE WHEN g %% 10000 = 0 THEN 'campaigns.progress.exported'
            WHEN g %% 10 < 4 THEN 'units.member.read' WHEN g %% 10 < 6 THEN 'units.members.read'
            WHEN g %% 10 = 6 THEN 'essays.page.read' ELSE 'units.member.changed' END,
       CASE WHEN g %% 10000 = 0 THEN 'campaigns.campaign' WHEN g %% 10 IN (4, 5) THEN 'units.unit'
            WHEN g %% 10 = 6 THEN 'essays.scanpage' ELSE 'units.member' END,
       CASE WHEN g %% 10000 = 0 THEN %(campaign)s::text WHEN g %% 10 = 6 THEN g::text ELSE people.id::text END,
       CASE WHEN g %% 10 IN (4, 5) AND g %% 50 = 4 THEN %(path)s ELSE people.path END,
       '{"unit_name": "Chi bộ", "card": "1", "page": 1, "fields": "họ và tên"}', md5(g::text)
FROM generate_series(1, %(number)s) g JOIN size ON true JOIN people ON people.n = 1 + g %% size.of
"""


def main(many=_MANY):
    small, large = measure(_FEW), measure(many)
    for name in small["questions"]:
        few, more = small["questions"][name], large["questions"][name]
        print(f"{name}: {few * 1000:.1f} ms at {_FEW:,}, {more * 1000:.1f} ms at {many:,} ({more / few:.1f})")
    print(f"who looked: {small['queries']} and {large['queries']} queries")
    print(
        f"seals: an hour of {_HOUR:,} in {large['hour']:.2f} s ({large['hour'] / large['floor']:.2f} of the floor, at most 1.5); "
        f"{many:,} in {large['all']:.1f} s, verified in {large['verified']:.1f} s ({large['verified'] / large['all']:.2f}, at most 1.5)"
    )


def measure(number):
    """Medians in seconds of each question, and the times of the seals."""
    with committee_of(_UNITS) as (campaign, request):
        enter(number, campaign)
        member = Member.objects.filter(unit__code="B00030-02").select_related("unit").first()
        asked = {
            "who looked at a member": lambda: looks(latest_readings(*subjects.about_member(member, [campaign.unit.path]))),
            "who took lists out of the campaign": lambda: looks(latest_readings(*subjects.about_campaign(campaign, []))),
            "history of a member": lambda: history_lines(member, 20),
            "journal": lambda: Journal.as_view()(request("/journal/")).render(),
            "journal, readings": lambda: Journal.as_view()(request("/journal/?kind=readings")).render(),
            "journal, one rare action": lambda: Journal.as_view()(request("/journal/?action=campaigns.progress.exported")).render(),
        }
        with CaptureQueriesContext(connection) as queries:
            asked["who looked at a member"]()
        taken = medians(*asked.values(), rounds=_ROUNDS)
        return {"queries": len(queries), "questions": dict(zip(asked, taken, strict=True)), **seals(campaign)}


def enter(number, campaign):
    with connection.cursor() as cursor:
        first = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        cursor.execute(_ENTER, {"number": number, "first": first, "campaign": campaign.pk, "path": campaign.unit.path})
        cursor.execute("ANALYZE audit_entry")


def seals(campaign):
    """Sealing all there is at once, verifying it, and the next hour against reading and hashing its rows."""
    whole, _seal = timed(lambda: seal_entries(at=now()))
    verified, faults = timed(lambda: sum(1 for _fault in verify_seals()))
    assert faults == 0
    enter(_HOUR, campaign)
    last = Seal.objects.order_by("-last_id").first()
    floor, _rows = timed(lambda: _hashed_plainly(last.last_id))
    hour, _seal = timed(lambda: seal_entries(at=now() + timedelta(hours=2)))
    return {"all": whole, "verified": verified, "hour": hour, "floor": floor}


def timed(work):
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


def _hashed_plainly(after):
    rows = Entry.objects.filter(pk__gt=after).order_by("pk").values_list(*_FIELDS)
    return [hashlib.sha256(_line(row)).digest() for row in rows.iterator(chunk_size=5000)]
