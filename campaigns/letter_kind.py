"""Reminder letters among the papers that go to a leader: what they are called there, and who may what."""
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.models import LetterRound
from documents.kinds import PaperKind, register_paper_kind
from documents.wording import date_short


def register():
    # A draft waits for the officer who made it until it is sent, issued or discarded.
    register_paper_kind(PaperKind(
        model=LetterRound, words=words_of, address=lambda round_: reverse("campaigns:letter", args=[round_.pk]),
        answer_address=lambda round_: reverse("campaigns:letter_answer", args=[round_.pk]),
        ready=lambda at: Q(created_at__lte=at), prepare="reports.compile", agree="reports.agree", view="reports.view",
        made=lambda document: Q(letters__document=document), bears=lambda code: Q(letters__code=code, copied_at__isnull=False),
    ))


def words_of(round_):
    return _("Reminder letter of %(made)s, to be held by %(finish)s") % {
        "made": date_short(localtime(round_.created_at)), "finish": date_short(round_.finish_by),
    }
