"""The way of a report by hand: compiled, issued, verified."""
import io

import docx
import pytest
import python_calamine
from django.core.management import CommandError, call_command

from documents.models import Document
from documents.storage import open_document_file
from reports.models import WeeklyReport

_OF_WEEK = {"campaign": "TW6-XII", "week": "2018-W02"}


def _run(name, **options):
    said = io.StringIO()
    call_command(name, **_OF_WEEK, **options, stdout=said)
    return said.getvalue()


def _words(path):
    return " ".join(paragraph.text for paragraph in docx.Document(path).paragraphs)


def test_a_report_is_compiled_issued_and_verified_by_hand(campaign, signer, tmp_path):
    files = {name: tmp_path / f"report.{name}" for name in ("pdf", "docx", "xlsx")}
    _run("compile_report", **files)
    book = python_calamine.load_workbook(files["xlsx"])
    draft = _words(files["docx"])
    assert book.sheet_names == ["Phụ lục 1", "Phụ lục 2"] and "BÁO CÁO" in draft

    said = _run("issue_report", number=7, date="12/01/2018", signer="nguyen van a")
    paper = Document.objects.get()
    assert "07-BC/BTGHU" in said and paper.sha256 in said
    assert (paper.signer_name, paper.number, WeeklyReport.objects.get().document) == ("Nguyễn Văn A", 7, paper)

    _run("compile_report", **files)
    assert files["pdf"].read_bytes() == open_document_file(paper).read()
    assert "07-BC/BTGHU" in _words(files["docx"]) and "07-BC/BTGHU" not in draft
    for file in files.values():
        call_command("verify_document", file, stdout=io.StringIO())


@pytest.mark.parametrize(("options", "message"), [
    ({"signer": "Ai đó"}, "Nguyễn Văn A (K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN)"), ({"date": "hôm nay"}, "hôm nay"),
    ({"date": "2018-01-11"}, ""), ({"number": 0}, ""), ({"unit": "1"}, ""),
])
def test_what_does_not_hold_is_refused_and_nothing_is_issued(campaign, signer, options, message):
    _run("compile_report")

    with pytest.raises(CommandError) as refused:
        _run("issue_report", **{"number": 7, "date": "2018-01-12", "signer": str(signer.pk), **options})
    assert message in str(refused.value) and not Document.objects.exists()
