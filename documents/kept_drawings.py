"""Drawings of drafts and copies to sign: kept by the hash of their payload, drawn once, thrown away when old."""
import hashlib
import time
from pathlib import Path

from django.conf import settings

from documents.payload import payload_bytes
from documents.pdf import render_pdf
from jobs.models import Job, JobState
from lib.durable import write_durably

_KEPT_SECONDS = 14 * 24 * 3600


def digest_of(*payloads):
    """The hash of one paper, or of several in one file."""
    return hashlib.sha256(b"\n".join(payload_bytes(payload) for payload in payloads)).hexdigest()


def path_of(digest):
    return Path(settings.MEDIA_ROOT) / "drawings" / digest[:2] / f"{digest}.pdf"


def find_drawing(*payloads):
    """The bytes of the drawing, or None where it is still to be made."""
    try:
        return path_of(digest_of(*payloads)).read_bytes()
    except FileNotFoundError:
        return None


def draw(payload):
    """Draw the payload unless that was done before; returns its hash."""
    digest = digest_of(payload)
    path = path_of(digest)
    if not path.exists():
        write_durably(path, render_pdf(payload))
    return digest


def job_key(*payloads):
    """The key of the job that draws them: one job for all who ask, a new one where its file was thrown away since."""
    key = f"drawing:{digest_of(*payloads)}"
    return f"{key}:{Job.objects.filter(key__startswith=key, state=JobState.DONE).count()}"


def join(*payloads):
    """One file of several papers, each on pages of its own; drawn one by one before (`draw`), so that this is quick."""
    from documents.one_file import joined  # slow import

    digest = digest_of(*payloads)
    if not path_of(digest).exists():
        write_durably(path_of(digest), joined([path_of(draw(payload)).read_bytes() for payload in payloads]))
    return digest


def drop_old_drawings():
    """Throw away drawings nobody will ask for again; any of them can be drawn anew."""
    oldest = time.time() - _KEPT_SECONDS
    for path in (Path(settings.MEDIA_ROOT) / "drawings").glob("*/*.pdf"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
