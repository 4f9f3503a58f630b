from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from files.kinds import HEAD, PICTURES, NotAccepted, kind_of_upload
from files.models import StoredFile, Verdict
from files.storage import page_path, store_original
from files.verdicts import words_of
from jobs.submission import submit
from lib.vietnamese import clean_text

CHECK = "files.check"


@transaction.atomic
def take_in(*, upload, unit, read_permission, by, at, seen_from_below=False, kinds=PICTURES):
    """Keep the uploaded file, one of the kinds, for the unit and have it checked; its clean pages are there a little later.

    Who holds `read_permission` for the unit may read them, with `seen_from_below` the units below it as well.
    """
    kind = check_upload(upload, kinds)
    file = StoredFile.objects.create(
        unit=unit, read_permission=read_permission, seen_from_below=seen_from_below, name=safe_name(upload.name),
        media_type=kind.media_type, size=upload.size, sha256=store_original(upload), uploaded_by=by, uploaded_at=at,
    )
    submit(
        kind=CHECK, key=f"file:{file.pk}", args={"file": file.pk}, by=by, unit_path=unit.path,
        title=_("Check of a file of %(unit)s") % {"unit": unit.name},
    )
    record("files.file.taken_in", file, by=by, kind=kind.decoder, size=upload.size)
    return file


def check_upload(upload, kinds=PICTURES):
    """The kind of the upload, one of the kinds; a ValidationError with the reason where it is not taken."""
    head = upload.read(HEAD)
    upload.seek(0)
    try:
        return kind_of_upload(upload.name, upload.size, head, kinds)
    except NotAccepted as error:
        raise ValidationError({"upload": ValidationError(words_of(error.code), code=error.code)}) from None


def safe_name(name):
    """The name as people know it: no folders, no control characters, not too long."""
    name = clean_text("".join(c if c.isprintable() else " " for c in PurePosixPath(name.replace("\\", "/")).name))
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:190]}{dot}{ending}"


@transaction.atomic
def keep_clean_page(*, sha256, name, unit, read_permission, by, at):
    """A file of one page whose clean picture lies in files/storage under this hash already; there is no original of it."""
    return StoredFile.objects.create(
        unit=unit, read_permission=read_permission, name=safe_name(name), media_type="image/jpeg",
        size=page_path(sha256, 1).stat().st_size, sha256=sha256, verdict=Verdict.CLEAN, page_count=1, uploaded_by=by,
        uploaded_at=at, original_kept=False,
    )
