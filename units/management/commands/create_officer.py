from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.services.codes import issue_one_time_code
from lib.clock import local_day, now
from units.models import Role, Unit
from units.services.accounts import create_account


class Command(BaseCommand):
    help = "Creates the first account of a committee (or of its leader) and prints its one-time code."

    def add_arguments(self, parser):
        parser.add_argument("--unit", required=True, help="code of the committee")
        parser.add_argument("--username", required=True)
        parser.add_argument("--name", required=True, help="full name, as it is to be shown")
        parser.add_argument("--phone", default="")
        parser.add_argument("--role", choices=[Role.OFFICER, Role.LEADER], default=Role.OFFICER)

    @transaction.atomic
    def handle(self, *, unit, username, name, phone, role, **options):
        at = now()
        try:
            unit = Unit.objects.get(code=unit)
        except Unit.DoesNotExist:
            raise CommandError(f"no unit has the code {unit}") from None
        try:
            user = create_account(
                full_name=name, username=username, phone=phone, unit=unit, role=role, valid_from=local_day(at),
                by=None, at=at,
            )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None
        code = issue_one_time_code(user=user, by=None, at=at, unit=unit)
        self.stdout.write(f"{user.username}: {code}")
        self.stdout.write("The code is good for one sign-in within 24 hours.")
