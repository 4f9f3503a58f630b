from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from accounts.sessions import note_sign_in
from audit.actions import register_actions


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        user_logged_in.connect(note_sign_in, dispatch_uid="accounts.note_sign_in")
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
                "accounts.session.ended": _("Signed a device of %(name)s out: %(device)s."),
                "accounts.sessions.ended": _("Signed %(name)s out on %(devices)s devices."),
            }
        )
