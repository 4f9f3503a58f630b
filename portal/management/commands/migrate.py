from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as MigrateCommand


class Command(MigrateCommand):
    """Django's `migrate`, after which the application's role has its rights on the new tables too."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        changes_tables = not (options["plan"] or options["check_unapplied"])
        if changes_tables and settings.AS_DATABASE_OWNER and settings.DATABASE_OWNER_URL != settings.DATABASE_URL:
            call_command("grant_application_role", verbosity=options["verbosity"])
