"""One account per role, to try the portal with."""
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from accounts.models import User
from accounts.services.users import change_password
from lib.clock import local_day
from units.models import Appointment, Role, Unit
from units.services.accounts import create_account


@dataclass(frozen=True)
class DemoAccount:
    username: str
    full_name: str
    unit: str
    role: str

    @property
    def password(self):
        """The same on every start of this installation, another on every other one."""
        digest = hmac.new(settings.SECRET_KEY.encode(), self.username.encode(), hashlib.sha256).hexdigest()
        return "-".join((digest[:4], digest[4:8], digest[8:12]))


# The secretary is of a cell of Tân Lập that has not held its study.
ACCOUNTS = (
    DemoAccount("tuyengiao", "Trần Thị Minh Hà", "AL", Role.OFFICER),
    DemoAccount("truongban", "Lê Quang Dũng", "AL", Role.LEADER),
    DemoAccount("tanlap", "Phạm Văn Đoàn", "102", Role.BASE_OFFICER),
    DemoAccount("chibo7", "", "102-07", Role.SECRETARY),
    DemoAccount("kiemtra", "Ngô Thị Ánh", "AL", Role.INSPECTOR),
)


@transaction.atomic
def ensure_accounts(*, at):
    """Create what is missing of the demo accounts; one whose password its user has changed stays as it is."""
    for account in ACCOUNTS:
        if not User.objects.filter(username=account.username).exists():
            unit = Unit.objects.get(code=account.unit)
            user = create_account(
                full_name=account.full_name or unit.secretary_name, username=account.username, phone=unit.phone, unit=unit,
                role=account.role, valid_from=local_day(at), by=None, at=at,
            )
            change_password(user=user, password=account.password, at=at)


def lines_of_accounts():
    """What the person at the machine reads: role, user name, password."""
    roles = dict(Role.choices)
    for account in ACCOUNTS:
        user = User.objects.get(username=account.username)
        appointment = Appointment.objects.filter(user=user).select_related("unit").earliest("pk")
        password = account.password if user.check_password(account.password) else "(đã đổi)"
        yield f"{account.username:<10}  {password:<16}  {roles[account.role]} – {appointment.unit.name}"
