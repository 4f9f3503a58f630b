"""The pages of reminder letters: from the filter of the desk to the issue; what they say in between."""
import io
import uuid

import docx
import pytest
from django.urls import reverse

from campaigns.models import LetterRound, Reminder
from campaigns.services.letter_issue import make_copy_to_sign
from campaigns.tests.ledger_steps import duty_of, held
from campaigns.tests.letter_steps import DAY, FINISH, MORNING, issue
from documents.services.signing import send_for_signature
from jobs.models import Job
from jobs.runs import run_job
from lib import clock


@pytest.fixture(autouse=True)
def that_morning(settings, client, cast):
    settings.CLOCK_SHIFT_SECONDS = (MORNING - clock.timezone.now()).total_seconds()
    client.force_login(cast.officer)


def page(name, row):
    return reverse(f"campaigns:{name}", args=[row.pk])


def send(client, url, **data):
    return client.post(url, {"form_key": str(uuid.uuid4()), **data})


def test_letters_are_asked_for_with_the_filter_of_the_desk(client, campaign, office):
    url = page("letter_add", campaign) + "?place=all"
    assert list(send(client, url, finish_by="01/01/2018", one_each="no").context["form"].errors) == ["finish_by"]

    answer = send(client, url, finish_by="15/01/2018", one_each="yes")

    round_ = LetterRound.objects.get()
    assert (answer.url, round_.letters.count(), round_.version) == (page("letter", round_), 3, 1)
    rows = client.get(page("letters", campaign)).context["rows"]
    assert [(row.url, row.units, row.state, row.numbers) for row in rows] == [(answer.url, 3, "draft", "")]


def test_the_page_asks_as_much_for_three_letters_as_for_one(client, draft, campaign, tree, django_assert_num_queries):
    for round_ in (draft(duties=[duty_of(campaign, tree.x)]), draft(one_each=True)):
        with django_assert_num_queries(9):
            shown = client.get(page("letter", round_))
        assert (shown.context["text"].first.addressee, len(shown.context["text"].others)) == (tree.x.name, round_.letters.count() - 1)


def test_one_press_makes_the_list_again_and_a_copy_asks_first(client, draft, campaign, tree, cast):
    round_ = draft()
    assert "Làm lại danh sách" not in client.get(page("letter", round_)).content.decode()
    held(campaign, tree.z)
    shown = client.get(page("letter", round_))
    assert (f'action="{page("letter_list_again", round_)}"' in shown.content.decode(), [duty.unit for duty in shown.context["settled"]]) == (True, [tree.z])

    send(client, page("letter_list_again", round_), version=shown.context["form"]["version"].value())
    assert tree.z.name not in client.get(page("letter", round_)).content.decode()
    make_copy_to_sign(round_=round_, by=cast.officer, at=MORNING)
    held(campaign, tree.y)
    told = client.get(page("letter", round_)).content.decode()
    assert ("Bản trình ký có tên các đơn vị này" in told, f'action="{page("letter_list_again", round_)}"' in told) == (True, False)


def test_the_leader_reads_every_letter_and_answers(client, draft, cast, tree):
    round_ = draft(one_each=True)
    send(client, page("letter_send", round_), version=1)
    client.force_login(cast.leader)
    assert page("letter_answer", round_) in client.get("/").content.decode()

    shown = client.get(page("letter_answer", round_)).content.decode()
    for letter in round_.letters.all():
        spoken = [*letter.payload["addressees"], *(block["text"] for block in letter.payload["blocks"])]
        spoken += [cell for annex in letter.payload["appendices"] for row in annex["rows"] for cell in row]
        assert [text for text in spoken if text not in shown] == []
    send(client, page("letter_answer", round_), version=1, answer="agree")

    assert (LetterRound.objects.get().state, client.get(page("letter_answer", round_)).status_code) == ("agreed", 200)


def test_from_the_copy_to_the_issue(client, draft, office, tree):
    round_ = draft(one_each=True)
    copy = send(client, page("letter_copy_make", round_)).url
    assert client.get(copy).status_code == 200
    for job in Job.objects.all():
        run_job(job.pk)
    assert client.get(copy)["Content-Type"] == "application/pdf"
    form = client.get(page("letter_issue", round_)).context["form"]
    terms = {name: form[name].value() for name in ("version", "number", "signer")} | {"issued_on": "08/01/2018"}
    assert (terms["number"], terms["signer"]) == (1, office.pk)
    assert list(send(client, page("letter_issue", round_), **terms | {"issued_on": "16/01/2018"}).context["form"].errors) == ["issued_on"]

    job = send(client, page("letter_issue", round_), **terms)

    assert run_job(int(job.url.strip("/").rsplit("/", 1)[-1])).state == "done"
    shown = client.get(page("letter", round_))
    assert ([str(letter.document) for letter in shown.context["letters"]], shown.context["reminded"]) == (
        ["01-CV/BTGHU", "02-CV/BTGHU", "03-CV/BTGHU"], 3
    )
    assert [row.numbers for row in client.get(page("letters", round_.campaign)).context["rows"]] == ["01 – 03-CV/BTGHU"]
    # What is issued has no draft, no form and no copy any more.
    assert (client.get(copy).status_code, client.get(page("letter_issue", round_)).status_code) == (302, 404)


def test_a_letter_as_word_is_the_draft_the_copy_and_what_was_issued(client, draft, cast, office):
    round_ = draft()
    letter = round_.letters.get()

    def words():
        document = docx.Document(io.BytesIO(client.get(page("letter_docx", letter), follow=True).content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return " ".join([*(one.text for one in document.paragraphs), *cells])

    assert "Dự thảo lần 1" in words()
    make_copy_to_sign(round_=round_, by=cast.officer, at=MORNING)
    assert ("Dự thảo" in words(), "Số 07" in words()) == (False, False)
    issue(round_, office, by=cast.officer)
    assert "Số 07-CV/BTGHU" in words()


def test_a_stale_form_is_shown_both_texts(client, draft, cast):
    round_ = draft()
    form = client.get(page("letter_request", round_)).context["form"]
    first = {"finish_by": "15/01/2018", "request": "Lời thứ nhất.", "version": form["version"].value()}
    send(client, page("letter_request", round_), **first)

    told = send(client, page("letter_request", round_), **first | {"request": "Lời thứ hai."})

    assert (told.status_code, "Lời thứ nhất." in told.content.decode(), "Lời thứ hai." in told.content.decode()) == (409, True, True)
    assert send(client, page("letter_restore", round_), version=2).status_code == 302
    assert LetterRound.objects.get().request == ""


def test_an_officer_of_a_base_and_a_secretary_find_no_letter_of_the_committee(client, draft, cast):
    round_ = send_for_signature(paper=draft(), version=1, by=cast.officer, at=MORNING)
    for user, status in ((cast.base_officer, 404), (cast.secretary_a, 403), (cast.inspector, 200)):
        client.force_login(user)
        assert client.get(page("letter", round_)).status_code == status
    assert client.get(page("letter_send", round_)).status_code == 403
    assert Reminder.objects.count() == 0


def test_a_letter_whose_day_has_passed_says_so(client, draft, settings):
    round_ = draft()
    settings.CLOCK_SHIFT_SECONDS += 8 * 24 * 3600

    shown = client.get(page("letter", round_))

    assert (shown.context["overdue"], FINISH < (MORNING + 8 * DAY).date()) == (True, True)
