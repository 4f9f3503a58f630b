"""Workbooks as they were sent, by their hash; outside of everything that is served by address."""
import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def store_workbook(chunks):
    """`(sha256, size)` of the file now kept: written aside, flushed to disk, then renamed into its place."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, aside = tempfile.mkstemp(dir=folder, prefix=".aside-")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path_of(digest.hexdigest()))
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return digest.hexdigest(), size


def path_of(sha256):
    return _folder() / f"{sha256}.xlsx"


def bad_rows_path(sent):
    """Where the bad rows of the last look stand, for the page that offers them."""
    return _folder() / f"bad-rows-{sent.pk}.xlsx"


def export_path(job_pk):
    return _folder() / f"export-{job_pk}.xlsx"


@contextlib.contextmanager
def written_aside(path):
    """A path to write to; what was written gets its name when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".aside-", suffix=".xlsx")
    os.close(handle)
    try:
        yield aside
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _folder():
    return Path(settings.MEDIA_ROOT) / "workbooks"
