"""What may be uploaded: the name's ending, the first bytes and the decoder must agree."""
from dataclasses import dataclass

MAX_SIZE = 25 * 1024 * 1024
# Bytes of the beginning that tell every kind from every other.
HEAD = 32

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


@dataclass(frozen=True)
class Kind:
    """A kind of upload: `decoder` is the name the child process knows it by."""

    decoder: str
    media_type: str
    endings: tuple
    # Pages are drawn of it and shown; what has none is handed out as it was sent, once it was looked into.
    has_pages: bool = True


JPEG = Kind("jpeg", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
PNG = Kind("png", "image/png", ("png",))
WEBP = Kind("webp", "image/webp", ("webp",))
HEIC = Kind("heic", "image/heic", ("heic", "heif"))
PDF = Kind("pdf", "application/pdf", ("pdf",))
DOCX = Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",), has_pages=False)
# What a photo or a scan may be; taken wherever a form does not say otherwise.
PICTURES = (JPEG, PNG, WEBP, HEIC, PDF)
KINDS = (*PICTURES, DOCX)
# What Word wrote before 2007, and how it wraps a file that is locked with a password.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class NotAccepted(Exception):
    """The upload is refused at the door; `code` has its words in files/verdicts.py."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def kind_of_upload(name, size, head, kinds=PICTURES):
    """The kind of the upload, one of the kinds, by its name, its size and its first bytes; raises NotAccepted."""
    if not size:
        raise NotAccepted("empty")
    if size > MAX_SIZE:
        raise NotAccepted("too_large")
    named, found = kind_of_name(name, KINDS), kind_of_bytes(head, KINDS)
    if DOCX in kinds:
        _check_word(name, named, head)
    if named not in kinds:
        raise NotAccepted("kind_unknown" if DOCX not in kinds else "word_not")
    if found not in kinds:
        raise NotAccepted("content_unknown" if DOCX not in kinds else "word_not")
    if named != found:
        raise NotAccepted("content_differs")
    return found


def _check_word(name, named, head):
    """What people send for a Word file and what they are told to do."""
    if name.lower().endswith((".docm", ".dotm")):
        raise NotAccepted("word_macros")
    if head.startswith(_OLD_OFFICE):
        raise NotAccepted("word_locked" if named is DOCX else "word_old")


def kind_of_name(name, kinds=PICTURES):
    """The one of the kinds that the ending tells, or None."""
    _stem, dot, ending = name.rpartition(".")
    return next((kind for kind in kinds if dot and ending.lower() in kind.endings), None)


def kind_of_media_type(media_type):
    return next(kind for kind in KINDS if kind.media_type == media_type)


def kind_of_bytes(head, kinds=PICTURES):
    """The one of the kinds that the first bytes tell, or None."""
    found = _told_by(head)
    return found if found in kinds else None


def _told_by(head):
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return DOCX
    return None


def accepted_endings(kinds=PICTURES):
    """For the `accept` of a file input."""
    return ",".join(f".{ending}" for kind in kinds for ending in kind.endings)
