from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.database_roles import grant_application


class Command(BaseCommand):
    help = "Give the application's database role (the user of DATABASE_URL) its rights; `migrate` does it each time."

    def add_arguments(self, parser):
        parser.add_argument("--role", help="the role, when it is not the user of DATABASE_URL")

    def handle(self, *, role, **options):
        role = role or unquote(urlsplit(settings.DATABASE_URL).username or "")
        if role == connection.settings_dict["USER"]:
            raise CommandError(
                "DATABASE_OWNER_URL must name another user than DATABASE_URL: the owner's rights are not to be cut."
            )
        grant_application(connection, role)
        if options["verbosity"] > 0:
            self.stdout.write(f"The role {role} may work on rows and add to history.")
