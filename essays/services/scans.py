"""Scans coming in: a batch, its files piece by piece, and the job that reads each."""
import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from essays.filing import storage
from essays.filing.job import request_reading
from essays.models import FileState, ScanBatch, ScanFile
from essays.reading.reasons import SCAN
from files.kinds import kind_of_name
from files.services.intake import safe_name
from lib.clock import local_day

LARGEST = 500 * 1024 * 1024
NOT_SENT = "not_sent"
_READ_AT_ONCE = 1024 * 1024


class OffsetDiffers(Exception):
    """The piece does not begin where the bytes here end; `received` says where that is."""

    def __init__(self, received):
        super().__init__(received)
        self.received = received


@transaction.atomic
def open_batch(*, campaign, unit, on, by, at):
    """A batch of scans sent for the unit; the essays in it count as handed in on that day."""
    if not campaign.is_open:
        raise ValidationError(_("The campaign is closed. Ask the propaganda board to reopen it."))
    if on > local_day(at):
        raise ValidationError({"on": _("The day lies in the future.")})
    if on < campaign.starts_on:
        raise ValidationError({"on": _("The day lies before the campaign.")})
    batch = ScanBatch.objects.create(campaign=campaign, unit=unit, handed_in_on=on, by=by, created_at=at)
    record("essays.scan.opened", batch, by=by, of=unit.name)
    return batch


def check_file(name, size):
    """A ValidationError where a file of this name and size cannot be a scan."""
    if not size:
        raise ValidationError(SCAN["empty"], code="empty")
    if size > LARGEST:
        raise ValidationError(_("The file is larger than %(most)s MB. Please send it in parts.") % {"most": LARGEST // 1024 // 1024}, code="too_large")
    if not (name.lower().endswith(".zip") or kind_of_name(name)):
        raise ValidationError(SCAN["kind_unknown"], code="kind_unknown")


@transaction.atomic
def begin_file(*, batch, name, size, upload_key, at):
    """The file of the batch that the sender knows by this key: begun now, or as far as it had come."""
    check_file(name, size)
    file, _is_new = ScanFile.objects.get_or_create(
        batch=batch, upload_key=upload_key[:80], defaults={"name": safe_name(name), "size": size, "sent_at": at}
    )
    if file.size != size:
        raise ValidationError(_("The file has changed since its sending began. Please choose it again."))
    if file.state == FileState.REFUSED and file.reason == NOT_SENT:
        file.state, file.reason, file.sha256, file.sent_at = FileState.COMING, "", "", at
        file.save(update_fields=["state", "reason", "sha256", "sent_at"])
    return file


@transaction.atomic
def take_piece(*, file, offset, chunks, at):
    """Add a piece that begins at `offset`; returns the bytes received. With the last byte the file is handed on to be read."""
    file = ScanFile.objects.select_for_update(of=["self"]).select_related("batch__unit", "batch__by").get(pk=file.pk)
    if file.state != FileState.COMING:
        return file.size
    here = storage.received(file.pk)
    if offset != here:
        raise OffsetDiffers(here)
    here = storage.append(file.pk, _bounded(chunks, file.size - here))
    if here == file.size:
        _hand_on(file)
    return here


def _bounded(chunks, most):
    """No more than was announced, whatever is sent."""
    for chunk in chunks:
        if most <= 0:
            return
        yield chunk[:most]
        most -= len(chunk)


def take_whole(*, batch, upload, upload_key, at):
    """A file that came in one piece, from a form without scripts or from a disk."""
    file = begin_file(batch=batch, name=upload.name, size=upload.size, upload_key=upload_key, at=at)
    if file.state == FileState.COMING:
        upload.seek(storage.received(file.pk))
        take_piece(file=file, offset=storage.received(file.pk), chunks=iter(lambda: upload.read(_READ_AT_ONCE), b""), at=at)
    return file


def _hand_on(file):
    digest = hashlib.sha256()
    with open(storage.incoming_path(file.pk), "rb") as content:
        while chunk := content.read(_READ_AT_ONCE):
            digest.update(chunk)
    file.sha256, file.state = digest.hexdigest(), FileState.WAITING
    file.same_as = ScanFile.objects.filter(sha256=file.sha256, same_as=None).exclude(pk=file.pk).order_by("pk").first()
    storage.keep_original(file.pk, file.sha256)
    file.save(update_fields=["sha256", "state", "same_as"])
    request_reading(file, by=file.batch.by)


def give_up_files(keys, *, before, at):
    """What nobody goes on sending is thrown away, and says so in its batch."""
    for key in keys:
        storage.incoming_path(key).unlink(missing_ok=True)
    return ScanFile.objects.filter(pk__in=keys).update(state=FileState.REFUSED, reason=NOT_SENT, sha256="-")
