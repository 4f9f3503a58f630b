"""Everything goes in its time and nothing before: one test for all kinds, each laid as it lies in the portal."""
import datetime
import os
import uuid

import pytest
from axes.models import AccessAttempt
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import LoginCard, Submission, User, UserSession
from audit.models import Entry
from audit.record import record
from audit.seals import seal_entries, verify_seals
from campaigns.models import Campaign, Reminder
from campaigns.tests.test_sessions import campaign  # noqa: F401 (a fixture)
from conftest import make_user
from essays.filing.storage import append, incoming_path, keep_original, picture_path
from essays.models import FileState, Proposal, ScanFile
from essays.printing.storage import folder_of
from essays.tests.piles import lay_pile
from essays.tests.test_filing import batch, duty, sheets  # noqa: F401 (fixtures)
from files.models import StoredFile, Verdict
from files.storage import original_path
from jobs.models import Job, JobState
from jobs.retention import Rows, retention_kind, retention_kinds
from jobs.runs import run_job
from lib.durable import write_durably
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook.storage import bad_rows_path, export_path, path_of
from privacy.models import RetentionRule
from privacy.retention import ruled
from privacy.services import retention
from essays.tests.test_intake import text_of

# Longer ago than any rule, as the database's own clock sees it.
MOMENT = timezone.now() - datetime.timedelta(days=4000)
SECOND = datetime.timedelta(seconds=1)


class World:
    """`lay_…` puts one row or file there whose time begins at MOMENT; what it gives back says whether it is there."""

    def __init__(self, campaign, duty, batch, sheets, cast, media):  # noqa: F811
        self.campaign, self.duty, self.batch, self.sheets, self.cast, self.media = campaign, duty, batch, sheets, cast, media

    def close(self):
        Campaign.objects.filter(pk=self.campaign.pk).update(closed_at=MOMENT)

    def lay_accounts_attempts(self):
        row = AccessAttempt.objects.create(username="a", ip_address="10.0.0.1", failures_since_start=1)
        AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=MOMENT)
        return AccessAttempt.objects.exists

    def lay_accounts_sessions(self):
        UserSession.objects.create(session_key="k", session_data="", expire_date=MOMENT, user=self.cast.officer)
        return UserSession.objects.exists

    def lay_accounts_submissions(self):
        row = Submission.objects.create(user=self.cast.officer, key=uuid.uuid4(), digest="")
        Submission.objects.filter(pk=row.pk).update(at=MOMENT)
        return Submission.objects.exists

    def lay_accounts_ended(self):
        user = make_user("gone")
        User.objects.filter(pk=user.pk).update(
            is_active=False, phone="0912", search_text="gone 0912", created_at=MOMENT - datetime.timedelta(days=900)
        )
        LoginCard.objects.create(user=user, digest="0912", issued_at=MOMENT, expires_at=MOMENT)
        entry = record("accounts.user.deactivated", user, name="", username="")
        Entry.objects.filter(pk=entry.pk).update(at=MOMENT)
        kept_in = [User.objects, User.pgh_event_model.objects, LoginCard.objects]
        return lambda: "0912" in str([list(rows.values()) for rows in kept_in])

    def lay_jobs_done(self):
        job = Job.objects.create(key="old", kind="x", state=JobState.DONE, finished_at=MOMENT)
        Job.objects.create(key="failed", kind="x", state=JobState.FAILED, finished_at=MOMENT)
        return Job.objects.filter(pk=job.pk).exists

    def lay_files_refused(self):
        file = StoredFile.objects.create(
            unit=self.duty.unit, read_permission="plans.view", name="a", size=1, sha256="a" * 64, verdict=Verdict.REFUSED,
            uploaded_at=MOMENT,
        )
        return self.on_disk(original_path(file.sha256), StoredFile.objects.filter(original_kept=True).exists)

    def lay_files_asides(self):
        return self.left(self.media / "originals" / ".new-x")

    def lay_audit_readings(self):
        """Sealed: it goes, the seals stay."""
        entry = record("units.member.read", self.duty.unit)
        Entry.objects.filter(pk=entry.pk).update(at=MOMENT)
        seal_entries(at=timezone.now() + datetime.timedelta(hours=2))
        return lambda: Entry.objects.filter(pk=entry.pk).exists() if list(verify_seals()) == [] else None

    def lay_campaigns_call_notes(self):
        row = Reminder.objects.create(duty=self.duty, at=MOMENT, note="NOTE")
        self.close()
        history = Reminder.pgh_event_model.objects.filter(pgh_obj_id=row.pk, note="NOTE")
        return lambda: both(Reminder.objects.filter(note="NOTE").exists(), history.exists())

    def lay_essays_pages(self):
        page = lay_pile(self.batch, [(self.sheets[0], 1)]).pages.get()
        self.close()
        return self.on_disk(picture_path(page), type(page).objects.filter(erased_at=None).exists)

    def lay_essays_originals(self):
        file = lay_pile(self.batch, [(self.sheets[0], 1)])
        append(file.pk, [b"as it came"])
        keep_original(file.pk, file.sha256)
        self.close()
        return self.on_disk(original_path(file.sha256), ScanFile.objects.filter(original_kept=True).exists)

    def lay_essays_proposals(self):
        Proposal.objects.create(campaign=self.campaign, unit=self.duty.unit, text="MORE TEXT", search_text="more text", noted_on=MOMENT)
        self.close()
        return Proposal.objects.filter(search_text__contains="text").exists

    def lay_essays_unsent(self):
        file = ScanFile.objects.create(batch=self.batch, upload_key="u", name="a", size=9, state=FileState.COMING, sent_at=MOMENT)
        return self.on_disk(incoming_path(file.pk), ScanFile.objects.filter(state=FileState.COMING).exists)

    def lay_essays_printed(self):
        return self.left(folder_of(1) / "sheets.pdf", folder_of(1))

    def lay_workbooks_imports(self):
        sent = WorkbookImport.objects.create(
            unit=self.duty.unit, name="a.xlsx", sha256="b" * 64, size=1, state=ImportState.CHECKED, uploaded_at=MOMENT, preview={"a": 1}
        )
        return self.on_disk(path_of(sent.sha256), WorkbookImport.objects.filter(original_kept=True).exists)

    def lay_workbooks_exports(self):
        return self.left(export_path(1))

    def lay_workbooks_bad_rows(self):
        return self.left(bad_rows_path(WorkbookImport(pk=1)))

    def lay_workbooks_asides(self):
        return self.left(path_of("x").parent / ".aside-x")

    def on_disk(self, path, has_row):
        write_durably(path, b"content")
        return lambda: both(path.exists(), has_row())

    def left(self, path, dated=None):
        write_durably(path, b"content")
        os.utime(dated or path, (MOMENT.timestamp(),) * 2)
        return path.exists


def both(one, other):
    assert one == other
    return one


@pytest.fixture
def world(campaign, duty, batch, sheets, cast, settings):  # noqa: F811
    return World(campaign, duty, batch, sheets, cast, settings.MEDIA_ROOT)


@pytest.fixture(params=[kind.code for kind in retention_kinds()])
def kind(request):
    return retention_kind(request.param)


def test_it_stays_to_its_last_second_and_then_goes_for_good(world, kind):
    """Also where the power fails before the rows are committed: the next round begins again and ends it."""
    is_there = getattr(world, f"lay_{kind.code.replace('.', '_')}")()
    kept, store = ruled(kind.code).kept, kind.store
    assert is_there() and store.oldest().timestamp() == pytest.approx(MOMENT.timestamp(), abs=0.001)

    assert store.drop(before=MOMENT + kept - SECOND - kept, at=MOMENT + kept - SECOND) == 0 and is_there()
    with transaction.atomic():
        assert store.drop(before=MOMENT, at=MOMENT + kept) == 1
        transaction.set_rollback(True)
    assert store.drop(before=MOMENT, at=MOMENT + kept) <= 1
    assert not is_there()
    assert store.drop(before=MOMENT, at=MOMENT + kept) == 0


GONE = {"accounts.submissions": 1, "essays.originals": 1, "essays.pages": 1, "workbooks.imports": 1}


@pytest.fixture
def over(world):
    """Things of three kinds whose time is over, a page of an essay among them."""
    return [world.lay_essays_pages(), world.lay_accounts_submissions(), world.lay_workbooks_imports()]


def nightly_round(*, at=None):
    retention.ensure_retention(at=at or timezone.now().replace(hour=22))
    return run_job(Job.objects.get(kind=retention.KIND).pk)


def test_once_a_night_everything_goes_and_the_journal_says_how_much(over, tree):
    job = nightly_round()

    assert (job.state, job.result["gone"]) == (JobState.DONE, GONE)
    assert not any(is_there() for is_there in over)
    retention.ensure_retention(at=timezone.now().replace(hour=22))
    assert Job.objects.filter(kind=retention.KIND).count() == 1
    entry = Entry.objects.get(action="privacy.retention.done", unit_path=tree.committee.path)
    assert "1" in entry.details["what"] and "Đảng viên" not in entry.details["what"]


def test_what_cannot_be_thrown_away_holds_up_nothing_else_and_is_told(over, monkeypatch, client, cast):
    monkeypatch.setattr("essays.services.erasure.remove_pictures", lambda sha256: 1 / 0)
    job = nightly_round()

    assert (job.result["failed"], job.problems, over[1]()) == (["essays.pages"], 1, False)
    client.force_login(cast.officer)
    assert "Lần gần nhất không xóa được" in text_of(client.get(reverse("retention:list")))


def test_a_job_broken_off_goes_on_with_what_it_has_counted(over, monkeypatch):
    monkeypatch.setattr("jobs.retention.AT_ONCE", 1)
    retention.ensure_retention(at=timezone.now().replace(hour=22))
    job = Job.objects.get(kind=retention.KIND)
    for _turn in range(9):
        job = run_job(job.pk, turn=0)
        if job.state == JobState.DONE:
            break

    assert job.result["gone"] == GONE


def test_a_shorter_time_is_asked_about_first(client, cast, over):
    client.force_login(cast.officer)
    url = reverse("retention:change", args=["essays.pages"])
    form = client.get(url).context["form"]
    data = {"form_key": form["form_key"].value(), "version": 0, "days": 30, "basis": "Kế hoạch số 12-KH/BTGDV"}
    rows = retention_kind("essays.pages").store
    moved = timezone.now() - datetime.timedelta(days=40)
    Campaign.objects.update(closed_at=moved)
    assert rows.count() == 1

    asked = client.post(url, data)
    assert "xóa 1" in text_of(asked) and not RetentionRule.objects.exists()
    agreed = asked.context["form"]["agreed"].value()
    assert client.post(url, {**data, "agreed": agreed, "days": 31}).status_code == 200 and not RetentionRule.objects.exists()
    assert client.post(url, {**data, "agreed": agreed}).status_code == 302
    rule = RetentionRule.objects.get()
    assert (rule.days, rule.basis, rule.changed_by) == (30, "Kế hoạch số 12-KH/BTGDV", cast.officer)

    # Longer again: nothing to ask. Too long, too short, of what is fixed: refused.
    longer = {"form_key": uuid.uuid4(), "version": 1, "days": 400, "basis": "x"}
    assert client.post(url, longer).status_code == 302
    assert "từ 30 đến 1825 ngày" in text_of(client.post(url, {**longer, "form_key": uuid.uuid4(), "version": 2, "days": 1826}))
    assert client.get(reverse("retention:change", args=["accounts.sessions"])).status_code == 404
    assert "Kế hoạch số" not in text_of(client.get(reverse("retention:list"))) and rows.count() == 1


def test_the_page_asks_the_same_however_much_there_is(client, cast, over, django_assert_num_queries):
    client.force_login(cast.officer)
    client.get(reverse("retention:list"))
    wanted = 2 * len([kind for kind in retention_kinds() if isinstance(kind.store, Rows)]) + 2 + 5
    with django_assert_num_queries(wanted, exact=False):
        client.get(reverse("retention:list"))
