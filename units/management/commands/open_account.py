from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from accounts.services.codes import issue_one_time_code
from accounts.services.users import reactivate_user
from lib.clock import local_day, now
from units.services.accounts import units_of


class Command(BaseCommand):
    help = "Opens an account again and prints a one-time code for it: for whoever has nobody above him in the portal."

    def add_arguments(self, parser):
        parser.add_argument("username")

    @transaction.atomic
    def handle(self, *, username, **options):
        at = now()
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            raise CommandError(f"no account has the user name {username}") from None
        unit = units_of([user], day=local_day(at)).get(user.pk)
        if not user.is_active:
            reactivate_user(user=user, by=None, at=at, unit=unit)
        code = issue_one_time_code(user=user, by=None, at=at, unit=unit)
        self.stdout.write(f"{user.username}: {code}")
        self.stdout.write("The code is good for one sign-in within 24 hours.")
