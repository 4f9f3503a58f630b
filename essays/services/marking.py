"""What the marking desk does with one essay, in one step: the form noted, and the decision on it."""
import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.record import record
from essays.models import EssayStep, StepKind
from essays.services.register import CHECKS, check_marks, check_open, lock_essay, mark_essay, return_essay, undo_last_step
from lib.clock import local_day, start_of_day
from lib.conflict import check_version

# What the hand-in said of the paper, put right by who reads it.
PAPER = ("handwritten", "on_a4")
# How long somebody who writes again gets where nobody says otherwise.
DAYS_TO_WRITE = datetime.timedelta(days=7)
MARKS = (StepKind.PASSED, StepKind.NOT_PASSED, StepKind.RETURNED)


class Decision(models.TextChoices):
    PASS = "passed", gettext_lazy("passed")
    NOT_PASS = "not_passed", gettext_lazy("not passed")
    RETURN = "returned", gettext_lazy("returned to be written again")
    NONE = "handed_in", gettext_lazy("not marked yet")


@transaction.atomic
def settle_essay(*, essay, version, decision, on, form, by, at, note="", reason="", due_on=None):
    """Keep the formal checks (`form`: of CHECKS and PAPER) and the note, and decide; all of it or nothing.

    Decision.NONE keeps the form alone; a decision that stands already adds no second step.
    """
    essay = lock_essay(essay)
    check_marks(essay, by)
    check_open(essay.campaign)
    check_version(essay, version)
    _note_form(essay, form, note.strip(), by)
    if decision == essay.state or decision == Decision.NONE:
        return essay
    if decision == Decision.RETURN:
        return return_essay(essay=essay, reason=reason, on=on, due_on=due_on, by=by, at=at)
    return mark_essay(essay=essay, passed=decision == Decision.PASS, on=on, by=by, at=at)


def _note_form(essay, form, note, by):
    wanted = {name: form[name] for name in (*CHECKS, *PAPER)} | {"note": note}
    if all(getattr(essay, name) == value for name, value in wanted.items()):
        return
    for name, value in wanted.items():
        setattr(essay, name, value)
    essay.version += 1
    essay.save()
    hand_in = essay.steps.filter(withdrawn_at=None, kind=StepKind.HANDED_IN).order_by("on", "pk").last()
    if any(getattr(hand_in, name) != form[name] for name in PAPER):
        for name in PAPER:
            setattr(hand_in, name, form[name])
        hand_in.save(update_fields=PAPER)
    record("essays.essay.checked", essay, by=by, card=essay.member.card_number)


def last_mark_of(user, essays, *, at):
    """The last decision of today the user could take back among the essays, or None."""
    steps = EssayStep.objects.filter(
        by=user, kind__in=MARKS, withdrawn_at=None, recorded_at__gte=start_of_day(local_day(at)), essay__in=essays
    )
    return steps.select_related("essay__member").order_by("recorded_at", "pk").last()


@transaction.atomic
def undo_mark(*, step, by, at):
    """Take back one's own decision, unless something was done with the essay since."""
    essay = lock_essay(step.essay)
    last = essay.steps.filter(withdrawn_at=None).order_by("on", "pk").last()
    if last is None or last.pk != step.pk or last.kind not in MARKS:
        raise ValidationError(_("Something was done with the essay since; this cannot be undone any more."))
    return undo_last_step(essay=essay, by=by, at=at)
