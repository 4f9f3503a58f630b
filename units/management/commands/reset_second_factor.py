from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services.second_factor import take_back
from lib.clock import local_day, now
from units.services.accounts import units_of


class Command(BaseCommand):
    help = "Takes the second sign-in step of a user back: for the officer above whom there is nobody."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        at = now()
        try:
            user = User.objects.get_by_natural_key(username)
        except User.DoesNotExist:
            raise CommandError(f"nobody has the user name {username}") from None
        take_back(user=user, by=None, at=at, unit=units_of([user], day=local_day(at)).get(user.pk))
        self.stdout.write(f"{user.username}: sets up another at the next sign-in; the password stays")
