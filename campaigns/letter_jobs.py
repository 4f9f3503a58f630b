"""The jobs of reminder letters: all of a round in one PDF, drawn letter by letter; their issue, a number each."""
import contextlib
import datetime

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from campaigns.letter_paper import copy_of, draft_of
from campaigns.models import LetterRound
from campaigns.services.letter_issue import check_terms, frozen_payloads, issue_letters
from documents.kept_drawings import draw, job_key, join
from documents.models import Signer
from jobs.kinds import register_kind
from jobs.reasons import Refused, register_reasons
from jobs.submission import submit
from lib.clock import now
from lib.conflict import StaleVersion
from units.scope import may

DRAW, ISSUE = "campaigns.draw_letters", "campaigns.issue_letters"
_LETTERS = gettext_noop("letters")
# A second's work: others get their turn in between.
MARKED_EVERY = 10
# Of a refusal the field or the code it names; else `refused`.
_REASONS = {
    "number": _("The letters were not issued: a number they need was given to another paper meanwhile."),
    "issued_on": _("The letters were not issued: the day does not hold any more."),
    "signer": _("The letters were not issued: the signer's term has ended."),
    "closed": _("The letters were not issued: the campaign was closed meanwhile."),
    "issued": _("The letters were issued by somebody else meanwhile."),
    "changed": _("The letters were changed meanwhile. Look at them again, then issue them."),
    "not_permitted": _("Whoever asked for this may not do it any more."),
    "refused": _("The letters could not be issued: number, day or signer does not hold any more."),
}


def register():
    register_kind(DRAW, work=draw_letters, label=_("Draw reminder letters"), result_url=_drawing_url)
    register_kind(ISSUE, work=issue_job, label=_("Issue reminder letters"), result_url=_page)
    register_reasons({f"campaigns.letters.{name}": words for name, words in _REASONS.items()})


def payloads_to_draw(round_, *, copy_to_sign):
    letters = round_.letters.order_by("pk")
    return [copy_of(letter, round_) if copy_to_sign else draft_of(letter, round_) for letter in letters]


def submit_drawing(round_, payloads, *, copy_to_sign, by):
    """Ask for the one PDF of the round as it stands."""
    args = {"round": round_.pk, "copy_to_sign": copy_to_sign}
    return submit(kind=DRAW, key=job_key(*payloads), args=args, by=by, unit_path=round_.unit.path, title=round_.unit.name)


def submit_issue(round_, *, number, issued_on, signer, version, by, at):
    """`at` in the key: what was refused may be asked for once more when its cause is gone."""
    args = {"round": round_.pk, "number": number, "issued_on": issued_on.isoformat(), "signer": signer.pk, "version": version}
    key = f"letters:{round_.pk}:issue:{at:%Y%m%dT%H%M%S%f}"
    return submit(kind=ISSUE, key=key, args=args, by=by, unit_path=round_.unit.path, title=round_.unit.name)


def draw_letters(run):
    """Each on pages of its own; after a cut it goes on with the letter that is missing."""
    round_ = _round(run)
    _check_scope(run, "reports.view", round_)
    payloads = payloads_to_draw(round_, copy_to_sign=run.args["copy_to_sign"])
    yield from _draw_each(run, payloads)
    if len(payloads) > 1:
        join(*payloads)
    return {"letters": len(payloads)}


def issue_job(run):
    """Drawn one by one, entered all at once: either every letter has its number, one after the other, or none has."""
    round_, signer = _round(run), Signer.objects.select_related("body").get(pk=run.args["signer"])
    _check_scope(run, "reports.issue", round_)
    terms = {"number": run.args["number"], "issued_on": datetime.date.fromisoformat(run.args["issued_on"]), "signer": signer}
    letters = list(round_.letters.order_by("pk"))
    with _refusals():
        check_terms(round_, letters, **terms, version=run.args["version"])
    yield from _draw_each(run, frozen_payloads(round_, letters, **terms))
    with run.effect(last=True) as result, _refusals():
        issue_letters(round_=round_, **terms, version=run.args["version"], by=run.by, at=now())
        result["letters"] = len(letters)


def _draw_each(run, payloads):
    """Every drawing is kept, so what a cut loses is the mark of at most `MARKED_EVERY` of them, not the drawings."""
    done, total = run.mark or 0, len(payloads)
    for number, payload in enumerate(payloads[done:], done + 1):
        draw(payload)
        run.progress(number, total, _LETTERS)
        if number % MARKED_EVERY == 0 or number == total:
            with run.effect(mark=number):
                pass
            yield


@contextlib.contextmanager
def _refusals():
    """What the services refuse, as a reason that is read on the page of the job."""
    try:
        yield
    except StaleVersion:
        raise Refused("campaigns.letters.changed") from None
    except ValidationError as error:
        name = next(iter(error.error_dict)) if hasattr(error, "error_dict") else error.code
        raise Refused(f"campaigns.letters.{name if name in _REASONS else 'refused'}") from None


def _round(run):
    round_ = LetterRound.objects.select_related("campaign", "unit").filter(pk=run.args.get("round")).first()
    if round_ is None:
        # The draft was discarded meanwhile.
        raise Refused("campaigns.letters.changed")
    return round_


def _check_scope(run, permission, round_):
    if run.by is not None and not may(run.by, permission, round_.unit):
        raise Refused("campaigns.letters.not_permitted")


def _page(job):
    return reverse("campaigns:letter", args=[_round_named(job)])


def _drawing_url(job):
    if "copy_to_sign" not in job.args:
        return _page(job)
    return reverse("campaigns:letter_copy" if job.args["copy_to_sign"] else "campaigns:letter_draft", args=[_round_named(job)])


def _round_named(job):
    """Jobs of before name the first letter, whose number the round has taken over."""
    return job.args.get("round") or job.args["letter"]
