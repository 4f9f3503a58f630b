"""Long work asks once more who may have what it makes: between the order and the work an appointment may have ended."""
import datetime
import pathlib

import pytest
from django.conf import settings
from django.core import mail
from django.db import transaction

from jobs import kinds
from jobs.runs import run_job
from portal.tests.access_checking import rows_written
from portal.tests.access_jobs import MAY_STILL_WRITE, ORDERED, UNASKED, order
from portal.tests.test_access_matrix import _django_db_marker, world  # noqa: F401 fixtures

pytestmark = pytest.mark.django_db
# The row of the job itself, and on what occasion a row was written.
_OF_THE_JOB = {"jobs_job", "pghistory_context"}


@pytest.fixture(autouse=True)
def with_a_mail_server():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "EMAIL_HOST", "mail.example.vn")
        yield


def outcome(kind, world, *, in_office):
    """How the work ended, and what it gave: `((state, error), tables written, files and letters made)`."""
    point = transaction.savepoint()
    try:
        job = order(kind, world)
        if not in_office:
            job.owner.appointments.update(valid_to=world.today - datetime.timedelta(days=1))
        rows, made = rows_written(), _made()
        job = run_job(job.pk)
        written = {table for table, count in rows_written().items() if count != rows.get(table, 0) and not table.endswith("event")}
        return (job.state, job.error), written - _OF_THE_JOB, _made() - made
    finally:
        transaction.savepoint_rollback(point)
        transaction.savepoint_commit(point)


def _made():
    return {str(path) for path in pathlib.Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} | {id(letter) for letter in mail.outbox}


def test_every_kind_of_job_has_a_rule():
    assert {name for name in kinds._kinds if not name.startswith("test.")} == UNASKED | ORDERED


@pytest.mark.parametrize("kind", sorted(ORDERED))
def test_who_is_no_longer_in_office_is_given_nothing(world, kind):
    refused = outcome(kind, world, in_office=False)
    done = outcome(kind, world, in_office=True)

    _ended, written, made = refused
    assert (written - MAY_STILL_WRITE.get(kind, set()), made) == (set(), set())
    assert done != refused      # it is the office that makes the difference


def test_a_job_that_does_not_ask_again_is_seen(world, monkeypatch):
    monkeypatch.setattr("essays.printing.job.may", lambda user, permission, unit: True)

    _ended, written, made = outcome("essays.print_sheets", world, in_office=False)

    assert written and made
