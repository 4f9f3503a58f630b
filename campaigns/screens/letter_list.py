"""The reminder letters of a campaign: drafts, those on their way to the signature, those issued."""
from dataclasses import dataclass

from django.db.models import Count, Max, Min
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign, LetterRound
from documents.wording import date_short
from lib.dates import format_moment
from units.screens.lists import ListScreen, Sort
from units.scope import has_permission


@dataclass(frozen=True)
class RoundRow:
    url: str
    made: str
    sender: str
    units: int
    finish: str
    state: str
    state_word: str
    numbers: str


class LetterList(ListScreen):
    permission = "reports.view"
    template_name = "campaigns/letters.html"
    sorts = {"made": Sort(gettext_lazy("Drafted"), "created_at", "pk")}
    default_sort = "-made"

    def load(self):
        campaigns = Campaign.objects.launched().permitted(self.request.user, "campaigns.view")
        self.campaign = get_object_or_404(campaigns, pk=self.kwargs["pk"])

    def rows(self):
        rounds = LetterRound.objects.permitted(self.request.user, self.permission).filter(campaign=self.campaign)
        return rounds.select_related("unit").annotate(
            units=Count("letters__units"), first=Min("letters__document__number"), last=Max("letters__document__number"),
            symbol=Max("letters__document__symbol"),
        )

    def present(self, rows):
        return [_row(round_) for round_ in rows]

    def get_context_data(self, **kwargs):
        writes = self.campaign.is_open and has_permission(self.request.user, "reports.compile")
        return super().get_context_data(campaign=self.campaign, writes=writes, **kwargs)


def _row(round_):
    state, word = state_of(round_)
    return RoundRow(
        url=reverse("campaigns:letter", args=[round_.pk]), made=format_moment(round_.created_at), sender=round_.unit.name,
        units=round_.units, finish=date_short(round_.finish_by), state=state, state_word=word, numbers=_numbers(round_),
    )


def _numbers(round_):
    if round_.first is None:
        return ""
    numbers = f"{round_.first:02d}" if round_.first == round_.last else f"{round_.first:02d} – {round_.last:02d}"
    return f"{numbers}-CV/{round_.symbol}"


def state_of(round_):
    """`(code, word)` for the status mark."""
    if not round_.is_draft:
        return ("issued", "")
    if round_.copied_at:
        return ("draft", _("Waiting for the signature"))
    if round_.is_sent:
        return ("draft", _("Sent for signature"))
    if round_.is_agreed:
        return ("agreed", "")
    return ("draft", _("Returned with remarks") if round_.is_returned else "")
