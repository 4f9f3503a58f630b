"""The jobs of reminder letters: all letters asked for together in one PDF to sign; their issue, a number each."""
import datetime
import io
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from campaigns.letter_paper import payload_of
from campaigns.models import ReminderLetter
from campaigns.services.letters import issue_letter
from documents.models import Signer
from documents.pdf import render_pdf
from jobs.kinds import register_kind
from jobs.reasons import Refused, register_reasons
from jobs.submission import submit
from lib.clock import now
from lib.durable import write_durably

DRAW, ISSUE = "campaigns.draw_letters", "campaigns.issue_letters"
_LETTERS = gettext_noop("letters")


def register():
    register_kind(DRAW, work=draw_letters, label=_("Draw reminder letters"), result_url=_page)
    register_kind(ISSUE, work=issue_letters, label=_("Issue reminder letters"), result_url=_page)
    register_reasons({
        "campaigns.letter_refused": _("A letter could not be issued: its number was given meanwhile, or the signer's term has ended."),
    })


def letters_of(batch):
    return ReminderLetter.objects.filter(batch=batch).select_related("campaign", "sender", "document").order_by("pk")


def path_of(batch):
    return Path(settings.MEDIA_ROOT) / "letters" / f"{batch}.pdf"


def submit_drawing(letter, *, by):
    args = {"batch": str(letter.batch), "letter": letter.pk}
    return submit(kind=DRAW, key=f"letters:{letter.batch}", args=args, by=by, unit_path=letter.sender.path, title=letter.sender.name)


def submit_issue(letter, *, number, issued_on, signer, by, at):
    args = {
        "batch": str(letter.batch), "letter": letter.pk, "number": number, "issued_on": issued_on.isoformat(), "signer": signer.pk,
    }
    key = f"letters:{letter.batch}:issue:{at:%Y%m%dT%H%M%S%f}"
    return submit(kind=ISSUE, key=key, args=args, by=by, unit_path=letter.sender.path, title=letter.sender.name)


def draw_letters(run):
    """Every letter after the other, each on pages of its own, with room for number and day."""
    from pypdf import PdfWriter  # slow import

    letters, writer = list(letters_of(run.args["batch"])), PdfWriter()
    for done, letter in enumerate(letters, 1):
        try:
            writer.append(io.BytesIO(render_pdf(payload_of(letter, at=now()))))
        except ValidationError:
            pass        # the unit has held meanwhile: no letter
        run.progress(done, len(letters), _LETTERS)
    content = io.BytesIO()
    writer.write(content)
    write_durably(path_of(run.args["batch"]), content.getvalue())
    return {"letters": len(letters)}


def issue_letters(run):
    """A letter at each step, the numbers one after the other; what is issued stays when a later one is refused."""
    letters, number = list(letters_of(run.args["batch"])), run.args["number"]
    signer = Signer.objects.select_related("body").get(pk=run.args["signer"])
    day = datetime.date.fromisoformat(run.args["issued_on"])
    for done, letter in enumerate(letters):
        if letter.document_id is None:
            try:
                with run.effect(mark=done):
                    issue_letter(letter=letter, number=number, issued_on=day, signer=signer, by=run.by, at=now())
                number += 1
            except ValidationError:
                if letter.addressed_id is None or _still_owes(letter):
                    raise Refused("campaigns.letter_refused") from None
        else:
            number = max(number, letter.document.number + 1)
        run.progress(done + 1, len(letters), _LETTERS)
        yield
    return {"letters": len(letters)}


def _still_owes(letter):
    duty = letter.addressed
    return not duty.is_held(now())


def _page(job):
    return reverse("campaigns:letter", args=[job.args["letter"]])
