"""Scans as they lie once they are read, without the reading: filed, queued and kept by the very services."""
import hashlib
import uuid

from django.db import transaction
from PIL import Image

from campaigns.tests.test_sessions import NOW
from essays.filing.placing import place_pages
from essays.filing.storage import keep_pictures
from essays.models import FileState, ScanFile
from essays.reading.pages import ReadPage
from essays.screens.queue import pages_of_queue
from essays.tests.scans import bytes_of

WIDTH, HEIGHT = 60, 84
LOST = "no_code"


def waiting(file, number):
    """The page as a queue has it."""
    return pages_of_queue().get(file=file, number=number)


def lay_pile(batch, papers, *, name="scan.pdf", at=NOW, picture_of=None):
    """A file of the batch with a page for each paper: (sheet, page of it), or the reason why its code says nothing.

    `picture_of(number)` draws the page; without it each is a small sheet of one colour.
    """
    # Runs side by side have the same numbers in their own databases, and one place for files.
    seed = str(uuid.uuid4())
    digest = hashlib.sha256(seed.encode()).hexdigest()
    file = ScanFile.objects.create(
        batch=batch, upload_key=digest, name=name, size=1, sha256=digest, state=FileState.WAITING, page_count=len(papers), sent_at=at
    )
    read = [_read(number, paper, seed, picture_of or _coloured) for number, paper in enumerate(papers, 1)]
    for page in read:
        keep_pictures(page)
    with transaction.atomic():
        place_pages(file, read, at=at)
        file.state = FileState.READ
        file.save(update_fields=["state"])
    return file


def _coloured(number):
    return Image.new("RGB", (WIDTH, HEIGHT), (150 + number % 100, 200, 220))


def _read(number, paper, seed, picture_of):
    picture = picture_of(number)
    code, reason = ((paper[0].number, paper[1]), "") if isinstance(paper, tuple) else (None, paper)
    content = bytes_of(picture)
    return ReadPage(
        page=number, code=code, reason=reason, picture=content, thumbnail=content, width=picture.width, height=picture.height,
        sha256=hashlib.sha256(f"{seed} {number}".encode()).hexdigest(),
    )
