import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.db.models import Case, Min, Q, When
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.generic import FormView

from accounts.services.codes import LIFETIME
from accounts.submissions import DifferentContent, claim_submission, digest_of
from lib.dates import format_moment
from units.delegation import (
    PERMISSION, accounts_within_reach, roles_to_give, units_to_give, units_without_account,
    usual_role,
)
from units.models import Unit, UnitKind
from units.screens.forms import ServiceFormView
from units.screens.permitted import PermittedMixin
from units.services.accounts import create_accounts, free_usernames, issue_cards, reset_passwords

from portal.screens.accounts.account import Clocked
from portal.screens.accounts.cards import cards_paper
from portal.screens.accounts.forms import BulkFilter, BulkForm, SlipsFilter, SlipsForm
from portal.screens.accounts.rows import account_rows


# Those who wait for their first slip or card, and those whose slip ran out before they chose a password; not who came in by card.
WAITS = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX, must_change_password=True)


@dataclass(frozen=True)
class UnitRow:
    """A unit nobody signs in for, and the account it would get."""

    unit: Unit
    username: str
    role: str
    is_ready: bool
    is_ticked: bool


class AccountBulk(Clocked, ServiceFormView):
    """Accounts for all secretaries who have none, or those of one base, from the names and telephones of their units."""

    permission = PERMISSION
    form_class = BulkForm
    template_name = "accounts/bulk.html"

    def load(self):
        self.mine = units_to_give(self.request.user, day=self.day).exclude(kind=UnitKind.COMMITTEE)
        self.all_units = self.mine.count()
        without = units_without_account(self.mine, day=self.day).order_by("path")
        self.missing = [unit for unit in without if usual_role(unit) in roles_to_give(self.request.user, unit)]
        self.filter = BulkFilter(self.request.GET, places=self.mine, units=self.missing)
        self.units = self.filter.narrow(self.missing)

    def get_form_kwargs(self):
        # Those that have an account by now too, so that a form sent twice gets the answer of the first.
        return {**super().get_form_kwargs(), "units": self.mine}

    def get_context_data(self, form=None, **kwargs):
        form = form or self.get_form()
        rows = self.rows_of(form)
        return super().get_context_data(
            form=form, rows=rows, all_units=self.all_units, missing=len(self.missing), filter=self.filter,
            ready=sum(row.is_ready for row in rows), **kwargs,
        )

    def rows_of(self, form):
        """Those shown; ticked are all that are ready, or what was ticked when a form comes back."""
        names = free_usernames(self.units)
        sent = set(form["units"].value() or []) if form.is_bound else None
        return [
            UnitRow(
                unit, names[unit.pk], usual_role(unit).label, is_ready=bool(unit.secretary_name),
                is_ticked=sent is None or str(unit.pk) in sent,
            )
            for unit in self.units
        ]

    def perform(self, data):
        made = create_accounts(units=data["units"], by=self.request.user, at=self.at)
        text = ngettext("%(count)d account made.", "%(count)d accounts made.", len(made)) % {"count": len(made)}
        messages.success(self.request, text)
        return made

    def get_success_url(self):
        return reverse("accounts:slips")


class AccountSlips(Clocked, PermittedMixin, FormView):
    """Slips with one-time codes, or login cards. Codes and links stand on this answer alone; nothing keeps them."""

    permission = PERMISSION
    form_class = SlipsForm
    template_name = "accounts/slips.html"

    def load(self):
        users = accounts_within_reach(self.request.user, day=self.day).filter(is_active=True)
        users = users.annotate(path=Min("appointments__unit__path"), waits=Case(When(WAITS, then=True), default=False))
        self.users = users.order_by("path", "sort_key", "pk").select_related("one_time_code", "login_card")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "users": self.users}

    def get_context_data(self, **kwargs):
        asked = [pk for pk in self.request.GET.getlist("user") if pk.isdecimal()]
        everyone = bool(asked) or "everyone" in self.request.GET
        users = list(self.users.filter(pk__in=asked) if asked else self.users if everyone else self.users.filter(waits=True))
        narrowed = SlipsFilter(
            self.request.GET, places=units_to_give(self.request.user, day=self.day), units=[Unit(path=user.path) for user in users]
        )
        if not asked:
            users = narrowed.narrow_users(users)
        rows = account_rows(users, self.request.user, day=self.day, at=self.at)
        return super().get_context_data(rows=rows, fresh_key=uuid.uuid4(), filter=narrowed, asked=asked, everyone=everyone, **kwargs)

    def form_valid(self, form):
        content = form.content()
        try:
            with transaction.atomic():
                submission = claim_submission(
                    user=self.request.user, key=form.cleaned_data["form_key"], digest=digest_of(content)
                )
                if submission.answer:
                    return self._printed_before(form)
                issue = reset_passwords if content["what"] == SlipsForm.CODES else issue_cards
                printed = issue(users=content["users"], by=self.request.user, at=self.at)
                submission.answer = self.request.path
                submission.save(update_fields=["answer"])
        except DifferentContent:
            return self._printed_before(form)
        if content["what"] == SlipsForm.CODES:
            return self._paper(printed)
        return cards_paper(self.request, printed, at=self.at, single=content["what"] == SlipsForm.SINGLE_CARDS)

    def _paper(self, slips):
        until = format_moment(self.at + LIFETIME)
        address = self.request.build_absolute_uri("/")
        context = {"slips": slips, "address": address, "until": until}
        return render(self.request, "accounts/slips_paper.html", context)

    def _printed_before(self, form):
        """A reload would make codes that contradict the paper already printed."""
        return self.render_to_response(self.get_context_data(form=form, printed_before=True), status=409)
