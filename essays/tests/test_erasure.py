"""What was read of essays is erased in time, or on request; what is counted stays."""
import datetime

import pytest
from django.urls import reverse

from audit.models import Entry
from campaigns.tests.test_sessions import NOW, campaign  # noqa: F401 (a fixture)
from essays.binding.job import ONE_FILE, request_binding
from essays.filing.storage import picture_path, small_picture_path
from essays.models import Essay, EssayState, EssayStep, ReviewedEssay, ReviewSample, ScanFile, ScanPage, Went
from essays.printing.storage import result_of
from essays.services.erasure import AT_ONCE, erase_after_retention, erase_essay
from essays.services.register import mark_essay, return_essay
from essays.tests.piles import lay_pile
from essays.tests.test_filing import TODAY, batch, duty, sheets  # noqa: F401 (fixtures)
from essays.tests.test_intake import text_of
from files.storage import original_path
from jobs.runs import run_job
from lib.clock import now
from lib.durable import write_durably


def keep_original(file):
    write_durably(original_path(file.sha256), b"as it came")
    return file


@pytest.fixture
def file(batch, sheets):  # noqa: F811
    """Two pages of the first writer, one of the second, a blank one."""
    first, second, _third = sheets
    file = keep_original(lay_pile(batch, [(first, 1), (first, 2), (second, 1), "no_code"]))
    file.pages.filter(number=4).update(went=Went.SET_ASIDE, reason="blank")
    return file


@pytest.fixture
def essay(file, sheets):  # noqa: F811
    """Returned with a reason, written again and passed with a note; looked at once more."""
    essay = Essay.objects.get(member=sheets[0].member)
    return_essay(essay=essay, reason="REASON", on=TODAY, by=None, at=NOW)
    lay_pile(file.batch, [(sheets[0], 1)], name="again.pdf")
    mark_essay(essay=essay, passed=True, on=TODAY, by=None, at=NOW)
    Essay.objects.filter(pk=essay.pk).update(note="NOTE")
    sample = ReviewSample.objects.create(campaign=essay.campaign, unit=essay.unit, percent=5, seed=1, drawn_from=1, drawn_at=NOW)
    ReviewedEssay.objects.create(sample=sample, essay=essay, position=1, note="SECOND NOTE")
    return Essay.objects.get(pk=essay.pk)


def left(essay):
    """What can still be read of the essay."""
    words = [essay.note, essay.return_reason, *essay.steps.values_list("reason", flat=True), *essay.reviews.values_list("note", flat=True)]
    pages = essay.scanned_pages.all()
    return [word for word in words if word] + [
        mark for page in pages for mark in (page.picture, page.picture_hash, page.suggestions, page.remark) if mark
    ]


def test_on_request_all_that_can_be_read_goes_and_all_that_counts_stays(cast, essay):
    pictures = [picture_path(page) for page in essay.scanned_pages.all()] + [small_picture_path(page) for page in essay.scanned_pages.all()]
    ScanPage.objects.filter(essay=essay).update(suggestions=[["dark", 1, 2]], picture_hash="f" * 64)
    assert all(path.exists() for path in pictures) and "NOTE" in left(essay)
    erase_essay(essay=essay, by=cast.officer, at=NOW)
    essay.refresh_from_db()
    assert left(essay) == [] and not any(path.exists() for path in pictures)
    assert (essay.state, essay.edition, essay.scanned_pages.count()) == (EssayState.PASSED, 2, 3)
    assert EssayStep.objects.filter(essay=essay).count() == 4
    assert set(essay.scanned_pages.values_list("erased_at", "went")) == {(NOW, Went.FILED)}
    entry = Entry.objects.get(action="essays.pages.erased")
    assert (entry.actor_id, entry.details["pages"]) == (cast.officer.pk, 3)
    other = ScanPage.objects.get(file__name="scan.pdf", number=3)
    assert picture_path(other).exists()


def test_the_original_goes_with_the_last_page_that_can_be_read_of_it(cast, essay, file):
    erase_essay(essay=essay, by=cast.officer, at=NOW)
    assert original_path(file.sha256).exists()
    erase_essay(essay=Essay.objects.exclude(pk=essay.pk).get(), by=cast.officer, at=NOW)
    assert not original_path(file.sha256).exists()
    assert ScanFile.objects.get(pk=file.pk).original_kept is False


def test_a_picture_another_living_page_shows_stays(cast, essay, file):
    mine, others = essay.scanned_pages.get(number=2), ScanPage.objects.get(file=file, number=3)
    ScanPage.objects.filter(pk=others.pk).update(picture=mine.picture)
    path = picture_path(mine)
    erase_essay(essay=essay, by=cast.officer, at=NOW)
    assert path.exists()
    erase_essay(essay=others.essay, by=cast.officer, at=NOW)
    assert not path.exists()


def test_a_repeat_of_an_erased_page_is_erased_with_it(cast, essay, file):
    mine = essay.scanned_pages.get(number=2)
    again = lay_pile(file.batch, ["no_code"], name="repeat.pdf").pages.get()
    ScanPage.objects.filter(pk=again.pk).update(went=Went.SET_ASIDE, reason="repeat", picture=mine.picture)
    erase_essay(essay=essay, by=cast.officer, at=NOW)
    again.refresh_from_db()
    assert (again.picture, again.erased_at) == ("", NOW) and not picture_path(mine).exists()


def test_a_pdf_that_waits_to_be_fetched_goes_with_the_page(cast, essay, campaign, tree):  # noqa: F811
    duty = campaign.duties.get(unit=tree.xa)
    job = run_job(request_binding(duty=duty, form=ONE_FILE, by=cast.officer, at=NOW).pk)
    assert result_of(job.pk)
    erase_essay(essay=essay, by=cast.officer, at=now())
    assert result_of(job.pk) is None


def over_at(at):
    """What the nightly round does at that moment, of what is kept for a year."""
    erase_after_retention(before=at - datetime.timedelta(days=365), at=at)


def close(campaign, at):  # noqa: F811
    type(campaign).objects.filter(pk=campaign.pk).update(closed_at=at)


def test_a_year_after_the_end_everything_goes_unasked(essay, file, campaign):  # noqa: F811
    waiting = keep_original(lay_pile(file.batch, ["no_code"], name="odd.pdf"))
    close(campaign, NOW)
    day = datetime.timedelta(days=1)
    over_at(NOW + 365 * day - datetime.timedelta(seconds=1))
    assert left(essay) and not ScanPage.objects.exclude(erased_at=None).exists()
    for _tick in range(3):
        over_at(NOW + 365 * day)
    essay.refresh_from_db()
    assert left(essay) == [] and not ScanPage.objects.filter(erased_at=None).exists()
    assert not original_path(file.sha256).exists() and not original_path(waiting.sha256).exists()
    said = Entry.objects.filter(action="essays.pages.erased")
    assert said.count() == 2 and set(said.values_list("actor_id", flat=True)) == {None}


def test_notes_of_essays_that_were_never_scanned_go_too_and_a_running_campaign_keeps_all(campaign, members, tree):  # noqa: F811
    essay = Essay.objects.create(
        campaign=campaign, member=members[tree.xa.code][0], unit=tree.xa, state=EssayState.RETURNED, handed_in_on=TODAY, return_reason="REASON"
    )
    over_at(NOW + datetime.timedelta(days=5000))
    essay.refresh_from_db()
    assert left(essay) == ["REASON"]
    close(campaign, NOW)
    over_at(NOW + datetime.timedelta(days=400))
    essay.refresh_from_db()
    assert left(essay) == []


def test_a_tick_erases_some_and_the_next_goes_on(campaign, members, tree, monkeypatch):  # noqa: F811
    monkeypatch.setattr("essays.services.erasure.AT_ONCE", 2)
    assert AT_ONCE > 2
    for member in members[tree.xa.code]:
        Essay.objects.create(campaign=campaign, member=member, unit=tree.xa, state=EssayState.HANDED_IN, handed_in_on=TODAY, note="NOTE")
    close(campaign, NOW)
    counts = []
    for _tick in range(3):
        over_at(NOW + datetime.timedelta(days=400))
        counts.append(Essay.objects.filter(note="").count())
    assert counts == [2, 3, 3] and Entry.objects.filter(action="essays.pages.erased").count() == 3


def test_an_officer_erases_one_essay_on_the_page_that_asks(client, cast, essay):
    client.force_login(cast.officer)
    url = reverse("essays:erase", args=[essay.pk])
    assert url in text_of(client.get(reverse("essays:essay", args=[essay.pk])))
    asked = client.get(url)
    assert "3 trang quét" in text_of(asked) and left(essay)
    client.post(url, {"form_key": asked.context["form"]["form_key"].value()})
    essay.refresh_from_db()
    assert left(essay) == []
    words = text_of(client.get(reverse("essays:essay", args=[essay.pk])))
    assert "Ảnh đã được xóa ngày" in words and reverse("essays:essay_pdf", args=[essay.pk]) not in words
    client.force_login(cast.base_officer)
    assert client.get(url).status_code == 403
