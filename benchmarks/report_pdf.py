"""Compile and draw the weekly report, against WeasyPrint's own time on the same HTML; 60, 400 and 2,000 units outstanding.

    bin/manage shell -c "from benchmarks.report_pdf import main; main()"

Everything is rolled back.
"""
import resource
import time

from django.db import connection, transaction

from benchmarks.committee import AT, make_campaign
from documents.drawing import html_to_pdf
from documents.paper import paper_html
from documents.pdf import render_pdf
from lib.clock import local_day
from reports.paper import payload_of
from reports.services import compile_weekly_report
from reports.weeks import Week


def main(sizes=(60, 400, 2000), rounds=3):
    for units in sizes:
        with transaction.atomic():
            campaign = make_campaign(units, cells=1, members=1)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            best = min(_round(campaign) for _i in range(rounds if units < 1000 else 1))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{units:>5} units outstanding: compile and draw {best[1]:.2f} s, the drawing alone {best[2]:.2f} s, "
                f"ratio {best[0]:.2f} (at most 1.3), peak memory so far {memory:.0f} MiB"
            )
            transaction.set_rollback(True)


def _round(campaign):
    """`(ratio, whole, drawing alone)` in seconds."""
    began = time.perf_counter()
    report = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=Week.of(local_day(AT)), by=None, at=AT)
    payload = payload_of(report)
    render_pdf(payload)
    whole = time.perf_counter() - began
    html, css = paper_html(payload)
    began = time.perf_counter()
    html_to_pdf(html, css)
    alone = time.perf_counter() - began
    return whole / alone, whole, alone
