"""Letters are issued all at once or not at all: what is refused, the job that is cut, two officers at once."""
import io

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from campaigns import letter_jobs
from campaigns.letter_jobs import payloads_to_draw, submit_drawing, submit_issue
from campaigns.models import Campaign, LetterRound, Reminder
from campaigns.services.letter_issue import make_copy_to_sign
from campaigns.services.letters import edit_request
from campaigns.services.reminders import record_reminder
from campaigns.tests.ledger_steps import duty_of
from campaigns.tests.letter_steps import DAY, FINISH, MORNING, issue
from documents.kept_drawings import digest_of, find_drawing, path_of
from documents.models import Document, IssuingBody, ReservedNumber, Signer
from jobs.models import Job
from jobs.runs import run_job, run_now
from lib import clock


@pytest.fixture(autouse=True)
def that_morning(settings, monkeypatch):
    monkeypatch.setattr(letter_jobs, "MARKED_EVERY", 1)
    settings.CLOCK_SHIFT_SECONDS = (MORNING - clock.timezone.now()).total_seconds()


def numbers():
    return list(Document.objects.order_by("pk").values_list("number", flat=True))


def job_of(round_, signer, *, by, number=7):
    terms = {"number": number, "issued_on": MORNING.date(), "signer": signer, "version": round_.version}
    return submit_issue(LetterRound.objects.select_related("unit").get(pk=round_.pk), **terms, by=by, at=clock.now())


def reserve(tree, number):
    ReservedNumber.objects.create(
        unit=tree.committee, type_code="CV", symbol="BTGHU", number=number, what="Công văn ngoài", issued_on=MORNING.date(), noted_at=MORNING
    )


def test_a_round_needs_its_numbers_free_from_the_first_on(draft, tree, cast, office):
    round_ = draft(one_each=True)
    issue(draft(duties=[duty_of(round_.campaign, tree.z)]), office, by=cast.officer, number=9)
    with pytest.raises(ValidationError, match="Số 09-CV/BTGHU đã cấp.*từ số 10 trở đi còn trống") as refusal:
        issue(round_, office, by=cast.officer, number=7)
    assert (list(refusal.value.error_dict), numbers()) == (["number"], [9])
    reserve(tree, 12)
    with pytest.raises(ValidationError, match="12-CV/BTGHU.*từ số 13"):
        issue(round_, office, by=cast.officer, number=10)

    issue(round_, office, by=cast.officer, number=13)

    assert (numbers(), Reminder.objects.count()) == ([9, 13, 14, 15], 4)


def _close(round_, signer):
    Campaign.objects.update(closed_at=MORNING)


def _end_signer(round_, signer):
    Signer.objects.update(valid_to=MORNING.date())


def _end_body(round_, signer):
    IssuingBody.objects.update(valid_to=MORNING.date())


def _rename_body(round_, signer):
    IssuingBody.objects.update(symbol="BTGTU")


def _forget_text(round_, signer):
    round_.letters.update(payload=None)


@pytest.mark.parametrize(("meanwhile", "options", "field"), [
    (_close, {}, ""), (_end_signer, {}, "signer"), (_end_body, {}, "issued_on"), (_rename_body, {}, ""), (_forget_text, {}, ""),
    (None, {"on": MORNING.date() + DAY}, "issued_on"), (None, {"on": FINISH + DAY, "at": MORNING + 10 * DAY}, "issued_on"),
    (None, {"on": MORNING.date() - DAY}, "issued_on"), (None, {"number": 0}, "number"),
])
def test_what_does_not_hold_is_refused_and_nothing_is_issued(draft, cast, office, meanwhile, options, field):
    round_ = draft(one_each=True)
    if meanwhile:
        meanwhile(round_, office)
    with pytest.raises(ValidationError) as refusal:
        issue(round_, Signer.objects.select_related("body").get(pk=office.pk), by=cast.officer, **options)

    assert (list(getattr(refusal.value, "error_dict", {"": 0})), numbers(), Reminder.objects.count()) == ([field], [], 0)
    assert LetterRound.objects.get(pk=round_.pk).state == "draft"


def test_a_unit_renamed_or_promised_meanwhile_leaves_the_paper_as_it_was(draft, tree, cast, office):
    round_ = draft()
    tree.x.name = "Đảng bộ xã Tên Mới"
    tree.x.save()
    record_reminder(duty=duty_of(round_.campaign, tree.y), by=cast.officer, at=MORNING, promised_on=MORNING.date() + DAY)
    before = round_.letters.get().payload["appendices"]

    issue(round_, office, by=cast.officer)

    assert round_.letters.get().document.payload["appendices"] == before


def test_the_job_gives_numbers_one_after_the_other_though_it_is_cut(draft, cast, office):
    round_ = draft(one_each=True)
    job = job_of(round_, office, by=cast.officer)
    run_job(job.pk, turn=0)
    run_job(job.pk, turn=0)
    # Cut in the middle: two letters are drawn, none is entered.
    assert (Job.objects.get(pk=job.pk).mark, numbers(), Reminder.objects.count()) == (2, [], 0)

    done = run_job(job.pk)

    assert (done.state, done.result, numbers(), Reminder.objects.count()) == ("done", {"letters": 3}, [7, 8, 9], 3)
    assert [letter.document.number for letter in round_.letters.order_by("pk")] == [7, 8, 9]
    assert run_job(job.pk) is None


def test_an_issue_that_dies_at_its_last_step_gives_no_number_and_all_of_them_the_next_time(draft, cast, office):
    round_ = draft(one_each=True)
    job = job_of(round_, office, by=cast.officer)
    # The last reminder meets a wall: a reminder of this very letter stands there already.
    last = round_.letters.order_by("pk").last()
    wall = Reminder.objects.create(duty=last.addressed, at=MORNING, way="letter", letter=last)

    run_job(job.pk)
    assert (numbers(), Job.objects.get(pk=job.pk).mark, LetterRound.objects.get(pk=round_.pk).state) == ([], 3, "draft")
    wall.delete()
    assert (run_now(job).state, numbers(), Reminder.objects.count()) == ("done", [7, 8, 9], 3)


def test_of_two_officers_who_issue_at_once_one_does_and_the_other_is_told(draft, cast, office):
    round_ = draft(one_each=True)
    first, second = (job_of(round_, office, by=cast.officer, number=number) for number in (7, 17))
    run_job(first.pk, turn=0)
    # Both are drawing when the first comes to its end.
    run_job(second.pk, turn=0)
    run_job(first.pk)

    assert (run_job(second.pk).error, numbers()) == ("campaigns.letters.issued", [7, 8, 9])


@pytest.mark.parametrize(("meanwhile", "reason"), [
    (lambda round_, tree, cast: reserve(tree, 8), "number"),
    (lambda round_, tree, cast: edit_request(round_=round_, version=1, finish_by=FINISH, request="Khác.", by=None, at=MORNING), "changed"),
    (lambda round_, tree, cast: _close(round_, None), "closed"), (lambda round_, tree, cast: _end_signer(round_, None), "signer"),
    (lambda round_, tree, cast: round_.delete(), "changed"),
    (lambda round_, tree, cast: cast.officer.appointments.update(valid_to=MORNING.date()), "not_permitted"),
])
def test_a_change_while_the_job_draws_is_refused_in_words(draft, tree, cast, office, meanwhile, reason):
    round_ = draft(one_each=True)
    job = job_of(round_, office, by=cast.officer)
    run_job(job.pk, turn=0)
    meanwhile(round_, tree, cast)

    assert (run_job(job.pk).error, numbers(), Reminder.objects.count()) == (f"campaigns.letters.{reason}", [], 0)


def test_all_letters_of_a_round_are_one_pdf_drawn_once_and_anew_when_thrown_away(draft, cast, office):
    round_ = make_copy_to_sign(round_=draft(one_each=True), by=cast.officer, at=MORNING)
    payloads = payloads_to_draw(round_, copy_to_sign=True)
    job = submit_drawing(round_, payloads, copy_to_sign=True, by=cast.officer)
    run_job(job.pk)

    text = [page.extract_text() for page in PdfReader(io.BytesIO(find_drawing(*payloads))).pages]
    assert [page.count("Kính gửi") for page in text if "Kính gửi" in page] == [1, 1, 1]
    path_of(digest_of(*payloads)).unlink()
    assert run_job(submit_drawing(round_, payloads, copy_to_sign=True, by=cast.officer).pk).state == "done"
    assert find_drawing(*payloads) is not None
