import re

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.services.codes import use_one_time_code
from lib.clock import now


def create(capsys, **options):
    call_command("create_officer", **{"unit": "AL", "username": "Officer1", "name": "Đỗ Thị Lan", **options})
    return capsys.readouterr().out


@pytest.mark.asvs("6.3.2")
def test_the_first_officer_gets_an_appointment_and_a_code(tree, capsys):
    code = re.search(r"officer1: ([0-9-]{14})", create(capsys)).group(1)

    user = User.objects.get(username="officer1")
    assert list(user.appointments.values_list("unit__code", "role")) == [("AL", "officer")]
    assert use_one_time_code(user=user, code=code, at=now())


@pytest.mark.parametrize("options", [{"unit": "NOWHERE"}, {"unit": "1-01"}, {"username": "taken"}])
def test_what_cannot_be_is_told_and_leaves_nothing(tree, capsys, options):
    User.objects.create(username="taken", full_name="x")

    with pytest.raises(CommandError):
        create(capsys, **options)

    assert User.objects.count() == 1
