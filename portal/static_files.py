"""Static files under far-future names: gathered and compressed again only when one of them has changed."""
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import translation

# What nginx says when the portal cannot (docs/operations/nginx.conf).
PAGES_OF_THE_PROXY = ["413.html", "503.html"]


def collect_static_files(*, verbosity):
    """Gather them, and say whether there was anything to do."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    state = _state()
    if stamp.exists() and stamp.read_text() == state:
        return False
    call_command("collectstatic", interactive=False, verbosity=verbosity)
    _write_pages(Path(settings.STATIC_ROOT) / "errors")
    stamp.write_text(state)
    return True


def _write_pages(folder):
    folder.mkdir(exist_ok=True)
    with translation.override(settings.LANGUAGE_CODE):
        for name in PAGES_OF_THE_PROXY:
            (folder / name).write_text(render_to_string(name))


def _state():
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            at = Path(storage.path(path)).stat()
            digest.update(f"{path} {at.st_size} {at.st_mtime_ns}\n".encode())
    return digest.hexdigest()
