"""verify_document tells a paper that was issued from one that was overtaken, altered or never issued."""
import datetime
import io

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from documents.docx import render_docx
from documents.services.issue import issue_document
from documents.storage import open_document_file
from documents.tests.sample import ON_ITS_WAY, sample_payload
from documents.verifying import Verdict, standing_of
from documents.workbooks import appendices_workbook
from lib.clock import at_hour

_DAY = datetime.date(2018, 1, 12)


@pytest.fixture
def issue(office, db):
    def issue(number, **changes):
        payload = sample_payload(draft=1, **ON_ITS_WAY)
        return issue_document(
            body=office.body, signer=office.deputy, type_code="BC", number=number, issued_on=_DAY, payload=payload,
            title="tiến độ", by=None, at=at_hour(_DAY, datetime.time(17)), **changes,
        )

    return issue


@pytest.fixture
def verify(tmp_path):
    def verify(content):
        """`(exit code, what is said)`."""
        file, said = tmp_path / "file", io.StringIO()
        file.write_bytes(content)
        try:
            call_command("verify_document", file, stdout=said)
        except SystemExit as end:
            return end.code, said.getvalue().partition(":")[0]
        return 0, said.getvalue().partition(":")[0]

    return verify


def _touched(content):
    """The same pages saved by another program."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as paper:
        paper.docinfo["/Producer"] = "x"
        paper.save(target)
    return target.getvalue()


def test_each_answer_and_its_exit_code(issue, verify):
    first = issue(7)
    paper = open_document_file(first).read()
    valid, altered, unknown = (0, "Hợp lệ"), (6, "Khác bản đã ban hành"), (5, "Không có trong sổ")

    assert [verify(content) for content in (
        paper, _touched(paper), paper + b"\n", paper.replace(b"%PDF", b"XPDF", 1), b"%PDF-1.7 nothing", b"",
    )] == [valid, altered, altered, unknown, unknown, unknown]

    issue(8, supersedes=first)
    assert verify(paper) == (3, "Đã được thay thế")


def test_word_and_excel_as_drawn_and_as_edited(issue, verify):
    payload = issue(7).payload
    word, sheet = render_docx(payload), appendices_workbook(payload)
    edited = render_docx({**payload, "place": "Nơi khác"})

    assert [verify(content)[0] for content in (word, sheet, edited, b"PK\x03\x04 nothing")] == [0, 0, 6, 5]


def test_a_file_that_cannot_be_read_is_named(tmp_path, db):
    with pytest.raises(CommandError, match="absent.pdf"):
        call_command("verify_document", tmp_path / "absent.pdf")


def test_a_withdrawn_paper_is_said_to_be(issue):
    paper = issue(7)
    paper.withdrawn_at = paper.issued_at
    assert standing_of(paper) == Verdict.WITHDRAWN
