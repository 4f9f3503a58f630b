from jobs.models import Job
from lib.clock import now
from portal.tests.workbook.samples import AN_LAC
from portal.tests.workers.conftest import stands, wait_until
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook.services import confirm_import, upload_workbook
from units.models import Member, Unit


def test_killed_in_the_middle_of_an_import_nothing_is_half_written_and_it_ends_once(processes, settings, tmp_path):
    processes.environment["VAR_DIR"] = str(tmp_path)
    settings.MEDIA_ROOT = tmp_path / "files"
    worker = processes.worker()
    with open(AN_LAC, "rb") as file:
        sent = upload_workbook(unit=None, chunks=[file.read()], name="An Lạc.xlsx", by=None, at=now())
    wait_until(lambda: WorkbookImport.objects.get().state == ImportState.CHECKED, seconds=60)

    confirm_import(sent=sent, by=None, at=now())
    job = Job.objects.get(key=f"workbook:{sent.pk}:apply:1")
    wait_until(lambda: Job.objects.get(pk=job.pk).done > 0, seconds=60)
    processes.kill(worker)
    assert (Unit.objects.count(), Member.objects.count()) == (0, 0)

    processes.worker()
    processes.scheduler()
    wait_until(stands(job, "done"), seconds=60)
    sent.refresh_from_db()
    assert (sent.state, Unit.objects.count(), Member.objects.count()) == (ImportState.APPLIED, 287, 4610)
