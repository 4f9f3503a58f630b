"""Kinds of papers and who may what with them, told by the rooms that make them; who listens to their steps.

A room that makes a paper
1. gives its model `documents.signing.PaperToSign`, a `unit`, a OneToOne `document` and `issued_has_its_document`,
2. calls `register_paper_kind` when it is ready,
3. mounts subclasses of the screens in `documents/screens/signing.py`, and issues through `services/issue.py`.
"""
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from units.scope import may


@dataclass(frozen=True)
class PaperKind:
    """`words(paper)`: one line for a list; `address(paper)`, `answer_address(paper)`: its page, and where a leader answers.

    `ready(at)`: a Q, drafts worth the officer's eye; the permissions are those of `portal/roles.py`.
    """

    model: type
    words: Callable
    address: Callable
    answer_address: Callable
    ready: Callable
    prepare: str
    agree: str
    # Opens its page; whoever prepares it may in any case.
    view: str = ""
    # Of which paper the issued document is: a Q on the model.
    made: Callable = lambda document: Q(document=document)
    # Of which paper on its way the copy to sign bears the code: a Q on the model.
    bears: Callable = lambda code: Q(code=code)


_kinds, _listeners = [], []


def register_paper_kind(kind):
    _kinds.append(kind)


def paper_kinds():
    return list(_kinds)


def kind_of(paper):
    return next(kind for kind in _kinds if isinstance(paper, kind.model))


def page_of_issued(document, user):
    """The address of the page from which the document was issued, where the user may open it; else ""."""
    for kind in _kinds:
        if may(user, kind.view or kind.prepare, document.unit):
            paper = kind.model.objects.filter(kind.made(document)).first()
            if paper is not None:
                return kind.address(paper)
    return ""


def listen_to_steps(listener):
    """`listener(paper=, step=, by=)` is called inside the transaction of each step: sent, taken_back, agreed, returned."""
    _listeners.append(listener)


def tell_step(*, paper, step, by):
    for listener in _listeners:
        listener(paper=paper, step=step, by=by)
