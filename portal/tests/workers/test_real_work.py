"""Power cuts in the middle of the two long works people wait for: writing a workbook and issuing a report."""
import datetime
import os

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import transaction

from accounts.models import User
from campaigns.models import Campaign, StudySession
from documents.models import Document, Signer
from essays.models import Essay
from jobs.models import Job
from lib import clock
from lib.clock import at_hour
from portal.tests.workers.conftest import stands, wait_until
from portal.workbook.models import WorkbookImport
from portal.workbook.services import confirm_import, upload_workbook
from reports.models import WeeklyReport
from reports.services import compile_weekly_report, make_copy_to_sign
from reports.weeks import Week
from reports.work import submit_issue
from units.models import Appointment, Member, Role, Unit, UnitKind

WORKBOOK = django_settings.BASE_DIR / "data" / "an-lac" / "workbook.xlsx"
NOW = at_hour(datetime.date(2018, 1, 15), datetime.time(9))


@pytest.fixture
def officer(transactional_db):
    committee = Unit.objects.add_root(
        instance=Unit(code="AL", name="Đảng bộ huyện An Lạc", kind=UnitKind.COMMITTEE, kind_name="Đảng bộ huyện")
    )
    user = User.objects.create(username="officer", full_name="Cán bộ")
    Appointment.objects.create(user=user, unit=committee, role=Role.OFFICER, valid_from=datetime.date(2015, 1, 1))
    return user


@pytest.fixture
def monday(settings, processes):
    """The clock of the test and of its workers stands on the Monday after the cut-off."""
    shift = int((NOW - clock.timezone.now()).total_seconds())
    settings.CLOCK_SHIFT_SECONDS = shift
    processes.environment["CLOCK_SHIFT_SECONDS"] = str(shift)


def rows_written():
    return Member.objects.count() + StudySession.objects.count() + Essay.objects.count()


def cut_while_running(processes, job, moments=3):
    """Kill the worker in the middle of the job, several times, then let one finish it."""
    for _cut in range(moments):
        worker = processes.worker()
        wait_until(stands(job, "running"), seconds=60)
        processes.kill(worker)
        yield
    processes.worker()
    processes.scheduler()
    wait_until(stands(job, "done"), seconds=120)


def send_workbook(officer):
    with open(WORKBOOK, "rb") as source, transaction.atomic():
        return upload_workbook(
            unit=Unit.objects.get(code="AL"), chunks=iter(lambda: source.read(1 << 20), b""), name="An Lạc.xlsx", by=officer, at=NOW
        )


def test_a_workbook_is_written_once_and_whole_whenever_the_power_is_cut(processes, monday, officer):
    sent = send_workbook(officer)
    for _cut in cut_while_running(processes, Job.objects.get(kind="workbook.check"), moments=1):
        assert rows_written() == 0
    sent.refresh_from_db()
    assert (sent.state, sent.problems) == ("checked", 0)

    confirm_import(sent=sent, by=officer, at=NOW)
    for _cut in cut_while_running(processes, Job.objects.get(kind="workbook.apply")):
        assert rows_written() == 0

    assert WorkbookImport.objects.get().state == "applied"
    assert (Member.objects.count(), StudySession.objects.count(), Essay.objects.count()) == (4610, 50, 3506)


def test_a_report_is_issued_once_whenever_the_power_is_cut(processes, monday, officer):
    with open(os.devnull, "w") as nowhere:
        call_command("import_workbook", WORKBOOK, stdout=nowhere)
    campaign = Campaign.objects.get()
    report = compile_weekly_report(
        campaign=campaign, unit=campaign.unit, week=Week.parse("2018-W02"), by=officer, at=NOW
    )
    # From here on the draft stays as it is, also while the scheduler looks for what is out of date.
    report = make_copy_to_sign(report=report, by=officer, at=NOW)
    with transaction.atomic():
        job = submit_issue(
            report=report, number=7, issued_on=datetime.date(2018, 1, 15), signer=Signer.objects.get(), version=report.version,
            by=officer,
        )
    for _cut in cut_while_running(processes, job):
        assert Document.objects.count() == 0

    assert Document.objects.get().number == 7
    assert WeeklyReport.objects.get().state == "issued"
