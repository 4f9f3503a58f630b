#!/usr/bin/env python
"""Django's command line for the portal."""
import os
import sys

# What changes tables, or must see or write all of them, runs as the owner of the database.
OWNER_COMMANDS = {"migrate", "makemigrations", "prepare", "grant_application_role", "backup", "restore", "flush", "sqlflush"}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    if OWNER_COMMANDS.intersection(sys.argv[1:2]):
        os.environ.setdefault("AS_DATABASE_OWNER", "1")
    from portal.command_line import run

    run(sys.argv)
