"""What the tests of reminder letters have in common; the letterhead and a round of letters are fixtures of the room."""
import datetime

from campaigns.models import ReminderLetter
from campaigns.services.letter_issue import issue_letters
from lib.clock import at_hour

MORNING = at_hour(datetime.date(2018, 1, 8), datetime.time(9))
DAY = datetime.timedelta(days=1)
FINISH = datetime.date(2018, 1, 15)


def payloads(round_):
    return list(ReminderLetter.objects.filter(round=round_).order_by("pk").values_list("payload", flat=True))


def names(payload, annex=0):
    return [row[1] for row in payload["appendices"][annex]["rows"]]


def texts(payload):
    return [block["text"] for block in payload["blocks"]]


def issue(round_, signer, *, by, number=7, on=None, at=MORNING, version=None):
    return issue_letters(
        round_=round_, number=number, issued_on=on or at.date(), signer=signer, by=by, at=at,
        version=round_.version if version is None else version,
    )
