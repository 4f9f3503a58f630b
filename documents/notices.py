"""A paper's way to its signature told by e-mail: the leader that one waits, the officer that it was answered."""
from django.utils.translation import gettext as _

from documents.kinds import kind_of
from lib.clock import today
from units.notices import notify, users_at


def tell_by_mail(*, paper, step, by):
    """Listener of `documents.kinds`: sent, agreed, returned; taking back tells nobody."""
    subjects = {
        "sent": _("A draft waits for your answer"), "agreed": _("A draft was agreed to"), "returned": _("A draft was returned with remarks"),
    }
    if step not in subjects:
        return
    kind = kind_of(paper)
    to_leader = step == "sent"
    users = users_at(paper.unit, kind.agree if to_leader else kind.prepare, on=today())
    if by is not None:
        users = users.exclude(pk=by.pk)
    notify(
        users, key=f"{type(paper).__name__}:{paper.pk}:{step}:{paper.draft_number}:{paper.version}", unit=paper.unit, subject=subjects[step],
        lines=[kind.words(paper) + ".", _("Please open the portal to read it.")],
        url=(kind.answer_address if to_leader else kind.address)(paper),
    )
