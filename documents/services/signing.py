"""Sent for signature, taken back, agreed to, returned: who did it and when, with what remark."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.record import record
from documents.kinds import kind_of, tell_step
from documents.signing import PaperState
from lib.conflict import check_version


@transaction.atomic
def send_for_signature(*, paper, version, by, at):
    """Show the draft to the leaders; it no longer changes by itself."""
    paper = _locked(paper, version)
    _require(paper, {PaperState.DRAFT}, _("The paper was sent for signature already."))
    paper.check_complete()
    paper.state, paper.sent_at, paper.sent_by = PaperState.SENT, at, by
    paper.answered_at, paper.answered_by, paper.remark = None, None, ""
    return _step(paper, "sent", "documents.paper.sent", by=by)


@transaction.atomic
def take_back(*, paper, by, at):
    """Take a paper back before a leader has answered."""
    paper = _locked(paper)
    _require(paper, {PaperState.SENT}, _("A leader has answered meanwhile; the paper is no longer waiting."))
    paper.state = PaperState.DRAFT
    return _step(paper, "taken_back", "documents.paper.taken_back", by=by)


@transaction.atomic
def agree_to(*, paper, version, by, at):
    """The leader agrees to this very text."""
    paper = _locked(paper, version)
    _require(paper, {PaperState.SENT}, _("The paper is no longer waiting for an answer."))
    paper.state, paper.answered_at, paper.answered_by = PaperState.AGREED, at, by
    return _step(paper, "agreed", "documents.paper.agreed", by=by)


@transaction.atomic
def return_paper(*, paper, version, remark, by, at):
    """The leader returns it with remarks; what is sent next is the next draft."""
    remark = remark.strip()
    if not remark:
        raise ValidationError({"remark": _("Say what is to be changed, so that the officer knows what to do.")})
    paper = _locked(paper, version)
    _require(paper, {PaperState.SENT, PaperState.AGREED}, _("The paper is no longer waiting for an answer."))
    paper.state, paper.answered_at, paper.answered_by = PaperState.DRAFT, at, by
    paper.remark, paper.draft_number, paper.copied_at, paper.code = remark, paper.draft_number + 1, None, None
    return _step(paper, "returned", "documents.paper.returned", by=by)


def _locked(paper, version=None):
    current = type(paper).objects.select_for_update(of=["self"]).select_related("unit").get(pk=paper.pk)
    if version is not None:
        check_version(current, version)
    return current


def _require(paper, states, refusal):
    if paper.state not in states:
        raise ValidationError(_("The paper is issued already.") if paper.state == PaperState.ISSUED else refusal)


def _step(paper, step, action, *, by):
    paper.full_clean(exclude=["sent_by", "answered_by"], validate_unique=False, validate_constraints=False)
    paper.save()
    record(action, paper, by=by, paper=kind_of(paper).words(paper))
    tell_step(paper=paper, step=step, by=by)
    return paper
