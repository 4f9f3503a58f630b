from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        register_actions(
            {
                "accounts.user.created": _("Account %(username)s created for %(name)s"),
                "accounts.user.deactivated": _("Account %(username)s of %(name)s closed"),
                "accounts.user.reactivated": _("Account %(username)s of %(name)s opened again"),
                "accounts.code.issued": _("One-time code issued for %(name)s (%(username)s)"),
                "accounts.code.used": _("%(name)s signed in with a one-time code"),
                "accounts.password.changed": _("%(name)s changed his password"),
            }
        )
