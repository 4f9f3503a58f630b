"""manage.py that knows the kinds of the tests too."""
import sys
from pathlib import Path

import django
from django.core.management import execute_from_command_line

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
django.setup()

if __name__ == "__main__":
    from portal.tests.workers import kinds  # noqa: F401  (after django.setup)

    execute_from_command_line(sys.argv)
