import datetime

import pytest

from accounts.services.users import change_password, create_user
from lib.clock import now

PASSWORD = "con trâu đi trước cái cày"


@pytest.fixture
def hoa(db):
    """Somebody who has chosen a password."""
    user = create_user(username="0912345678", full_name="Trần Thị Hoà", phone="0912 345 678", by=None, at=now())
    return change_password(user=user, password=PASSWORD, at=now())


@pytest.fixture
def newcomer(db):
    return create_user(username="CB-01", full_name="Lê Văn Đức", by=None, at=now())


@pytest.fixture
def tomorrow():
    return now() + datetime.timedelta(hours=24)
