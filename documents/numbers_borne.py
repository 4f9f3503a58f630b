"""Which number a file bears: its words and its identifier, read from bytes of any origin.

    python -I numbers_borne.py < FILE

prints one line of JSON: {"text": …, "identifier": …}. Run as a program of its own for what somebody sent: whatever the file does
to the reader, it does to a child with little memory, little time and no secrets. It imports nothing of ours.
"""
import io
import json
import re
import resource
import subprocess
import sys
import zipfile
import zlib
from xml.etree import ElementTree

_MEMORY, _SECONDS, _PATIENCE = 1_000 * 1024 * 1024, 10, 60
_LARGEST_PROPERTIES = 1_000_000
_PAGES_READ = 2
# "Số 07-BC/BTGHU"; PDF text may hold several spaces.
_NUMBER = re.compile(r"Số\s+(\d{1,6})-([A-ZĐa-z]{1,5})/([\w.Đ-]{1,30})")
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"


def numbers_of(text):
    """`[(number, type, symbol)]` named in the text."""
    return [(int(number), type_code, symbol) for number, type_code, symbol in _NUMBER.findall(text)]


def read_apart(content):
    """`(text, identifier in hexadecimal or "")` of bytes somebody sent; nothing of what cannot be read within the limits."""
    command = [sys.executable, "-I", __file__]
    try:
        done = subprocess.run(  # noqa: S603 this file itself; what somebody sent is its input alone
            command, env={}, input=content, capture_output=True, timeout=_PATIENCE
        )
        answer = json.loads(done.stdout)
    except (ValueError, subprocess.TimeoutExpired):
        return "", ""
    return answer["text"], answer["identifier"]


def read_pdf(content):
    """`(text of the first pages, identifier in hexadecimal or "")`; nothing of a file that cannot be read."""
    import pypdfium2  # slow import, and after the limits are set

    try:
        document = pypdfium2.PdfDocument(content)
        text = " ".join(
            document[number].get_textpage().get_text_bounded() for number in range(min(len(document), _PAGES_READ))
        )
        return text.replace("\u00a0", " "), (document.get_identifier() or b"").hex()
    except pypdfium2.PdfiumError:
        return "", ""


def read_package(content):
    """What an office file says in its properties: our own do, and Word keeps it when the words are edited."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo("docProps/core.xml").file_size > _LARGEST_PROPERTIES:
                return ""
            properties = archive.read("docProps/core.xml")
        # In UTF-16 as well: who declares entities wants them expanded.
        if b"<!DOCTYPE" in properties.replace(b"\0", b""):
            return ""
        subject = ElementTree.fromstring(properties).find(_SUBJECT)  # noqa: S314 no entity gets here, and the limits are set
        return subject.text or "" if subject is not None else ""
    except (zipfile.BadZipFile, zlib.error, KeyError, ElementTree.ParseError, ValueError, OSError, RuntimeError):
        return ""


def _main():
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    text, identifier = read_pdf(content) if content.startswith(b"%PDF") else (read_package(content), "")
    print(json.dumps({"text": text, "identifier": identifier}))


if __name__ == "__main__":
    _main()
