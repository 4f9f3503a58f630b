"""Login cards on paper, and taking back what lets somebody in: a card, a remembered telephone."""
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.card_views import KEY
from accounts.pictures import square_of
from accounts.services.cards import LIFETIME
from lib.dates import format_moment
from units.models import Unit
from units.screens.forms import KeyedForm, ServiceFormView
from units.services.accounts import revoke_card, revoke_phone

from portal.screens.accounts.account import ReachedAccount
from portal.screens.accounts.forms import PhoneForm

# Bases lie one step below the committee: their cards are handed out together.
_STEPS_OF_A_BASE = 2


@dataclass(frozen=True)
class PrintedCard:
    name: str
    unit: str
    picture: str


def cards_paper(request, cards, *, at, single):
    """The page to print, base by base. The links stand on this answer alone, and only as pictures."""
    address = request.build_absolute_uri(reverse("accounts:card"))
    groups = {}
    for card in cards:
        printed = PrintedCard(
            card.user.full_name, card.unit.name if card.unit else "", square_of(f"{address}?{urlencode({KEY: card.key})}")
        )
        groups.setdefault(_path_of_base(card.unit), []).append(printed)
    names = dict(Unit.objects.filter(path__in=groups).values_list("path", "name"))
    until = format_moment(at + LIFETIME)
    return render(request, "accounts/cards_paper.html", {
        "groups": [(names.get(path, ""), printed) for path, printed in groups.items()], "single": single, "count": len(cards),
        "address": request.build_absolute_uri("/"), "until": until,
    })


def _path_of_base(unit):
    return "" if unit is None else unit.path[: _STEPS_OF_A_BASE * unit.steplen]


class CardRevoke(ReachedAccount, ServiceFormView):
    """A card that is printed and not used yet lets nobody in any more."""

    form_class = KeyedForm
    template_name = "accounts/form.html"
    extra_context = {
        "title": _("Revoke the login card"), "submit_label": _("Revoke the card"),
        "explanation": _("For a card that is lost or was given to the wrong person. Print a new one afterwards."),
    }
    success_message = _("The card is revoked.")

    def perform(self, data):
        return revoke_card(user=self.account, by=self.request.user, at=self.at)


class PhoneRevoke(ReachedAccount, ServiceFormView):
    """A telephone that is remembered is signed out at once."""

    form_class = PhoneForm
    template_name = "accounts/form.html"
    extra_context = {
        "title": _("Revoke a remembered telephone"), "submit_label": _("Revoke it"),
        "explanation": _("For a telephone that is lost or belongs to somebody else now. Its owner gets in again with a new card or code."),
    }
    success_message = _("The telephone is signed out.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "account": self.account, "at": self.at}

    def perform(self, data):
        return revoke_phone(user=self.account, handle=data["phone"], by=self.request.user, at=self.at)
