"""`celery -A portal.tests.workers.celery_app worker`: the portal's worker, which knows the kinds of the tests too."""
import django

django.setup()

from portal.celery import app  # noqa: E402
from portal.tests.workers import kinds  # noqa: E402

__all__ = ["app", "kinds"]
