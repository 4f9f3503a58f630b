"""What a file says of a paper that was issued: it is that paper, it was overtaken, or it only looks like it.

A PDF is known by the SHA-256 it was issued with. Whatever differs by a byte is not the paper: where its identifier (/ID of
the PDF, which follows from the content drawn) or its number and symbol are those of a paper, it is called altered. A Word or
Excel file is never the paper itself: it is drawn again and compared.
"""
import enum
import hashlib
from dataclasses import dataclass

from documents.docx import render_docx
from documents.models import Document
from documents.numbers_borne import numbers_of, read_apart, read_pdf
from documents.storage import DocumentDamaged, open_document_file
from documents.workbooks import appendices_workbook

# A paper of a committee has some pages; a larger file is something else.
LARGEST = 200_000_000


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
    text, identifier = read_apart(content)
    papers = Document.objects.select_related("superseded_by").order_by("-issued_on", "-pk")
    found = {}
    for number, type_code, symbol in numbers_of(text):
        found |= {paper.pk: paper for paper in papers.filter(number=number, type_code=type_code, symbol=symbol)}
    by_identifier = [paper for paper in found.values() if identifier and identifier == _identifier_of(paper)]
    return by_identifier or list(found.values())


def _identifier_of(paper):
    try:
        return read_pdf(open_document_file(paper).read())[1]
    except DocumentDamaged:
        return None


def _office_files(paper, content):
    """The Word and Excel files of the paper, where the content is one."""
    if not content.startswith(b"PK"):
        return []
    return [file for file in (render_docx(paper.payload), appendices_workbook(paper.payload)) if file]
