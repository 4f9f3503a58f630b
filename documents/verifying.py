"""What a file says of a paper that was issued: it is that paper, it was overtaken, or it only looks like it.

A PDF is known by the SHA-256 it was issued with. Whatever differs by a byte is not the paper: where its identifier (/ID of
the PDF, which follows from the content drawn) or its number and symbol are those of a paper, it is called altered. A Word or
Excel file is never the paper itself: it is drawn again and compared. The signed scan kept with a paper is known by its bytes too.
"""
import enum
import hashlib
from dataclasses import dataclass

from documents.docx import render_docx
from documents.models import CopyKind, Document, PaperCopy
from documents.numbers_borne import numbers_of, read_apart, read_pdf
from documents.storage import DocumentDamaged, open_document_file
from documents.workbooks import appendices_workbook
from files.models import Verdict as FileVerdict

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
    # The file is not the paper but one kept with it: its signed scan, its edited Word file.
    copy: PaperCopy | None = None


def verify_file(content, *, among=None):
    """The Finding of the bytes of a file; of the papers in the queryset `among` alone where one is given."""
    papers = Document.objects.all() if among is None else among
    papers = papers.select_related("unit", "superseded_by").order_by("-issued_on", "-pk")
    sha256 = hashlib.sha256(content).hexdigest()
    paper = papers.filter(sha256=sha256).first()
    if paper is not None:
        return Finding(standing_of(paper), (paper,))
    return _copy_found(sha256, papers) or _looked_like(content, papers)


def _copy_found(sha256, papers):
    copies = PaperCopy.objects.standing().filter(file__sha256=sha256, file__verdict=FileVerdict.CLEAN)
    copy = copies.filter(document__in=papers.order_by().values("pk")).first()
    if copy is None:
        return None
    paper = papers.get(pk=copy.document_id)
    verdict = standing_of(paper) if copy.kind == CopyKind.SIGNED else Verdict.ALTERED
    return Finding(verdict, (paper,), copy)


def _looked_like(content, papers):
    meant = _papers_meant(content, papers)
    for paper in meant:
        if content in _office_files(paper, content):
            return Finding(standing_of(paper), (paper,))
    return Finding(Verdict.ALTERED, tuple(meant)) if meant else Finding(Verdict.UNKNOWN)


def standing_of(paper):
    if paper.withdrawn_at is not None:
        return Verdict.WITHDRAWN
    return Verdict.SUPERSEDED if paper.superseded_by_id else Verdict.VALID


def _papers_meant(content, papers):
    """The papers whose number and symbol, or identifier, the file bears."""
    text, identifier = read_apart(content)
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
