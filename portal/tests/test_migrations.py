import os

from django.core.management import call_command


def test_the_migrations_say_what_the_models_say(db):
    with open(os.devnull, "w") as nowhere:
        call_command("makemigrations", check=True, dry_run=True, stdout=nowhere)
