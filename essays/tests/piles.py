"""Scans as they lie once they are read, without the reading: filed, queued and kept by the very services."""
import hashlib

from django.db import transaction
from PIL import Image

from campaigns.tests.test_sessions import NOW
from essays.filing.placing import place_pages
from essays.filing.storage import keep_pictures
from essays.models import FileState, ScanFile
from essays.reading.pages import ReadPage
from essays.tests.scans import bytes_of

WIDTH, HEIGHT = 60, 84


def lay_pile(batch, papers, *, name="scan.pdf", at=NOW):
    """A file of the batch with a page for each paper: (sheet, page of it), or the reason why its code says nothing."""
    seed = f"{batch.pk} {batch.files.count()}"
    digest = hashlib.sha256(seed.encode()).hexdigest()
    file = ScanFile.objects.create(
        batch=batch, upload_key=digest, name=name, size=1, sha256=digest, state=FileState.WAITING, page_count=len(papers), sent_at=at
    )
    read = [_read(number, paper, seed) for number, paper in enumerate(papers, 1)]
    for page in read:
        keep_pictures(page)
    with transaction.atomic():
        place_pages(file, read, at=at)
        file.state = FileState.READ
        file.save(update_fields=["state"])
    return file


def _read(number, paper, seed):
    digest = hashlib.sha256(f"{seed} {number}".encode())
    colour = tuple(200 + byte % 50 for byte in digest.digest()[:3])
    picture = bytes_of(Image.new("RGB", (WIDTH, HEIGHT), colour))
    code, reason = ((paper[0].number, paper[1]), "") if isinstance(paper, tuple) else (None, paper)
    return ReadPage(
        page=number, code=code, reason=reason, picture=picture, thumbnail=picture, width=WIDTH, height=HEIGHT,
        sha256=digest.hexdigest(),
    )
