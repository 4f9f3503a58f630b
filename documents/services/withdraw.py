"""Withdrawing an issued paper: it stays, with its number and its file, and holds no more."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.models import Document


@transaction.atomic
def withdraw_paper(*, paper, reason, by, at):
    """Say that the paper holds no more and why; this is not taken back: a paper withdrawn by mistake is issued again."""
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Say why it is withdrawn: whoever holds the paper reads it.")})
    papers = Document.objects.select_for_update(no_key=True, of=["self"]).select_related("unit", "superseded_by")
    paper = papers.defer("payload", "superseded_by__payload").get(pk=paper.pk)
    if paper.withdrawn_at is not None:
        raise ValidationError(_("%(paper)s is withdrawn already.") % {"paper": paper})
    if paper.superseded_by_id is not None:
        raise ValidationError(
            _("%(paper)s holds no more: %(successor)s stands in its place. Withdraw that one instead.")
            % {"paper": paper, "successor": paper.superseded_by}
        )
    paper.withdrawn_at, paper.withdrawn_by, paper.withdrawn_reason = at, by, reason
    paper.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record("documents.document.withdrawn", paper, by=by, paper=str(paper), reason=reason)
    return paper
