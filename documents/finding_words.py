"""What verifying found of a file, in sentences: for the page and for the command alike."""
from django.utils.translation import gettext_lazy as _

from documents.models import CopyKind
from documents.verifying import Verdict
from documents.wording import date_short

_WORDS = {
    Verdict.VALID: _("Valid: this is %(paper)s of %(day)s."),
    Verdict.SUPERSEDED: _("Superseded: this was %(paper)s of %(day)s; %(successor)s stands in its place."),
    Verdict.WITHDRAWN: _("Withdrawn: this was %(paper)s of %(day)s. Reason: %(reason)s"),
    Verdict.UNKNOWN: _("Unknown: the portal issued no such paper."),
    Verdict.ALTERED: _("Altered: the file bears the number of %(paper)s of %(day)s, but is not what was issued."),
}
_SIGNED = {
    Verdict.VALID: _("Valid: this is the signed scan kept with %(paper)s of %(day)s."),
    Verdict.SUPERSEDED: _("Superseded: this is the signed scan kept with %(paper)s of %(day)s; %(successor)s stands in its place."),
    Verdict.WITHDRAWN: _("Withdrawn: this is the signed scan kept with %(paper)s of %(day)s. Reason: %(reason)s"),
}
_EDITED = _("Altered: this is the Word file with edited words kept with %(paper)s of %(day)s; what was issued reads otherwise.")


def words_of(finding):
    """One sentence on the finding."""
    if not finding.papers:
        return str(_WORDS[finding.verdict])
    paper = finding.papers[0]
    return str(_sentence(finding)) % {
        "paper": f"{paper} ({paper.unit.name})", "day": date_short(paper.issued_on), "successor": paper.superseded_by,
        "reason": paper.withdrawn_reason,
    }


def _sentence(finding):
    if finding.copy is None:
        return _WORDS[finding.verdict]
    return _EDITED if finding.copy.kind == CopyKind.EDITED else _SIGNED[finding.verdict]
