"""Where uploads lie: originals by their hash, clean pages beside them; nothing of it is served by address."""
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from lib.durable import remove_durably


def original_path(sha256):
    return Path(settings.MEDIA_ROOT) / "originals" / sha256[:2] / sha256


def page_path(sha256, number):
    return _pages_folder(sha256) / f"{number:04d}.jpg"


def thumb_path(sha256):
    return _pages_folder(sha256) / "thumb.jpg"


def store_original(upload):
    """Keep the bytes as they came, written aside, forced to the disk and renamed; returns their SHA-256."""
    folder = Path(settings.MEDIA_ROOT) / "originals"
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle, aside = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in upload.chunks():
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        move_durably(Path(aside), original_path(digest.hexdigest()))
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def store_pages(sha256, drawn):
    """Take over the pictures in the folder `drawn`, each wholly or not at all."""
    for picture in sorted(Path(drawn).iterdir()):
        with open(picture, "rb") as file:
            os.fsync(file.fileno())
        move_durably(picture, _pages_folder(sha256) / picture.name)


def drawing_folder():
    """A folder on the same disk as the pages, gone at the end of the `with`."""
    folder = Path(settings.MEDIA_ROOT) / "pages"
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(dir=folder, prefix=".new-")


def asides():
    """What a process left aside that was killed before it could rename or tidy up; and what is being written now."""
    return [aside for folder in ("originals", "pages") for aside in (Path(settings.MEDIA_ROOT) / folder).glob(".new-*")]


def remove_original(sha256):
    remove_durably(original_path(sha256))


def move_durably(source, target):
    """Rename, and make the new name outlive a power cut."""
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _pages_folder(sha256):
    return Path(settings.MEDIA_ROOT) / "pages" / sha256[:2] / sha256
