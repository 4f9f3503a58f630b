# Makes the portal's Celery app the current one wherever a bell is rung.
from portal.celery import app as celery_app

__all__ = ["celery_app"]
