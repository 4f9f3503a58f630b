"""What is done with a workbook somebody sent: kept, looked at, written, taken back."""
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from audit.record import record
from jobs.submission import submit
from lib.spreadsheet.container import UnreadableWorkbook
from lib.spreadsheet.forms import Outcome
from portal.workbook import undoing
from portal.workbook.applying import apply_book
from portal.workbook.bad_rows import write_bad_rows
from portal.workbook.kinds import APPLY, CHECK, EXPORT, UNDO
from portal.workbook.models import ImportState, WorkbookImport
from portal.workbook.preview import digest_of_changes, preview_of
from portal.workbook.reading import read_workbook
from portal.workbook.storage import bad_rows_path, path_of, store_workbook, written_aside
from units.models import Unit

# One workbook is written at a time: each is judged against what the one before has left.
_IMPORT_LOCK = 0x776F726B


@transaction.atomic
def upload_workbook(*, unit, chunks, name, by, at, job=True):
    """Keep the file as it was sent and have it looked at."""
    sha256, size = store_workbook(chunks)
    sent = WorkbookImport.objects.create(unit=unit, name=name[:200], sha256=sha256, size=size, by=by, uploaded_at=at)
    record("portal.workbook.uploaded", sent, by=by, name=sent.name)
    if job:
        _submit_look(sent, by)
    return sent


def _submit_look(sent, by):
    return submit(
        kind=CHECK, key=f"workbook:{sent.pk}:look:{sent.looks + 1}", args={"import": sent.pk}, by=by,
        unit_path=_path_of(sent), title=sent.name,
    )


def look_at(sent, *, at, by, progress=None):
    """Read the file against the database as it stands and keep what it would change; writes none of it."""
    try:
        read = read_workbook(
            path_of(sent.sha256), at=at, by=by, accepts_ledger=sent.accepts_ledger, progress=progress
        )
    except UnreadableWorkbook as error:
        sent.state, sent.refusal, sent.refusal_details = ImportState.REFUSED, error.code, error.details
        sent.save(update_fields=["state", "refusal", "refusal_details"])
        return None
    keep_look(sent, read)
    return read


def keep_look(sent, read):
    """Put the preview and the counts of a read workbook on its row."""
    sent.preview = preview_of(read)
    sent.digest = digest_of_changes(read)
    sent.new, sent.changed = read.count(Outcome.NEW), read.count(Outcome.CHANGED)
    sent.same, sent.wrong = read.count(Outcome.SAME), read.count(Outcome.WRONG)
    sent.problems = sent.preview["problem_count"]
    sent.state = ImportState.CHECKED
    sent.looks += 1
    sent.save()
    if sent.problems:
        with written_aside(bad_rows_path(sent)) as aside:
            write_bad_rows(aside, read)


@transaction.atomic
def confirm_import(*, sent, by, at):
    """Have the workbook written; what is written is what the preview showed, or nothing."""
    sent = WorkbookImport.objects.select_for_update().get(pk=sent.pk)
    if sent.state != ImportState.CHECKED:
        raise ValidationError(_("This workbook is not waiting for a confirmation."))
    if sent.problems:
        raise ValidationError(_("The workbook holds errors. Correct them and send it again; nothing was written."))
    if not sent.has_changes:
        raise ValidationError(_("Everything in the workbook stands here already; there is nothing to write."))
    sent.state = ImportState.APPLYING
    sent.save(update_fields=["state"])
    submit(
        kind=APPLY, key=f"workbook:{sent.pk}:apply:{sent.looks}", args={"import": sent.pk}, by=by,
        unit_path=_path_of(sent), title=sent.name,
    )
    record("portal.workbook.confirmed", sent, by=by, name=sent.name)
    return sent


def write_import(sent, *, at, by, progress=None):
    """Write the workbook in the caller's transaction; False where another look is needed first."""
    lock_imports()
    read = read_workbook(path_of(sent.sha256), at=at, by=by, accepts_ledger=sent.accepts_ledger)
    if read.all_problems() or digest_of_changes(read) != sent.digest:
        keep_look(sent, read)
        return False
    _write(sent, read, at=at, by=by, progress=progress)
    return True


def write_read_workbook(read, path, *, by, at):
    """Write what a command has just read in the same transaction; None where there is nothing to write."""
    if not (read.count(Outcome.NEW) or read.count(Outcome.CHANGED)):
        return None
    with open(path, "rb") as source:
        sent = upload_workbook(unit=None, chunks=iter(lambda: source.read(1 << 20), b""), name=path.name, by=by, at=at, job=False)
    keep_look(sent, read)
    _write(sent, read, at=at, by=by)
    return sent


def _write(sent, read, *, at, by, progress=None):
    sent.journal = apply_book(read, progress)
    sent.state, sent.applied_at = ImportState.APPLIED, at
    if sent.unit is None:
        sent.unit = Unit.objects.filter(code=read.book.known.units.committee_code).first()
    sent.save()
    record("portal.workbook.applied", sent, by=by, name=sent.name, new=sent.new, changed=sent.changed)


def lock_imports():
    """Wait until nobody else writes a workbook; held to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_IMPORT_LOCK])


@transaction.atomic
def undo_import(*, sent, by, at):
    """Have a written workbook taken back as one, as long as nothing was built on it."""
    sent = WorkbookImport.objects.select_for_update().get(pk=sent.pk)
    if sent.state != ImportState.APPLIED:
        raise ValidationError(_("This workbook is not written, so there is nothing to take back."))
    if not sent.original_kept:
        raise ValidationError(_("How to take this workbook back is no longer kept; its time is over."))
    if built := undoing.built_on(sent.journal):
        raise ValidationError(
            _("Since then other records were built on this workbook (%(kinds)s); it can no longer be taken back as one.")
            % {"kinds": ", ".join(built)}
        )
    sent.state, sent.undo_requests = ImportState.UNDOING, sent.undo_requests + 1
    sent.save(update_fields=["state", "undo_requests"])
    submit(
        kind=UNDO, key=f"workbook:{sent.pk}:undo:{sent.undo_requests}", args={"import": sent.pk}, by=by,
        unit_path=_path_of(sent), title=sent.name,
    )
    return sent


@transaction.atomic
def take_import_back(sent, *, by, at):
    """Undo the rows of a workbook; where something was built on it meanwhile it stays written. True where undone."""
    lock_imports()
    if undoing.built_on(sent.journal):
        return leave_written(sent)
    try:
        with transaction.atomic():
            # The committee itself may have come with the workbook, and other workbooks been sent for it since.
            made = dict(sent.journal["created"]).get("units.unit", [])
            WorkbookImport.objects.filter(unit__in=made).update(unit=None)
            undoing.take_back(sent.journal)
    except IntegrityError:
        return leave_written(sent)
    sent.refresh_from_db()
    sent.state, sent.undone_at = ImportState.UNDONE, at
    sent.save(update_fields=["state", "undone_at"])
    record("portal.workbook.undone", sent, by=by, name=sent.name)
    return True


def leave_written(sent):
    """The workbook stays as it is: something was built on it, or whoever wanted it back may not do that any more."""
    sent.state = ImportState.APPLIED
    sent.save(update_fields=["state"])
    return False


def leave_unwritten(sent):
    """The workbook waits for a confirmation again: whoever confirmed it may no longer write it."""
    sent.state = ImportState.CHECKED
    sent.save(update_fields=["state"])


def _path_of(sent):
    return sent.unit.path if sent.unit else ""


@transaction.atomic
def drop_import(*, sent, by, at):
    """Put a workbook aside that was not written."""
    sent = WorkbookImport.objects.select_for_update().get(pk=sent.pk)
    if sent.state not in (ImportState.CHECKED, ImportState.REFUSED, ImportState.UPLOADED):
        raise ValidationError(_("This workbook cannot be dropped any more."))
    sent.state = ImportState.DROPPED
    sent.save(update_fields=["state"])
    record("portal.workbook.dropped", sent, by=by, name=sent.name)
    return sent


@transaction.atomic
def accept_ledger(*, sent, accepts, by, at):
    """Accept (or not) that the workbook changes head counts of campaigns already launched; looks again."""
    sent = WorkbookImport.objects.select_for_update().get(pk=sent.pk)
    if sent.state != ImportState.CHECKED:
        raise ValidationError(_("This workbook is not waiting for a confirmation."))
    if not sent.preview.get("proposal_count"):
        raise ValidationError(_("The workbook changes no head count of a running campaign."))
    sent.accepts_ledger, sent.state = accepts, ImportState.UPLOADED
    sent.save(update_fields=["accepts_ledger", "state"])
    _submit_look(sent, by)
    record("portal.workbook.ledger_accepted" if accepts else "portal.workbook.ledger_left", sent, by=by, name=sent.name)
    return sent


@transaction.atomic
def request_export(*, campaign, unit, by, at):
    """Have a large workbook written by a job; the page of the job leads to the file."""
    return submit(
        kind=EXPORT, key=f"export:{by.pk}:{campaign.pk}:{at:%Y%m%dT%H%M%S}", args={"campaign": campaign.pk}, by=by,
        unit_path=unit.path, title=campaign.code,
    )
