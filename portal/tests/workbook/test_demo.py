import datetime

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from pghistory.models import Event

from accounts.models import User
from campaigns.models import Campaign, Duty, StudySession
from conftest import make_unit
from lib.clock import local_day, now, today
from portal.command_line import command_occasion
from portal.demo.accounts import ACCOUNTS
from portal.workbook.models import WorkbookImport
from units.models import Member, UnitKind

pytestmark = pytest.mark.django_db


def without_an_occasion():
    """How many rows of histories say nothing of the request, job or command that wrote them."""
    return {
        event.__name__: event.objects.filter(pgh_context=None).count()
        for event in apps.get_models() if issubclass(event, Event) and getattr(event, "pgh_tracked_model", None)
    }


def test_the_demo_makes_2018_w02_this_week_and_leaves_work_to_do(capsys):
    before = without_an_occasion()
    with command_occasion(["manage.py", "load_demo"]):
        call_command("load_demo")
    first = capsys.readouterr().out
    assert without_an_occasion() == before          # those of migrations
    assert Member.pgh_event_model.objects.filter(pgh_context__metadata__command="load_demo").count() >= 4610
    call_command("load_demo")

    campaign, monday = Campaign.objects.get(), today() - datetime.timedelta(days=today().weekday())
    assert campaign.study_due_on == monday - datetime.timedelta(days=3)
    assert (campaign.starts_on - datetime.date(2017, 11, 30)).days % 7 == 0
    assert StudySession.objects.filter(moment__gt=now()).count() == 0
    outstanding = Duty.objects.filter(parent=None, held_at=None).values_list("unit__code", flat=True)
    assert {"102", "402", "403", "404"} <= set(outstanding)
    assert Duty.objects.get(unit__code="102-07").held_at is None
    assert (Member.objects.count(), WorkbookImport.objects.count()) == (4610, 1)
    assert capsys.readouterr().out == first


def test_one_account_per_role_signs_in_with_its_printed_password(capsys):
    call_command("load_demo")

    printed = {line.split()[0]: line.split()[1] for line in capsys.readouterr().out.splitlines()}
    users = {user.username: user for user in User.objects.all()}
    assert set(printed) == set(users) == {account.username for account in ACCOUNTS}
    assert all(users[name].check_password(password) for name, password in printed.items())
    assert len({account.role for account in ACCOUNTS}) == 5
    assert all(not user.must_change_password for user in users.values())


def test_another_committees_database_is_left_alone():
    make_unit("OT", UnitKind.COMMITTEE)

    with pytest.raises(CommandError):
        call_command("load_demo")


def test_an_import_never_shifts(tmp_path):
    call_command("import_workbook", "data/an-lac/workbook.xlsx")

    assert Campaign.objects.get().starts_on == datetime.date(2017, 11, 30)
    assert local_day(StudySession.objects.get(code="L101").moment) == datetime.date(2018, 1, 12)
