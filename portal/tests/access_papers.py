"""Issued papers for the access matrix: their pages; a Word file of each unit."""
from documents.models import CopyKind, Document, PaperCopy
from documents.tests.sample import paper
from files.models import StoredFile, Verdict
from files.storage import original_path
from lib.durable import write_durably
from portal.tests.access_rules import SIGNED_IN, Rule

_FORM = ("GET", "POST")
# Of a paper of base 1: everybody gets an answer, and whoever may not see the paper learns nothing of it.
_CODE = "ACDEFHJKMNPQ"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PAPER_RULES = {
    "documents:attach_signed": Rule("reports.issue", "document", methods=_FORM),
    "documents:attach_edited": Rule("reports.issue", "document", methods=_FORM),
    "documents:copy_remove": Rule("reports.issue", "paper_copy", methods=_FORM),
    "documents:show": Rule("reports.view", "document"),
    "documents:withdraw": Rule("reports.issue", "document", methods=_FORM),
    "documents:verify": Rule(SIGNED_IN, methods=_FORM),
    "documents:code": Rule(SIGNED_IN, methods=_FORM),
    "documents:standing": Rule(SIGNED_IN, extra=(("code", _CODE),)),
    "files:download": Rule(SIGNED_IN, "word_file", "file_id", scope_permission="reports.view"),
}


def lay_papers(world):
    """A paper with a code; `word_file` of each unit, read by whoever reads its papers, as the edited text of its paper (`paper_copy`)."""
    base = world.tree.x
    Document.objects.create(
        unit=base, body=world.things["body"][base.code], type_code="BC", number=2, symbol="ĐU", issued_on=world.today, signer_name="",
        title=f"SECRET-{base.code}", layout="hd36", payload=paper(), sha256="0" * 64, issued_at=world.at, code=_CODE,
    )
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
