"""Files that belong to an issued number: the paper as it was signed and sealed, or as its words were edited."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.models import CopyKind, Document, PaperCopy
from files.kinds import DOCX, PICTURES
from files.services import take_in

VIEW = "reports.view"


@transaction.atomic
def attach_signed(*, paper, uploads, by, at):
    """Keep the scan or the photos of the signed sheet with its number; each is checked before anybody sees it."""
    copies = _attach(paper, uploads, kind=CopyKind.SIGNED, kinds=PICTURES, by=by, at=at)
    record("documents.copy.signed_attached", paper, by=by, paper=str(paper), files=len(copies))
    return copies


@transaction.atomic
def attach_edited(*, paper, upload, by, at):
    """Keep a Word file whose words an office edited with the number it was edited for."""
    copies = _attach(paper, [upload], kind=CopyKind.EDITED, kinds=(DOCX,), by=by, at=at)
    record("documents.copy.edited_attached", paper, by=by, paper=str(paper), name=copies[0].file.name)
    return copies


@transaction.atomic
def remove_copy(*, copy, by, at):
    """Take off a file attached by mistake; its row and the file stay for the record."""
    copy = PaperCopy.objects.select_for_update(of=["self"]).select_related("document__unit", "file").get(pk=copy.pk)
    if copy.removed_at is not None:
        raise ValidationError(_("The file is taken off already."))
    copy.removed_at = at
    copy.save(update_fields=["removed_at"])
    record("documents.copy.removed", copy.document, by=by, paper=str(copy.document), name=copy.file.name)
    return copy


def _attach(paper, uploads, *, kind, kinds, by, at):
    # One at a time for a paper: the same file sent twice by two clicks is one copy.
    Document.objects.select_for_update(no_key=True).only("pk").get(pk=paper.pk)
    copies = []
    for upload in uploads:
        file = take_in(upload=upload, unit=paper.unit, read_permission=VIEW, by=by, at=at, kinds=kinds)
        if PaperCopy.objects.standing().filter(document=paper, file__sha256=file.sha256).exists():
            raise ValidationError({"uploads": _("%(name)s is attached already.") % {"name": file.name}})
        copies.append(PaperCopy.objects.create(document=paper, kind=kind, file=file, added_at=at, added_by=by))
    return copies
