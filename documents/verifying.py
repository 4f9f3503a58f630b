"""What a file says of a paper that was issued: it is that paper, it was overtaken, or it only looks like it.

A PDF is known by the SHA-256 it was issued with. Whatever differs by a byte is not the paper: where its identifier (/ID of
the PDF, which follows from the content drawn) or its number and symbol are those of a paper, it is called altered. A Word or
Excel file is never the paper itself: it is drawn again and compared.
"""
import enum
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

import pypdfium2

from documents.docx import render_docx
from documents.models import Document
from documents.storage import DocumentDamaged, open_document_file
from documents.workbooks import appendices_workbook

# A paper of a committee has some pages; a larger file is something else.
LARGEST = 200_000_000
_LARGEST_PROPERTIES = 1_000_000
_PAGES_READ = 2
# "Số 07-BC/BTGHU"; PDF text may hold several spaces.
_NUMBER = re.compile(r"Số\s+(\d{1,6})-([A-ZĐa-z]{1,5})/([\w.Đ-]{1,30})")
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"


class Verdict(enum.Enum):
    VALID = "valid"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    ALTERED = "altered"


@dataclass(frozen=True)
class Finding:
    verdict: Verdict
    # The papers meant: one, or of an altered file all that bear its number.
    papers: tuple = ()


def verify_file(content):
    """The Finding of the bytes of a file."""
    paper = Document.objects.filter(sha256=hashlib.sha256(content).hexdigest()).select_related("superseded_by").first()
    if paper is not None:
        return Finding(standing_of(paper), (paper,))
    papers = _papers_meant(content)
    for paper in papers:
        if content in _office_files(paper, content):
            return Finding(standing_of(paper), (paper,))
    return Finding(Verdict.ALTERED, tuple(papers)) if papers else Finding(Verdict.UNKNOWN)


def standing_of(paper):
    if paper.withdrawn_at is not None:
        return Verdict.WITHDRAWN
    return Verdict.SUPERSEDED if paper.superseded_by_id else Verdict.VALID


def _papers_meant(content):
    """The papers whose number and symbol, or identifier, the file bears."""
    if content.startswith(b"%PDF"):
        text, identifier = _read_pdf(content)
    else:
        text, identifier = _read_package(content), None
    papers = Document.objects.select_related("superseded_by").order_by("-issued_on", "-pk")
    found = {}
    for number, type_code, symbol in _NUMBER.findall(text):
        found |= {paper.pk: paper for paper in papers.filter(number=int(number), type_code=type_code, symbol=symbol)}
    by_identifier = [paper for paper in found.values() if identifier and identifier == _identifier_of(paper)]
    return by_identifier or list(found.values())


def _read_pdf(content):
    """`(text of the first pages, identifier or None)`; nothing of a file that cannot be read."""
    try:
        document = pypdfium2.PdfDocument(content)
        text = " ".join(
            document[number].get_textpage().get_text_bounded() for number in range(min(len(document), _PAGES_READ))
        )
        return text.replace("\u00a0", " "), document.get_identifier() or None
    except pypdfium2.PdfiumError:
        return "", None


def _identifier_of(paper):
    try:
        return _read_pdf(open_document_file(paper).read())[1]
    except DocumentDamaged:
        return None


def _read_package(content):
    """The number an office file bears in its properties, as our own do and as Word keeps it when the words are edited."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo("docProps/core.xml").file_size > _LARGEST_PROPERTIES:
                return ""
            subject = ElementTree.fromstring(archive.read("docProps/core.xml")).find(_SUBJECT)
            return subject.text or "" if subject is not None else ""
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, OSError, RuntimeError):
        return ""


def _office_files(paper, content):
    """The Word and Excel files of the paper, where the content is one."""
    if not content.startswith(b"PK"):
        return []
    return [file for file in (render_docx(paper.payload), appendices_workbook(paper.payload)) if file]
