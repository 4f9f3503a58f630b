"""Where the files of issued papers lie: by their hash, apart from uploads, never served by address."""
import hashlib
import io
from pathlib import Path

from django.conf import settings

from lib.durable import write_durably


class DocumentDamaged(Exception):
    """The file of an issued paper is missing or is not the one that was issued."""


def path_of(sha256):
    return Path(settings.MEDIA_ROOT) / "documents" / sha256[:2] / f"{sha256}.pdf"


def store_pdf(content):
    """Keep the bytes and return their SHA-256; the same bytes are kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        write_durably(path, content)
    return sha256


def open_document_file(document):
    """The paper's file, checked against the hash it was issued with."""
    try:
        content = path_of(document.sha256).read_bytes()
    except FileNotFoundError:
        raise DocumentDamaged(f"the file of document {document.pk} is missing") from None
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise DocumentDamaged(f"the file of document {document.pk} was changed")
    return io.BytesIO(content)
