"""Entries sealed hour by hour: a hash over each batch and the seal before it, so that what was changed since is found.

A seal also keeps for each row its number and the first eight bytes of its own hash: that tells which row it was.

Where personal words were lawfully taken out of a row, or it went in its time, `Replaced` keeps the hash that was sealed and how the
row was left: the seal stays valid, and a further change is found (docs/decisions/063-retention-and-erasure.md).
"""
import hashlib
import json
import struct
from dataclasses import dataclass
from datetime import UTC, timedelta

from django.db import connection
from django.db.models import Count, Max

from audit.models import Entry, Replaced, Seal

EVERY = timedelta(hours=1)
_FIELDS = ("id", "at", "actor_id", "actor_name", "action", "object_type", "object_id", "unit_path", "details", "salt")
_MARK = struct.Struct(">q8s")


@dataclass(frozen=True)
class Fault:
    """`what`: changed, removed, added (a row), broken (the seal itself, or the chain before it), unexplained (a replacement)."""

    what: str
    seal: Seal | None
    entry_id: int | None = None


def seal_entries(*, at):
    """Seal what was entered up to an hour ago; the Seal, or None where there is nothing or one was made within the hour.

    Numbers are given before rows are seen by others. A transaction that began before then may still hold one, so while such
    a transaction runs nothing is sealed.
    """
    last = Seal.objects.order_by("-last_id").first()
    if last is not None and last.sealed_at > at - EVERY:
        return None
    first_id = last.last_id + 1 if last else 1
    last_id = Entry.objects.filter(pk__gte=first_id, at__lt=at - EVERY).aggregate(last=Max("pk"))["last"]
    if last_id is None or _an_old_transaction_runs():
        return None
    digest, marks = _hashed(first_id, last_id, last.digest if last else "")
    seal, _created = Seal.objects.get_or_create(
        first_id=first_id, defaults={"last_id": last_id, "digest": digest, "marks": marks, "sealed_at": at}
    )
    return seal


def verify_seals():
    """Yield a Fault for every row that is not as it was sealed, by seal; nothing where all is well."""
    before = None
    for seal in Seal.objects.order_by("first_id").iterator(chunk_size=50):
        digest, marks = _hashed(seal.first_id, seal.last_id, before.digest if before else "")
        rows = list(_differences(seal, bytes(seal.marks), marks))
        yield from rows
        yield from _changed_since_replaced(seal)
        in_order = seal.first_id == (before.last_id + 1 if before else 1)
        if not in_order or (digest != seal.digest and not rows):
            yield Fault("broken", seal)
        before = seal
    yield from _unexplained()


def unsealed():
    """How many entries wait for their seal."""
    last = Seal.objects.aggregate(last=Max("last_id"))["last"] or 0
    return Entry.objects.filter(pk__gt=last).count()


def _hashed(first_id, last_id, before):
    """`(digest, marks)` of the rows of those numbers as they are now, after the seal whose digest is `before`."""
    whole, marks = hashlib.sha256(before.encode()), bytearray()
    own = hashes_of(Entry.objects.filter(pk__gte=first_id, pk__lte=last_id))
    # Asked for after the rows: whoever replaces one commits both at once.
    replaced = Replaced.objects.filter(entry_id__gte=first_id, entry_id__lte=last_id).order_by("-pk")
    own |= {pk: bytes(was) for pk, was in replaced.values_list("entry_id", "was")}
    for pk in sorted(own):
        whole.update(own[pk])
        marks += _MARK.pack(pk, own[pk][:8])
    return whole.hexdigest(), bytes(marks)


def hashes_of(entries):
    """`{number: hash}` of the entries as they are now."""
    rows = entries.order_by("pk").values_list(*_FIELDS)
    return {row[0]: hashlib.sha256(_line(row)).digest() for row in rows.iterator(chunk_size=5000)}


def _line(row):
    pk, at, *rest, salt = row
    # Entries from before there was a salt are sealed without one.
    parts = [pk, at.astimezone(UTC).isoformat(), *rest, *([salt] if salt else [])]
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _changed_since_replaced(seal):
    """Rows that are not as they were left when their words were taken out, or are there again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (r.entry_id) r.entry_id, r.now IS NOT NULL, e.id IS NOT NULL, audit_print(e) = r.now"
            " FROM audit_replaced r LEFT JOIN audit_entry e ON e.id = r.entry_id"
            " WHERE r.entry_id BETWEEN %s AND %s ORDER BY r.entry_id, r.id DESC", [seal.first_id, seal.last_id],
        )
        for pk, was_left, is_there, as_left in cursor.fetchall():
            if was_left and not is_there:
                yield Fault("removed", seal, pk)
            elif is_there and not was_left:
                yield Fault("added", seal, pk)
            elif is_there and not as_left:
                yield Fault("changed", seal, pk)


def _unexplained():
    """Replacements of which no entry says that so many were made."""
    said = {}
    for details in Entry.objects.filter(details__has_key="because").values_list("details", flat=True):
        said[details["because"]] = said.get(details["because"], 0) + int(details.get("replaced", 0))
    for because, number in Replaced.objects.values_list("because").annotate(Count("pk")):
        if said.get(because) != number:
            yield Fault("unexplained", None)


def _differences(seal, sealed, found):
    sealed, found = dict(_MARK.iter_unpack(sealed)), dict(_MARK.iter_unpack(found))
    for pk in sorted(sealed.keys() | found.keys()):
        if pk not in found:
            yield Fault("removed", seal, pk)
        elif pk not in sealed:
            yield Fault("added", seal, pk)
        elif sealed[pk] != found[pk]:
            yield Fault("changed", seal, pk)


def _an_old_transaction_runs():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND xact_start < now() - interval '59 minutes')"
        )
        return cursor.fetchone()[0]
