"""Where scans lie: what is coming in beside the originals, pictures of pages by their hash; nothing by address."""
import os
from pathlib import Path

from django.conf import settings

from files.storage import move_durably, original_path, page_path, thumb_path
from lib.durable import remove_durably, write_durably


def incoming_path(file_pk):
    return Path(settings.MEDIA_ROOT) / "incoming" / str(file_pk)


def received(file_pk):
    """Bytes of the file that are safely here; the disk is the truth of it."""
    path = incoming_path(file_pk)
    return path.stat().st_size if path.exists() else 0


def append(file_pk, chunks):
    """Add the bytes to what is there, forced to the disk; returns how many there are now."""
    path = incoming_path(file_pk)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def keep_original(file_pk, sha256):
    """What has come in is an original from now on."""
    move_durably(incoming_path(file_pk), original_path(sha256))


def keep_pictures(read):
    """Keep the clean picture of a ReadPage and its small one."""
    if not read.picture or thumb_path(read.sha256).exists():
        return
    write_durably(page_path(read.sha256, 1), read.picture)
    write_durably(thumb_path(read.sha256), read.thumbnail)


def picture_path(page):
    return page_path(page.picture, 1)


def small_picture_path(page):
    return thumb_path(page.picture)


def remove_pictures(sha256):
    """The picture and its small one, for good."""
    if not sha256:
        raise ValueError("no picture is named")
    remove_durably(page_path(sha256, 1).parent)
