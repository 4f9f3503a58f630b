"""The job that looks into one upload: draws its clean pages slice by slice, then gives the verdict."""
from django.utils.translation import gettext_noop

from files.child import draw_pages
from files.kinds import kind_of_media_type
from files.models import StoredFile
from files.services.verdict import settle_verdict
from files.storage import drawing_folder, original_path, store_pages

# What one child process draws within its limit of time.
_SLICE = 20


def check_file(run):
    """A generator: one slice of pages at each step; run.mark is the last page drawn."""
    file = StoredFile.objects.get(pk=run.args["file"])
    kind = kind_of_media_type(file.media_type)
    done, total = run.mark or 0, None
    while total is None or done < total:
        drawn = _draw_slice(file, kind, done + 1)
        if drawn.refused:
            break
        total = drawn.pages
        done = min(done + _SLICE, total)
        with run.effect(mark=done):
            pass
        run.progress(done, total, gettext_noop("pages"))
        yield
    with run.effect(last=True) as result:
        settled = settle_verdict(file=file, pages=drawn.pages, reason=drawn.refused)
        result["verdict"] = settled.verdict


def _draw_slice(file, kind, first):
    with drawing_folder() as folder:
        drawn = draw_pages(
            kind=kind, source=original_path(file.sha256), folder=folder, first=first, count=_SLICE
        )
        if not drawn.refused:
            store_pages(file.sha256, folder)
    return drawn
