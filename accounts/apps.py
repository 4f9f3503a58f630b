from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        register_actions(
            {
                "accounts.user.created": _("Made the account %(username)s for %(name)s."),
                "accounts.user.changed": _("Changed the account %(old_username)s of %(old_name)s to %(username)s, %(name)s."),
                "accounts.user.deactivated": _("Closed the account %(username)s of %(name)s."),
                "accounts.user.reactivated": _("Opened the account %(username)s of %(name)s again."),
                "accounts.code.issued": _("Made a one-time code for %(name)s (%(username)s)."),
                "accounts.code.used": _("Signed in with a one-time code."),
                "accounts.email.changed": _("Changed his own address for reminders by e-mail."),
                "accounts.password.changed": _("Changed his own password."),
            }
        )
