"""300 reminder letters, one to each unit, issued by their job: against WeasyPrint on the HTML of one of them.

    bin/manage shell -c "from benchmarks.letters import main; main()"

Rows are rolled back, files go to a folder that is thrown away.
"""
import tempfile
import time

from django.test import override_settings

from benchmarks.committee import committee_of
from campaigns.chasing import desk_duties, sensible_reply_day
from campaigns.letter_jobs import submit_issue
from campaigns.letter_paper import copy_of
from campaigns.models import Reminder
from campaigns.services.letters import make_letters
from documents.drawing import html_to_pdf
from documents.models import Document, Signer
from documents.paper import paper_html
from jobs.runs import run_job
from lib.clock import local_day, now

_LETTERS, _ROUNDS = 300, 15


def main():
    """Print the time of the drafting, of the job, of the floor, and their ratio."""
    result = measure(_LETTERS)
    print(
        f"{result['letters']} letters, {result['reminders']} reminders: drafted in {result['drafting']:.1f} s, issued in {result['job']:.1f} s; "
        f"WeasyPrint on the HTML of one {result['floor'] * 1000:.0f} ms; ratio {result['job'] / (result['letters'] * result['floor']):.2f} (at most 1.1)"
    )


def measure(count):
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), committee_of(count) as (campaign, _request):
        signer, at = Signer.objects.select_related("body").get(body__unit=campaign.unit), now()
        duties = list(desk_duties(campaign, at=at).select_related("unit__block", "plan"))
        began = time.perf_counter()
        round_ = make_letters(
            campaign=campaign, sender=campaign.unit, duties=duties, finish_by=sensible_reply_day(at, unit=campaign.unit), by=None, at=at, one_each=True
        )
        drafting = time.perf_counter() - began
        html = paper_html(copy_of(round_.letters.first()))
        # Before and after, so that a machine that slows down on the way hits both.
        floor = [_floor(html)]
        job = submit_issue(round_, number=1, issued_on=local_day(at), signer=signer, version=1, by=None, at=at)
        began = time.perf_counter()
        done = run_job(job.pk)
        taken = time.perf_counter() - began
        floor.append(_floor(html))
        assert (done.state, Document.objects.filter(unit=campaign.unit).count()) == ("done", count), done.error
        reminders = Reminder.objects.filter(letter__round=round_).count()
        return {"letters": count, "reminders": reminders, "drafting": drafting, "job": taken, "floor": sum(floor) / 2}


def _floor(html):
    """Mean seconds of one drawing by WeasyPrint, after one that loads what is loaded once."""
    html_to_pdf(*html)
    began = time.perf_counter()
    for _round in range(_ROUNDS):
        html_to_pdf(*html)
    return (time.perf_counter() - began) / _ROUNDS
