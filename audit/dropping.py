"""Readings go when their time is over; their seals stay valid."""
import uuid

from django.db import connection, transaction

from audit.models import Entry
from audit.record import record
from audit.seals import hashes_of


@transaction.atomic
def drop_readings(keys, *, before, at):
    """These readings, by a function of the owner's that takes nothing but old readings; how many went."""
    sealed, because = hashes_of(Entry.objects.filter(pk__in=keys)), f"readings:{uuid.uuid4()}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_drop_readings(%s, %s, %s)", [list(sealed), list(sealed.values()), because])
        gone = cursor.fetchone()[0]
    if gone:
        record("audit.readings.dropped", replaced=gone, because=because)
    return gone
