"""`manage.py`: what a command writes is kept with its name and who ran it on the machine."""
import getpass
import os

from django.core.management import execute_from_command_line

from audit.context import occasion


def run(argv):
    with command_occasion(argv):
        execute_from_command_line(argv)


def command_occasion(argv):
    return occasion(command=argv[1] if len(argv) > 1 else "help", system_user=_system_user())


def _system_user():
    try:
        return getpass.getuser()
    except (KeyError, OSError):         # a user without a name, as in a container
        return str(os.getuid())
