from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from accounts.unused import NOTICE, unused, with_use
from units.delegation import PERMISSION, accounts_in_sight, units_to_give, units_without_account
from units.screens.lists import ListScreen, PrivateSearchMixin, Sort

from portal.screens.accounts.account import Clocked
from portal.screens.accounts.forms import AccountFilter
from portal.screens.accounts.rows import account_rows


class AccountList(Clocked, PrivateSearchMixin, ListScreen):
    """Accounts of the user's own subtree, in the order of their units."""

    permission = PERMISSION
    template_name = "accounts/list.html"
    filter_form = AccountFilter
    sorts = {
        "unit": Sort(_("Role and unit"), "path", "sort_key"),
        "name": Sort(_("Full name"), "sort_key"),
        "seen": Sort(_("Last signed in"), "last_login"),
    }
    default_sort = "unit"

    def filter_kwargs(self):
        return {"actor": self.request.user, "day": self.day, "at": self.at}

    def rows(self):
        users = with_use(accounts_in_sight(self.request.user)).select_related("one_time_code", "login_card")
        return users.annotate(path=Min("appointments__unit__path"))

    def present(self, users):
        return account_rows(users, self.request.user, day=self.day, at=self.at)

    def get_context_data(self, **kwargs):
        mine = units_to_give(self.request.user, day=self.day)
        fading = accounts_in_sight(self.request.user).filter(pk__in=unused(at=self.at + NOTICE).values("pk"))
        return super().get_context_data(without=units_without_account(mine, day=self.day).count(), fading=fading.count(), **kwargs)
