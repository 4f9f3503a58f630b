"""Beside each row of a history stands on what occasion it was written: a request, a job, a command or a tick."""
import getpass
import re
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from audit.context import occasion, occasion_id
from jobs import kinds, schedule
from jobs.models import Job
from jobs.runs import run_job
from portal.command_line import command_occasion
from units.models import UnitBlock

BlockEvent = UnitBlock.pgh_event_model


def rename(name):
    UnitBlock.objects.filter(position=9).update(name=name)


def told(name):
    """What is kept beside the row of this name."""
    return BlockEvent.objects.select_related("pgh_context").get(name=name).pgh_context.metadata


@pytest.fixture
def block(db):
    return UnitBlock.objects.create(name="Xã", position=9)


@pytest.mark.asvs("16.2.1")
def test_of_a_request_the_user_and_the_page_and_neither_question_nor_key(cast, client):
    block = UnitBlock.objects.first()
    client.force_login(cast.officer)
    url = reverse("units:block_change", args=[block.pk]) + "?token=CANARY"
    hidden = {field.html_name: field.value() for field in client.get(url).context["form"].hidden_fields()}

    client.post(url, {**hidden, "name": "Khối xã", "position": "7"})

    assert told("Khối xã") == {
        "user": cast.officer.pk, "method": "POST", "page": "units:block_change", "of": {"pk": block.pk},
    }


def test_of_a_job_its_number_kind_and_who_ordered_it(block, cast, monkeypatch):
    monkeypatch.setitem(kinds._kinds, "test.kind", kinds.Kind("test.kind", lambda run: rename("Khối xã"), "a label"))
    job = Job.objects.create(key="a", kind="test.kind", owner=cast.officer)

    run_job(job.pk)

    assert told("Khối xã") == {"job": job.pk, "kind": "test.kind", "user": cast.officer.pk}


def test_of_a_command_its_name_and_the_user_of_the_machine(block):
    with command_occasion(["manage.py", "shell", "--no-imports"]):
        call_command("shell", "--no-imports", command=(
            "from units.models import UnitBlock; UnitBlock.objects.filter(position=9).update(name='Khối xã')"
        ))

    assert told("Khối xã") == {"command": "shell", "system_user": getpass.getuser()}


def test_whatever_is_run_by_hand_goes_that_way():
    """One door for all commands, ours and those of libraries; the worker's jobs have their own."""
    root = Path(settings.BASE_DIR)
    runs = re.compile(r"\bexecute_from_command_line\(|\bManagementUtility\(")
    found = {
        path.relative_to(root).as_posix() for path in [root / "manage.py", *root.glob("[!.]*/**/*.py")]
        if not {".venv", "tests"} & set(path.parts) and runs.search(path.read_text())
    }
    assert found == {"portal/command_line.py"}
    assert "from portal.command_line import run" in (root / "manage.py").read_text()


def test_of_a_tick_the_name_of_what_it_ensures(block, monkeypatch):
    monkeypatch.setattr(schedule, "_ensures", {"test.names": lambda at: rename("Khối xã")})

    schedule.ensure_all(at=None)

    assert told("Khối xã") == {"schedule": "test.names"}


def test_an_occasion_within_another_is_one_of_its_own(block):
    with occasion(command="outer"):
        rename("A")
        with occasion(job=7):
            rename("B")
        rename("C")
        outer = occasion_id()

    assert [told(name) for name in "ABC"] == [{"command": "outer"}, {"job": 7}, {"command": "outer"}]
    assert BlockEvent.objects.get(name="A").pgh_context_id == BlockEvent.objects.get(name="C").pgh_context_id == outer
    assert occasion_id() is None


def test_work_of_more_than_an_hour_goes_on_under_its_occasion(block):
    """What is kept of it is closed after an hour (audit/migrations/0002): writing the same once more is no change."""
    with occasion(job=7):
        rename("A")
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE pghistory_context SET created_at = now() - interval '2 hours' WHERE id = %s", [str(occasion_id())]
            )
        rename("B")

    assert told("B") == {"job": 7}
    assert isinstance(BlockEvent.objects.get(name="B").pgh_context_id, uuid.UUID)
