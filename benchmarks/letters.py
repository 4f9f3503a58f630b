"""300 reminder letters, one to each unit, issued by their job: against WeasyPrint's own time for each.

    bin/manage shell -c "from benchmarks.letters import main; main()"

Rows are rolled back, files go to a folder that is thrown away.
"""
import contextlib
import tempfile
import time

from django.test import override_settings

from benchmarks.committee import committee_of
from campaigns.chasing import desk_duties, sensible_reply_day
from campaigns.letter_jobs import submit_issue
from campaigns.letter_paper import copy_of
from campaigns.models import Reminder
from campaigns.services.letters import make_letters
from documents import drawing
from documents.models import Document, Signer
from documents.paper import paper_html
from jobs.runs import run_job
from lib.clock import local_day, now

_LETTERS = 300


def main():
    """Print the time of the drafting, of the job, of the floor, and their ratio."""
    result = measure(_LETTERS)
    print(
        f"{result['letters']} letters, {result['reminders']} reminders: drafted in {result['drafting']:.1f} s, issued in {result['job']:.1f} s; "
        f"WeasyPrint for one {result['floor'] * 1000:.0f} ms; ratio {result['job'] / (result['letters'] * result['floor']):.2f} (at most 1.1)"
    )


def measure(count):
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), committee_of(count) as (campaign, _request):
        signer, at = Signer.objects.select_related("body").get(body__unit=campaign.unit), now()
        duties = list(desk_duties(campaign, at=at).select_related("unit__block", "plan"))
        drafting, round_ = _timed(lambda: make_letters(
            campaign=campaign, sender=campaign.unit, duties=duties, finish_by=sensible_reply_day(at, unit=campaign.unit), by=None, at=at,
            one_each=True,
        ))
        drawing.html_to_pdf(*paper_html(copy_of(round_.letters.first(), round_)))      # loads what is loaded once
        job = submit_issue(round_, number=1, issued_on=local_day(at), signer=signer, version=1, by=None, at=at)
        with _weasyprint_timed() as floor:
            taken, done = _timed(lambda: run_job(job.pk))
        reminders = Reminder.objects.filter(letter__round=round_).count()
        assert (done.state, Document.objects.filter(unit=campaign.unit).count(), reminders, len(floor)) == ("done", count, count, count)
        return {"letters": count, "reminders": reminders, "drafting": drafting, "job": taken, "floor": sum(floor) / count}


@contextlib.contextmanager
def _weasyprint_timed():
    """The seconds of each of its drawings in the run itself: a slow moment of the machine hits both."""
    plain, taken = drawing.html_to_pdf, []

    def timed(*html):
        seconds, content = _timed(lambda: plain(*html))
        taken.append(seconds)
        return content

    drawing.html_to_pdf = timed
    try:
        yield taken
    finally:
        drawing.html_to_pdf = plain


def _timed(work):
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result
