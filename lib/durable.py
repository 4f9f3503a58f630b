"""Files that are either wholly there or not at all."""
import os
import shutil
import tempfile


def write_durably(path, content):
    """Write the bytes aside, force them to the disk and rename: no reader and no power cut sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        os.unlink(aside)
        raise
    _sync_folder(path.parent)


def remove_durably(path):
    """Remove a file, or a folder with all that is in it: no power cut brings it back. What is not there is removed already."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    if path.parent.is_dir():
        _sync_folder(path.parent)


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
