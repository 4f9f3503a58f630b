"""What waits for whom: papers to answer for a leader; drafts, returned and agreed papers for those who prepare them."""
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from documents.kinds import paper_kinds
from documents.signing import PaperState
from units.scope import appointments_of

# Who has more waiting finds them in the list of the papers.
_SHOWN = 6


@dataclass(frozen=True)
class Waiting:
    """`state`: code of the status mark; `word`: what is to be done; `remark`: what a leader wrote."""

    words: str
    unit: str
    address: str
    state: str
    word: str
    remark: str


def inbox_of(user, *, at):
    """Rows for the home page, the newest first: two questions a kind of paper."""
    rows = []
    for kind in paper_kinds():
        rows += [_to_answer(kind, paper) for paper in _sent_to(kind, user)]
        rows += [_to_prepare(kind, paper) for paper in _prepared_by(kind, user, at)]
    return rows


def _sent_to(kind, user):
    papers = _of_own_units(kind, user, kind.agree).filter(state=PaperState.SENT)
    return papers.select_related("unit").order_by("-sent_at")[:_SHOWN]


def _prepared_by(kind, user, at):
    papers = _of_own_units(kind, user, kind.prepare).filter(
        Q(state=PaperState.AGREED) | (Q(state=PaperState.DRAFT) & (~Q(remark="") | kind.ready(at)))
    )
    return papers.select_related("unit").order_by("-pk")[:_SHOWN]


def _of_own_units(kind, user, permission):
    """Those of the very units the user is appointed to: whoever sees a base's draft from above has nothing to do."""
    units = [appointment.unit_id for appointment in appointments_of(user)]
    return kind.model.objects.permitted(user, permission).filter(unit__in=units)


def _to_answer(kind, paper):
    return Waiting(kind.words(paper), paper.unit.name, kind.answer_address(paper), "waiting", _("waits for your answer"), "")


def _to_prepare(kind, paper):
    if paper.is_agreed:
        state, word = "agreed", _("agreed to: print the copy to sign")
    elif paper.is_returned:
        state, word = "returned", _("returned with remarks")
    else:
        state, word = "draft", _("the draft is ready")
    return Waiting(kind.words(paper), paper.unit.name, kind.address(paper), state, word, paper.remark if paper.is_returned else "")
