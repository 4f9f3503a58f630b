"""An answer as text: headers, body, and whatever a file holds - sheets of a workbook, words of a paper, notes of a picture."""
import contextlib
import io
import re
import zipfile
from urllib.parse import unquote

from PIL import Image
from pypdf import PdfReader

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8")
# Files inside files are opened too, so far down.
_DEEPEST = 3
_CUT = re.compile(r"</w:t>(?:(?!</w:p>).)*?<w:t[^>]*>", re.DOTALL)


def text_of(response):
    """All that the answer carries, its cookies too. Names of files stand in headers percent-encoded."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{unquote(str(response.headers))}\n{response.cookies.output()}\n{text_of_bytes(body)}"


def text_of_bytes(body, depth=0):
    if body.startswith(b"PK\x03\x04") and depth < _DEEPEST:
        return _text_of_archive(body, depth)
    if body.startswith(b"%PDF"):
        return _text_of_pdf(body, depth)
    text = body.decode("utf-8", "replace")
    return f"{text}\n{_notes_of_picture(body)}" if body.startswith(_PICTURES) else text


def _text_of_archive(body, depth):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = [archive.comment.decode("utf-8", "replace")]
        for info in archive.infolist():
            inside = text_of_bytes(archive.read(info), depth + 1)
            # Word cuts a word into runs wherever it likes.
            words = _CUT.sub("", inside) if info.filename.startswith("word/") else ""
            parts += [info.filename, info.comment.decode("utf-8", "replace"), inside, words]
    return "\n".join(parts)


def _text_of_pdf(body, depth):
    reader = PdfReader(io.BytesIO(body))
    parts = [f"{reader.metadata}", reader.xmp_metadata.rdf_root.toxml() if reader.xmp_metadata else ""]
    # A name too long for its line is broken after the hyphen.
    parts += [re.sub(r"-\s*\n\s*", "-", page.extract_text()) for page in reader.pages]
    parts += [f"{annotation.get_object()}" for page in reader.pages for annotation in page.get("/Annots") or ()]
    for name, contents in reader.attachments.items():
        parts += [name, *(text_of_bytes(content, depth + 1) for content in contents)]
    return "\n".join(parts)


def _notes_of_picture(body):
    """What is written into a picture beside its dots, also packed."""
    with contextlib.suppress(OSError), Image.open(io.BytesIO(body)) as picture:
        notes = [*picture.info.values(), *picture.getexif().values()]
        return " ".join(f"{one.decode('utf-8', 'replace')} {one.decode('utf-16-le', 'replace')}" if isinstance(one, bytes) else str(one) for one in notes)
    return ""
