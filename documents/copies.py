"""The files kept with an issued paper, as its page shows them."""
from dataclasses import dataclass

from documents.models import CopyKind, PaperCopy
from documents.numbers_borne import numbers_of, read_package
from files.models import Verdict
from files.storage import original_path


@dataclass(frozen=True)
class CopyRow:
    copy: PaperCopy
    # Of an edited Word file: it bears no number, or that of another paper.
    bears_none: bool = False
    bears_other: str = ""


def rows_of(paper, kind):
    """The standing copies of the kind, the oldest first."""
    copies = paper.copies.standing().filter(kind=kind).select_related("file", "added_by")
    return [_row(copy, paper) for copy in copies]


def _row(copy, paper):
    # Not before the check: the file is opened here.
    if copy.kind != CopyKind.EDITED or copy.file.verdict != Verdict.CLEAN:
        return CopyRow(copy)
    numbers = numbers_of(read_package(original_path(copy.file.sha256).read_bytes()))
    if not numbers:
        return CopyRow(copy, bears_none=True)
    wanted = (paper.number, paper.type_code, paper.symbol)
    other = "" if wanted in numbers else "{:02d}-{}/{}".format(*numbers[0])
    return CopyRow(copy, bears_other=other)
