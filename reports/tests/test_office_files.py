"""Word and Excel of a report: the draft as it stands, the issued one as it was frozen."""
import io

import docx
import python_calamine
from django.urls import reverse

from documents.docx import render_docx
from reports.services import compile_weekly_report, issue_report, make_copy_to_sign
from reports.tests.recording import day, hold


def test_word_and_excel_of_draft_copy_and_issued_report(client, cast, campaign, week, cut_off, signer, tree):
    client.force_login(cast.officer)
    report = compile_weekly_report(campaign=campaign, unit=campaign.unit, week=week, by=None, at=cut_off)

    def words(name, key):
        answer = client.get(reverse(name, args=[key]))
        assert answer["Content-Disposition"].startswith("attachment") and answer["Cache-Control"] == "private, no-store"
        document = docx.Document(io.BytesIO(answer.content))
        return " ".join([cell.text for cell in document.tables[0]._cells] + [p.text for p in document.paragraphs])

    assert "Dự thảo lần 1" in words("reports:draft_docx", report.pk)
    assert client.get(reverse("reports:copy_docx", args=[report.pk])).status_code == 404
    report = make_copy_to_sign(report=report, by=None, at=cut_off)
    assert "Dự thảo" not in words("reports:copy_docx", report.pk)
    sheets = client.get(reverse("reports:draft_xlsx", args=[report.pk])).content
    assert python_calamine.load_workbook(io.BytesIO(sheets)).sheet_names == ["Phụ lục 1", "Phụ lục 2"]

    report.refresh_from_db()
    issued = issue_report(
        report=report, number=7, issued_on=day(12), signer=signer, by=None, at=cut_off, version=report.version
    )
    before = client.get(reverse("documents:docx", args=[issued.document_id])).content
    hold(campaign, tree.z, on=11)
    assert client.get(reverse("documents:docx", args=[issued.document_id])).content == before
    assert before == render_docx(issued.document.payload) and "07-BC/BTGHU" in words("documents:docx", issued.document_id)
    assert client.get(reverse("documents:xlsx", args=[issued.document_id])).status_code == 200
    shown = client.get(reverse("reports:show", args=[issued.pk])).content.decode()
    assert reverse("documents:docx", args=[issued.document_id]) in shown
    # A link from the days of the draft leads to what was issued.
    for name in ("draft_docx", "draft_xlsx"):
        assert client.get(reverse(f"reports:{name}", args=[issued.pk])).status_code == 302
