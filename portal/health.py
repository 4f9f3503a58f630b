"""Whether the portal is alive: for the proxy, for a watchdog, for whoever is called at night."""
import logging

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import JsonResponse
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@require_safe
@login_not_required
def health(request):
    """200 while the database answers; the broker only speeds jobs up, so without it the portal is merely degraded."""
    database = database_answers()
    broker = broker_answers()
    state = "down" if not database else "ok" if broker else "degraded"
    return JsonResponse({"state": state, "database": database, "broker": broker}, status=200 if database else 503)


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        log.exception("The database does not answer.")
        return False
    return True


def broker_answers():
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        log.exception("The broker does not answer.")
        return False
