"""Scans coming in and filing themselves: every page somewhere, none with somebody else."""
import datetime
import json

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError, transaction
from PIL import Image

from campaigns.tests.test_sessions import NOW, campaign, held  # noqa: F401 (a fixture)
from essays.filing.job import request_reading
from essays.filing.totals import totals_of
from essays.models import Essay, EssayState, FileState, ScanFile, ScanPage, Went
from essays.services.pages import KEEP_BOTH, REPLACE, PlaceTaken, assign_page, last_step_of, send_back_page, set_aside_page, undo_step
from essays.services.register import mark_essay, return_essay, undo_last_step
from essays.services.scans import OffsetDiffers, begin_file, open_batch, take_piece, take_whole
from essays.services.sheets import add_blank_sheets, sheet_of_class, sheets_of_members
from essays.tests.scans import bytes_of, pdf_of, print_on, zip_of
from essays.tests.scans import sheet as drawn
from jobs.models import JobState
from jobs.runs import run_job
from lib.clock import local_day

TODAY = local_day(NOW)


@pytest.fixture
def duty(campaign, tree, settings, tmp_path):  # noqa: F811
    """With a place of its own for files: runs side by side number theirs alike."""
    settings.MEDIA_ROOT = tmp_path
    return campaign.duties.get(unit=tree.xa)


@pytest.fixture
def sheets(duty, members, tree):
    return sheets_of_members(duty=duty, members=members[tree.xa.code], pages=4, by=None, at=NOW)


@pytest.fixture
def batch(campaign, duty, tree):  # noqa: F811
    return open_batch(campaign=campaign, unit=tree.x, on=TODAY, by=None, at=NOW)


def page_of(sheet, page, **options):
    return bytes_of(drawn(sheet.number, page, key=settings.SHEET_KEYS[0].encode(), **options))


def send(batch, content, name="scan.pdf", key="a"):
    file = take_whole(batch=batch, upload=ContentFile(content, name=name), upload_key=key, at=NOW)
    job = run_job(request_reading(file, by=None).pk)
    assert job is None or job.state == JobState.DONE, job.error
    file.refresh_from_db()
    return file


def went(file):
    return [(page.went, page.reason) for page in file.pages.order_by("number")]


def test_a_pile_files_itself_and_hands_the_essays_in(batch, sheets):
    first, second, _third = sheets
    file = send(batch, pdf_of([page_of(second, 2), page_of(first, 1), page_of(second, 1)]))
    assert (file.state, went(file)) == (FileState.READ, [(Went.FILED, "")] * 3)
    assert [(page.member, page.essay_page) for page in file.pages.order_by("number")] == [
        (second.member, 2), (first.member, 1), (second.member, 1),
    ]
    assert {essay.member for essay in Essay.objects.filter(state=EssayState.HANDED_IN)} == {first.member, second.member}
    assert totals_of([batch])[batch.pk].pages_in == 3


def test_what_is_doubtful_waits_and_what_is_blank_is_set_aside(batch, sheets, duty):
    first = sheets[0]
    empty = bytes_of(Image.new("L", (1240, 1754), 250))
    foreign = bytes_of(drawn(first.number, 1, key=b"another key of another house...."))
    unsigned = bytes_of(drawn(texts=["", ""]))
    [blank_sheet] = add_blank_sheets(duty=duty, count=1, pages=1, by=None, at=NOW)
    contents = [
        page_of(first, 1), page_of(first, 1, ink=60), empty, foreign, unsigned, page_of(blank_sheet, 1), page_of(first, 5),
    ]
    file = send(batch, pdf_of(contents))
    assert went(file) == [
        ("filed", ""), ("queued", "slot_filled"), ("set_aside", "blank"), ("queued", "foreign_code"), ("queued", "no_code"),
        ("queued", "unassigned_sheet"), ("queued", "page_beyond"),
    ]
    line = totals_of([batch])[batch.pk]
    assert (line.pages_in, line.filed, line.queued, line.blank, line.set_aside) == (7, 1, 5, 1, 0)


def test_the_same_bytes_again_are_repeats(batch, sheets):
    content = pdf_of([page_of(sheets[0], 1), page_of(sheets[0], 2)])
    first, again = send(batch, content), send(batch, content, key="b")
    assert again.same_as == first and went(again) == [("set_aside", "repeat")] * 2


def test_a_sheet_of_a_unit_outside_is_not_filed(campaign, sheets, tree):  # noqa: F811
    elsewhere = open_batch(campaign=campaign, unit=tree.xb, on=TODAY, by=None, at=NOW)
    assert went(send(elsewhere, page_of(sheets[0], 1), "a.jpg")) == [("queued", "out_of_scope")]
    assert not Essay.objects.exists()


def test_revoked_and_closed_and_gone(batch, sheets, duty, campaign):  # noqa: F811
    first, second, third = sheets
    type(first).objects.filter(pk=first.pk).update(revoked_at=NOW)
    type(second.member).objects.filter(pk=second.member_id).update(left_on=TODAY - datetime.timedelta(days=1))
    file = send(batch, zip_of([("1.jpg", page_of(first, 1)), ("2.jpg", page_of(second, 1)), ("3.txt", b"words")]), "a.zip")
    assert went(file) == [("queued", "revoked_sheet"), ("queued", "member_left"), ("queued", "not_a_picture")]
    type(campaign).objects.filter(pk=campaign.pk).update(closed_at=NOW)
    assert went(send(batch, page_of(third, 1), "a.jpg", key="b")) == [("queued", "campaign_closed")]


def test_a_returned_essay_takes_a_new_writing_but_not_the_old_paper(batch, sheets):
    first = sheets[0]
    send(batch, page_of(first, 1), "a.jpg")
    essay = Essay.objects.get()
    return_essay(essay=essay, reason="x", on=TODAY, by=None, at=NOW)
    assert went(send(batch, page_of(first, 1, ink=50), "a.jpg", key="b")) == [("queued", "looks_as_before")]
    anew = drawn(first.number, 1, key=settings.SHEET_KEYS[0].encode(), written=False)
    print_on(anew)
    assert went(send(batch, bytes_of(anew), "a.jpg", key="c")) == [("filed", "")]
    essay.refresh_from_db()
    assert (essay.state, essay.edition) == (EssayState.HANDED_IN, 2)
    assert sorted(ScanPage.objects.of_essay(essay).values_list("edition", flat=True)) == [1, 2]


def test_an_attendance_list_goes_to_its_class(batch, tree, campaign, members):  # noqa: F811
    session = held(campaign, [tree.xa])
    printed = sheet_of_class(session=session, unit=tree.xa, pages=1, by=None, at=NOW)
    [page] = send(batch, page_of(printed, 1), "a.jpg").pages.all()
    assert (page.session, page.unit) == (session, tree.xa)
    assert session.attachments.get().file.is_clean


def test_a_file_comes_in_pieces_and_is_gone_on_with(batch, sheets):
    content = page_of(sheets[0], 1)
    file = begin_file(batch=batch, name="a.jpg", size=len(content), upload_key="k", at=NOW)
    assert take_piece(file=file, offset=0, chunks=[content[:1000]], at=NOW) == 1000
    with pytest.raises(OffsetDiffers) as differs:
        take_piece(file=file, offset=0, chunks=[content[:1000]], at=NOW)
    assert differs.value.received == 1000
    again = begin_file(batch=batch, name="a.jpg", size=len(content), upload_key="k", at=NOW)
    assert again.pk == file.pk and ScanFile.objects.count() == 1
    take_piece(file=file, offset=1000, chunks=[content[1000:] + b"more than was announced"], at=NOW)
    file.refresh_from_db()
    assert (file.state, file.size) == (FileState.WAITING, len(content))


@pytest.mark.parametrize(("name", "size"), [("a.pdf", 0), ("a.docx", 10), ("a.pdf", 501 * 1024 * 1024)])
def test_what_cannot_be_a_scan_is_told_at_the_door(batch, name, size):
    with pytest.raises(ValidationError):
        begin_file(batch=batch, name=name, size=size, upload_key="k", at=NOW)


def test_a_file_that_is_no_scan_is_refused_and_the_rest_goes_on(batch, sheets):
    bad = send(batch, b"only words", "a.pdf", key="b")
    assert (bad.state, bad.reason) == (FileState.REFUSED, "content_unknown")
    assert send(batch, page_of(sheets[0], 1), "a.jpg").state == FileState.READ


def test_the_database_counts_the_pages_itself(batch, sheets):
    file = send(batch, pdf_of([page_of(sheets[0], 1), page_of(sheets[0], 2)]))
    page = file.pages.first()
    for wrong in (
        lambda: ScanFile.objects.filter(pk=file.pk).update(page_count=3),
        lambda: ScanPage.objects.filter(pk=page.pk).update(number=9),
        lambda: ScanPage.objects.filter(pk=page.pk).update(went="lost"),
        lambda: ScanPage.objects.filter(pk=page.pk).update(went="queued"),
        lambda: page.delete(),
    ):
        with pytest.raises(Exception) as error, transaction.atomic():
            wrong()
        assert isinstance(error.value, IntegrityError) or "pgtrigger" in str(error.value), error.value


# By hand


def test_a_page_is_assigned_and_undone(batch, sheets, cast):
    [page] = send(batch, bytes_of(drawn(texts=["", ""])), "a.jpg").pages.all()
    assign_page(page=page, campaign=batch.campaign, member=sheets[0].member, essay_page=3, by=cast.base_officer, at=NOW)
    page.refresh_from_db()
    assert (page.went, page.member, page.essay_page) == (Went.FILED, sheets[0].member, 3)
    undo_step(step=last_step_of(cast.base_officer), by=cast.base_officer, at=NOW)
    page.refresh_from_db()
    assert (page.went, page.reason, page.member) == (Went.QUEUED, "no_code", None)
    assert not Essay.objects.exists() and last_step_of(cast.base_officer) is None


def test_a_filled_place_asks_and_a_marked_page_is_never_replaced(batch, sheets, cast):
    first = sheets[0]
    file = send(batch, pdf_of([page_of(first, 1), page_of(first, 1, ink=60), page_of(first, 1, ink=70)]))
    standing, waiting, third = file.pages.order_by("number")
    wanted = {"campaign": batch.campaign, "member": first.member, "essay_page": 1, "by": cast.officer, "at": NOW}
    with pytest.raises(PlaceTaken) as taken:
        assign_page(page=waiting, **wanted)
    assert taken.value.standing == standing and not taken.value.marked
    assign_page(page=waiting, **wanted, instead=REPLACE)
    standing.refresh_from_db()
    assert standing.superseded_at and standing.went == Went.FILED
    undo_step(step=last_step_of(cast.officer), by=cast.officer, at=NOW)
    standing.refresh_from_db()
    assert standing.superseded_at is None
    mark_essay(essay=Essay.objects.get(), passed=True, on=TODAY, by=None, at=NOW)
    with pytest.raises(PlaceTaken):
        assign_page(page=third, **wanted, instead=REPLACE)
    assert assign_page(page=third, **wanted, instead=KEEP_BOTH).copy == 2


def test_set_aside_wants_a_reason_and_comes_back(batch, cast):
    [page] = send(batch, bytes_of(drawn(texts=["", ""])), "a.jpg").pages.all()
    with pytest.raises(ValidationError):
        set_aside_page(page=page, reason="other", by=cast.officer, at=NOW)
    set_aside_page(page=page, reason="stranger", by=cast.officer, at=NOW)
    undo_step(step=last_step_of(cast.officer), by=cast.officer, at=NOW)
    page.refresh_from_db()
    assert (page.went, page.reason) == (Went.QUEUED, "no_code")


def test_the_command_says_what_became_of_each_page(campaign, sheets, tree, tmp_path):  # noqa: F811
    (tmp_path / "a.pdf").write_bytes(pdf_of([page_of(sheets[0], 2), bytes_of(drawn(texts=["", ""]))]))
    out = tmp_path / "out.json"
    call_command("file_scan", tmp_path / "a.pdf", campaign=campaign.code, unit=tree.x.code, json=out, day=TODAY)
    said = json.loads(out.read_text())
    assert said["pages"][0] == {"file": "a.pdf", "page": 1, "went": "filed", "card": str(sheets[0].number), "sheet_page": 2}
    assert said["pages"][1]["went"] == "queued" and said["pages"][1]["reason"]
    assert said["totals"] == {"in": 2, "filed": 1, "queued": 1, "set_aside": 0}


def test_a_hand_in_with_pages_is_not_taken_back_before_them(batch, sheets, cast):
    [page] = send(batch, page_of(sheets[0], 1), "a.jpg").pages.all()
    with pytest.raises(ValidationError):
        undo_last_step(essay=page.essay, by=None, at=NOW)
    send_back_page(page=page, by=cast.officer, at=NOW)
    assert undo_last_step(essay=page.essay, by=None, at=NOW) is None
    with pytest.raises(ValidationError):
        undo_step(step=last_step_of(cast.officer), by=cast.officer, at=NOW)
