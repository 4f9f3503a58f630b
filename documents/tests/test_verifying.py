"""verify_document tells a paper that was issued from one that was overtaken, altered or never issued."""
import datetime
import io
from types import SimpleNamespace

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from documents.docx import render_docx
from documents.finding_words import words_of
from documents.models import PaperCopy
from documents.numbers_borne import read_apart
from documents.services.copies import attach_edited, attach_signed
from documents.services.issue import issue_document
from documents.services.withdraw import withdraw_paper
from documents.storage import open_document_file
from documents.tests.sample import ON_ITS_WAY, sample_payload
from documents.verifying import Verdict, standing_of, verify_file
from documents.workbooks import appendices_workbook
from files.models import StoredFile
from files.tests import corpus
from lib.clock import at_hour

_DAY = datetime.date(2018, 1, 12)
AT = at_hour(_DAY, datetime.time(17))


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


@pytest.fixture
def kept(issue, cast):
    """A paper with its signed scan and an edited Word file, both checked."""
    paper = issue(7)
    scan, word = corpus.jpeg(), render_docx({**paper.payload, "place": "Nơi khác"})
    attach_signed(paper=paper, uploads=[SimpleUploadedFile("a.jpg", scan)], by=cast.officer, at=paper.issued_at)
    attach_edited(paper=paper, upload=SimpleUploadedFile("a.docx", word), by=cast.officer, at=paper.issued_at)
    StoredFile.objects.update(verdict="clean")
    return SimpleNamespace(paper=paper, scan=scan, word=word, cast=cast)


def test_the_signed_scan_is_known_and_stands_as_its_paper_does(kept, verify):
    assert verify(kept.scan) == (0, "Hợp lệ")
    assert "bản đã ký kèm theo 07-BC/BTGHU" in words_of(verify_file(kept.scan))

    withdraw_paper(paper=kept.paper, reason="Sai số liệu", by=kept.cast.officer, at=kept.paper.issued_at)
    assert verify(kept.scan) == (4, "Đã thu hồi")
    assert "Sai số liệu" in words_of(verify_file(kept.scan))


def test_the_edited_word_file_is_known_and_not_what_was_issued(kept, verify):
    assert verify(kept.word) == (6, "Khác bản đã ban hành")
    assert "tệp Word đã sửa kèm theo 07-BC/BTGHU" in words_of(verify_file(kept.word))


@pytest.mark.parametrize("state", [{"file__verdict": "refused"}, {"removed_at": AT}])
def test_a_scan_refused_or_taken_off_is_not_known(kept, state):
    copies = PaperCopy.objects.filter(kind="signed")
    if "removed_at" in state:
        copies.update(**state)
    else:
        StoredFile.objects.filter(paper_copy__in=copies).update(verdict="refused")
    assert verify_file(kept.scan).verdict == Verdict.UNKNOWN


def ask(client, content, name="a.pdf"):
    answer = client.post(reverse("documents:verify"), {"upload": SimpleUploadedFile(name, content), "not_secret": "on"})
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize(("who", "known"), [
    ("officer", True), ("leader", True), ("inspector", True), ("base_officer", False), ("secretary_a", False),
    ("stranger", False), ("unitless", False),
])
def test_the_page_knows_the_papers_one_may_read_and_no_other(kept, client, cast, who, known):
    client.force_login(getattr(cast, who))
    paper = open_document_file(kept.paper).read()

    tones = [ask(client, content).context["answer"]["tone"] for content in (paper, kept.scan, _touched(paper), kept.word)]
    assert tones == (["good", "good", "bad", "bad"] if known else ["plain"] * 4)
    text = ask(client, paper).content.decode()
    assert ("07-BC/BTGHU" in text, reverse("documents:show", args=[kept.paper.pk]) in text) == (known, known)


def test_the_page_keeps_nothing(kept, client, cast, settings):
    client.force_login(cast.officer)
    before = (StoredFile.objects.count(), sorted(settings.MEDIA_ROOT.rglob("*")))

    ask(client, b"%PDF-1.7 nothing")
    assert (StoredFile.objects.count(), sorted(settings.MEDIA_ROOT.rglob("*"))) == before


def test_too_large_a_file_is_refused_unread(client, cast, monkeypatch):
    client.force_login(cast.officer)
    monkeypatch.setattr("documents.screens.verify.LARGEST", 10)

    answer = client.post(reverse("documents:verify"), {"upload": SimpleUploadedFile("a.pdf", b"%PDF-1.7 more than ten"), "not_secret": "on"})
    assert "answer" not in answer.context and answer.context["form"].errors["upload"]


def test_whatever_a_file_does_to_its_reader_it_is_unknown(db, monkeypatch):
    """A PDF that never ends, one that needs all the memory: the child is stopped, the portal goes on."""
    monkeypatch.setattr("documents.numbers_borne._SECONDS", 1)
    for content in (b"PK\x03\x04" + b"\0" * 1_000_000, b"%PDF-1.7\n" + b"[" * 5_000_000):
        assert verify_file(content).verdict == Verdict.UNKNOWN


def test_the_reader_knows_no_secret(monkeypatch):
    """It is a program of its own, without the portal's environment."""
    seen = {}
    monkeypatch.setattr("documents.numbers_borne.subprocess.run", lambda command, **options: seen.update(options) or _Done)

    assert read_apart(b"x") == ("", "")
    assert (seen["env"], seen["input"]) == ({}, b"x")


class _Done:
    stdout = b"not JSON"
