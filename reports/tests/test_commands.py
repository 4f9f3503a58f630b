"""The way of a report by hand: compiled, issued, verified."""
import io

import docx
import pypdf
import pytest
import python_calamine
from django.core.management import CommandError, call_command

from documents.models import Document
from documents.storage import open_document_file
from reports.models import WeeklyReport
from reports.tests.recording import hold

_OF_WEEK = {"campaign": "TW6-XII", "week": "2018-W02"}


def _run(name, **options):
    said = io.StringIO()
    call_command(name, **(_OF_WEEK if "final" not in options else {"campaign": "TW6-XII"}), **options, stdout=said)
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


def test_the_final_report_is_compiled_issued_and_verified_by_hand(campaign, tree, signer, tmp_path):
    hold(campaign, tree.ya, on=9)
    files = {name: tmp_path / f"report.{name}" for name in ("pdf", "docx", "xlsx")}
    compiled = {"final": True, "as_of": "05/02/2018 09:00", **files}
    _run("compile_report")          # of a week: another paper, left as it is
    said = _run("compile_report", **compiled)

    assert "báo cáo kết quả, tính đến 05/02/2018: 1/3 đơn vị đã tổ chức" in said
    pages = " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(files["pdf"]).pages)
    assert "Dự thảo lần 1" in pages and "kết quả học tập" in pages and "THỐNG KÊ KẾT QUẢ" in pages.upper()
    assert "kết quả học tập" in _words(files["docx"])
    book = python_calamine.load_workbook(files["xlsx"])
    statistics = book.get_sheet_by_name(book.sheet_names[-1]).to_python()
    assert tree.y.name in {cell for row in statistics for cell in row}

    said = _run("issue_report", final=True, number=8, date="05/02/2018", signer="nguyen van a")
    paper, weekly = Document.objects.get(), WeeklyReport.objects.weekly().get()
    assert ("08-BC/BTGHU" in said, weekly.document) == (True, None)
    _run("compile_report", **compiled)
    assert files["pdf"].read_bytes() == open_document_file(paper).read()
    assert "08-BC/BTGHU" in _words(files["docx"])
    for file in files.values():
        call_command("verify_document", file, stdout=io.StringIO())


@pytest.mark.parametrize(("options", "message"), [
    ({"as_of": "20/01/2018 09:00"}, "chưa hết hạn"), ({"as_of": "hôm qua"}, "hôm qua"), ({"as_of": "01/01/2090"}, "phải đã qua"),
])
def test_a_final_report_of_a_wrong_moment_is_refused_by_hand(campaign, signer, options, message):
    with pytest.raises(CommandError) as refused:
        _run("compile_report", final=True, **options)
    assert message in str(refused.value) and not WeeklyReport.objects.exists()
    assert "chưa hết hạn" not in _run("compile_report", final=True, as_of="20/01/2018 09:00", early=True)
