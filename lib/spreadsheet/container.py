"""What a file must be before anything opens it as a workbook: an xlsx of bounded size, inside and out."""
import re
import stat
import zipfile
from dataclasses import dataclass
from pathlib import Path

_ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Between two tags: a cell holds 32,767 letters at most.
LONGEST_REST = 2 * 1024**2
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Limits:
    """Bounds of a file, checked before it is opened."""

    size: int = 50 * 1024**2
    members: int = 2_000
    unpacked: int = 400 * 1024**2
    # Of one member: a workbook of 7,000 members has sheets of 5 MB.
    part: int = 200 * 1024**2
    rows: int = 100_000
    columns: int = 200
    # Of one sheet: a reader lays the whole rectangle out, two cells at its corners are enough.
    cells: int = 3_000_000
    # Bytes of one sheet's texts as its reader holds them: a long one kept once in the file is copied into each cell.
    texts: int = 200 * 1024**2


class UnreadableWorkbook(Exception):
    """The file is no workbook we open; `code` says why, `details` with which numbers."""

    def __init__(self, code, **details):
        super().__init__(code)
        self.code = code
        self.details = details


def check_container(path, limits=Limits()):
    """Raise UnreadableWorkbook unless the file is an xlsx within the limits; nothing of it is unpacked into memory."""
    size = Path(path).stat().st_size
    if size > limits.size:
        raise UnreadableWorkbook("too_large", size=size, limit=limits.size)
    _check_magic(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_members(archive.infolist(), limits)
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise UnreadableWorkbook("damaged") from error
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise UnreadableWorkbook("not_xlsx")


def _check_magic(path):
    with open(path, "rb") as file:
        start = file.read(64 * 1024)
    if start.startswith(_OLE_MAGIC):
        raise UnreadableWorkbook("encrypted" if _ENCRYPTED in start or _ENCRYPTED in _tail(path) else "old_xls")
    if not start.startswith(_ZIP_MAGIC):
        raise UnreadableWorkbook("not_xlsx")


def _tail(path):
    with open(path, "rb") as file:
        file.seek(max(0, Path(path).stat().st_size - 64 * 1024))
        return file.read()


def _check_members(members, limits):
    if len(members) > limits.members:
        raise UnreadableWorkbook("too_many_parts", number=len(members))
    if sum(m.file_size for m in members) > limits.unpacked or any(m.file_size > limits.part for m in members):
        raise UnreadableWorkbook("unpacks_too_large")
    if any(m.flag_bits & 0x1 for m in members):
        raise UnreadableWorkbook("encrypted")
    if len({m.filename.lower() for m in members}) != len(members) or any(_is_odd(m) for m in members):
        raise UnreadableWorkbook("damaged")


def _is_odd(member):
    """A link, or a name that leads out of the archive: nothing is unpacked here, but no program writes a workbook so."""
    name = member.filename
    return stat.S_ISLNK(member.external_attr >> 16) or name.startswith("/") or "\\" in name or ".." in name.split("/")


def read_part(archive, name, limits=Limits()):
    """Pieces of a member, bounded by what is really unpacked (sizes in the directory may lie); no DTD gets through."""
    read, last = 0, b""
    with archive.open(name) as part:
        while piece := part.read(1024 * 1024):
            read += len(piece)
            if read > limits.part:
                raise UnreadableWorkbook("unpacks_too_large")
            # In UTF-16 or UTF-32 what is looked for here and in scan.py would pass unseen; no program writes a workbook so.
            if _DOCTYPE.search(last + piece) or b"\0" in piece:
                raise UnreadableWorkbook("damaged")
            last = piece[-32:]
            yield piece


def cut_at_tag(text):
    """`(text up to its last tag, the rest)`: a tag cut in two waits for the next piece."""
    cut = max(text.rfind(b"<"), 0)
    if len(text) - cut > LONGEST_REST:
        raise UnreadableWorkbook("damaged")
    return text[:cut], text[cut:]
