"""Where printed files lie until they are fetched: a folder for each job, never served by address, gone after a day."""
import datetime
import shutil
import zipfile
from pathlib import Path

from django.conf import settings

KEPT = datetime.timedelta(days=1)
ONE_FILE, ALL_FILES = "sheets.pdf", "sheets.zip"


def folder_of(job_pk):
    return _folder() / str(job_pk)


def drawn_folder(job_pk):
    """The files of the cells, while they are being drawn."""
    return folder_of(job_pk) / "drawn"


def result_of(job_pk):
    """The file to be fetched, or None: not there yet, or not any more."""
    found = [path for name in (ONE_FILE, ALL_FILES) if (path := folder_of(job_pk) / name).exists()]
    return found[0] if found else None


def bundle(job_pk):
    """Make one file of what is drawn: the only PDF itself, of several an archive; nothing else is left."""
    drawn = drawn_folder(job_pk)
    files = sorted(path for path in drawn.rglob("*.pdf"))
    if len(files) == 1:
        files[0].replace(folder_of(job_pk) / ONE_FILE)
    elif files:
        aside = folder_of(job_pk) / ".new"
        with zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as archive:        # PDFs are packed already
            for path in files:
                archive.write(path, path.relative_to(drawn))
        aside.replace(folder_of(job_pk) / ALL_FILES)
    shutil.rmtree(drawn, ignore_errors=True)


def printed_folders():
    """What was printed and what is being drawn, a folder for each job."""
    return list(_folder().glob("*"))


def _folder():
    return Path(settings.MEDIA_ROOT) / "printed"
