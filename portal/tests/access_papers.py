"""Issued papers for the access matrix: their pages; a Word file of each unit."""
from documents.models import CopyKind, PaperCopy
from files.models import StoredFile, Verdict
from files.storage import original_path
from lib.durable import write_durably
from portal.tests.access_rules import SIGNED_IN, Rule

_FORM = ("GET", "POST")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PAPER_RULES = {
    "documents:attach_signed": Rule("reports.issue", "document", methods=_FORM),
    "documents:attach_edited": Rule("reports.issue", "document", methods=_FORM),
    "documents:copy_remove": Rule("reports.issue", "paper_copy", methods=_FORM),
    "documents:show": Rule("reports.view", "document"),
    "documents:withdraw": Rule("reports.issue", "document", methods=_FORM),
    "documents:verify": Rule(SIGNED_IN, methods=_FORM),
    "files:download": Rule(SIGNED_IN, "word_file", "file_id", scope_permission="reports.view"),
}


def lay_papers(world):
    """`word_file` of each unit, read by whoever reads its papers, as the edited text of its paper (`paper_copy`)."""
    for code, unit in world.units.items():
        sha256 = f"{unit.pk + 10_000:064x}"
        write_durably(original_path(sha256), f"SECRET-{code}".encode())
        world.things["word_file"][code] = StoredFile.objects.create(
            unit=unit, read_permission="reports.view", name=f"SECRET-{code}.docx", size=1, sha256=sha256, media_type=_WORD,
            verdict=Verdict.CLEAN, uploaded_at=world.at,
        )
        world.things["paper_copy"][code] = PaperCopy.objects.create(
            document=world.things["document"][code], kind=CopyKind.EDITED, file=world.things["word_file"][code], added_at=world.at
        )
