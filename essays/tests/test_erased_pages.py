"""What erasing leaves of pages that were nobody's, of files that were never read, and of power cuts."""
import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from campaigns.models import Campaign
from campaigns.tests.test_sessions import NOW, campaign, held  # noqa: F401 (a fixture)
from essays.filing.storage import append, keep_original, picture_path, small_picture_path
from essays.filing.totals import totals_of
from essays.filing.waiting import count_waiting
from essays.models import Essay, FileState, PageStep, ScanFile, ScanPage, Sheet, Went
from essays.services.erasure import erase_essay
from essays.services.pages import assign_page, set_aside_page, take_up_page
from essays.services.sheets import sheet_of_class
from essays.tests.piles import lay_pile
from essays.tests.test_erasure import over_at
from essays.tests.test_filing import batch, duty, sheets  # noqa: F401 (fixtures)
from essays.tests.test_intake import text_of
from files.storage import original_path

LATER = NOW + datetime.timedelta(days=366)


def close(campaign):  # noqa: F811
    """`LATER` its pages have been kept long enough."""
    Campaign.objects.filter(pk=campaign.pk).update(closed_at=NOW)


def keep(file, content=b"as it came"):
    append(file.pk, [content])
    keep_original(file.pk, file.sha256)
    return file


def tick(times=3):
    for _once in range(times):
        over_at(LATER)


def test_a_page_that_waited_waits_for_nobody_any_more_and_the_line_still_adds_up(client, cast, batch, sheets, campaign):  # noqa: F811
    file = lay_pile(batch, [(sheets[0], 1), "no_code", "broken"])
    assert count_waiting(cast.officer) == 2
    close(campaign)
    tick()
    assert count_waiting(cast.officer) == 0
    assert totals_of([batch])[batch.pk].line == "3 trang: 1 đã xếp, 2 để riêng"
    assert set(file.pages.values_list("went", "reason", "picture")) == {("filed", "", ""), ("set_aside", "erased", "")}
    [said] = Entry.objects.filter(action="essays.scan.erased")
    assert (said.object_id, said.details["pages"]) == (str(batch.pk), 2)
    page = file.pages.get(number=2)
    for refused in (
        lambda: take_up_page(page=page, by=cast.officer, at=LATER),
        lambda: assign_page(page=page, campaign=campaign, member=sheets[0].member, essay_page=2, by=cast.officer, at=LATER),
    ):
        with pytest.raises(ValidationError):
            refused()
    client.force_login(cast.officer)
    words = text_of(client.get(reverse("essays:batch", args=[batch.pk])))
    assert words.count("Ảnh đã được xóa ngày") == 3 and "Trang chưa được xếp khi" in words
    for name in ("small_picture", "page_picture"):
        assert client.get(reverse(f"essays:{name}", args=[page.pk])).status_code == 404
    assert client.get(reverse("essays:queue", args=[batch.pk])).status_code == 200


def test_the_attendance_list_of_a_class_stays(batch, sheets, campaign, tree):  # noqa: F811
    session = held(campaign, [tree.xa])
    printed = sheet_of_class(session=session, unit=tree.xa, pages=1, by=None, at=NOW)
    file = lay_pile(batch, [(printed, 1), (sheets[0], 1)])
    close(campaign)
    tick()
    listed, essay = file.pages.order_by("number")
    assert listed.session == session and picture_path(listed).exists() and small_picture_path(listed).exists()
    assert essay.erased_at == LATER and listed.erased_at is None


def test_a_page_whose_sheet_is_of_a_later_campaign_waits_until_that_is_over_too(batch, sheets, campaign):  # noqa: F811
    later = Campaign.objects.create(
        unit=campaign.unit, code="TW7", title="Đợt sau", starts_on=campaign.starts_on, created_at=NOW, ends_on=campaign.ends_on,
        study_due_on=campaign.study_due_on,
    )
    file = lay_pile(batch, ["no_code", "no_code"])
    Sheet.objects.filter(pk=sheets[0].pk).update(campaign=later)
    ScanPage.objects.filter(file=file, number=1).update(sheet=sheets[0])
    close(campaign)
    tick()
    assert list(file.pages.order_by("number").values_list("erased_at", flat=True)) == [None, LATER]
    close(later)
    tick()
    assert not file.pages.filter(erased_at=None).exists()


def test_a_file_that_could_not_be_read_is_not_kept_for_ever(batch, campaign):  # noqa: F811
    def file(state, digit, **facts):
        return keep(ScanFile.objects.create(
            batch=batch, upload_key=digit, name="a.pdf", size=1, sha256=digit * 64, state=state, sent_at=NOW, **facts
        ))

    locked, stuck = file(FileState.REFUSED, "a", reason="locked"), file(FileState.WAITING, "b")
    never = ScanFile.objects.create(
        batch=batch, upload_key="c", name="a.pdf", size=1, sha256="-", state=FileState.REFUSED, reason="not_sent", sent_at=NOW
    )
    close(campaign)
    over_at(NOW + datetime.timedelta(days=364))
    assert original_path(locked.sha256).exists() and original_path(stuck.sha256).exists()
    tick()
    assert not original_path(locked.sha256).exists() and not original_path(stuck.sha256).exists()
    for one in (locked, stuck, never):
        one.refresh_from_db()
    assert (stuck.state, stuck.reason, stuck.original_kept) == (FileState.REFUSED, "erased", False)
    assert (locked.reason, locked.original_kept, never.reason) == ("locked", False, "not_sent")


def test_what_was_written_about_a_page_goes_with_it(cast, batch, sheets):  # noqa: F811
    page = lay_pile(batch, ["no_code"]).pages.get()
    set_aside_page(page=page, reason="other", remark="REMARK", by=cast.officer, at=NOW)
    take_up_page(page=page, by=cast.officer, at=NOW)
    member = sheets[0].member
    assign_page(page=page, campaign=sheets[0].campaign, member=member, essay_page=1, by=cast.officer, at=NOW)
    assert PageStep.objects.filter(before__remark="REMARK").exists()
    erase_essay(essay=Essay.objects.get(member=member), by=cast.officer, at=NOW)
    assert not PageStep.objects.filter(before__remark="REMARK").exists()
    assert PageStep.objects.filter(page=page).count() == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(*) FILTER (WHERE to_json(one)::text LIKE '%REMARK%') FROM essays_scanpageevent one")
        kept, telling = cursor.fetchone()
    assert kept and not telling


def test_what_a_power_cut_left_half_done_is_done_at_the_next_tick(batch, sheets, campaign):  # noqa: F811
    file = keep(lay_pile(batch, [(sheets[0], 1), (sheets[0], 2)]))
    paths = [path(page) for page in file.pages.all() for path in (picture_path, small_picture_path)]
    close(campaign)
    with transaction.atomic():
        tick(1)
        transaction.set_rollback(True)
    # The files went, the rows say nothing of it yet.
    assert not any(path.exists() for path in paths) and not file.pages.exclude(erased_at=None).exists()
    tick(1)
    assert not file.pages.filter(erased_at=None).exists() and not ScanFile.objects.get(pk=file.pk).original_kept
    assert Entry.objects.filter(action="essays.pages.erased").count() == 1


def test_a_picture_that_cannot_be_removed_keeps_its_row(batch, sheets, campaign, monkeypatch):  # noqa: F811
    page = lay_pile(batch, [(sheets[0], 1)]).pages.get()
    folder = picture_path(page).parent
    close(campaign)

    def denied(path):
        raise PermissionError(path)

    monkeypatch.setattr("lib.durable.shutil.rmtree", denied)
    with pytest.raises(PermissionError), transaction.atomic():
        tick(1)
    page.refresh_from_db()
    assert page.erased_at is None and len(list(folder.iterdir())) == 2


def test_a_tick_costs_the_same_however_many_campaigns_are_over(batch, sheets, campaign):  # noqa: F811
    lay_pile(batch, [(sheets[0], 1)])
    with CaptureQueriesContext(connection) as running:
        over_at(NOW)
    close(campaign)
    tick()
    with CaptureQueriesContext(connection) as few:
        tick(1)
    for number in range(5):
        Campaign.objects.create(
            unit=campaign.unit, code=f"OLD{number}", title="Đợt", starts_on=campaign.starts_on, created_at=NOW, ends_on=campaign.ends_on,
            study_due_on=campaign.study_due_on, closed_at=NOW,
        )
    with CaptureQueriesContext(connection) as many:
        tick(1)
    asked = [query["sql"] for query in running if "SAVEPOINT" not in query["sql"]]
    assert (len(asked), len(many)) == (1, len(few))
