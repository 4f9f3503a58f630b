from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _

from audit.actions import register_actions


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self):
        from accounts.signing_in import note_sign_in  # models are not ready before

        user_logged_in.connect(note_sign_in, dispatch_uid="accounts.note_sign_in")
        register_actions(
            {
                "accounts.user.created": _("Made the account %(username)s for %(name)s."),
                "accounts.user.changed": _("Changed the account %(old_username)s of %(old_name)s to %(username)s, %(name)s."),
                "accounts.user.deactivated": _("Closed the account %(username)s of %(name)s."),
                "accounts.user.reactivated": _("Opened the account %(username)s of %(name)s again."),
                "accounts.user.suspended": _("Suspended the account %(username)s of %(name)s: nobody had used it for %(months)s months."),
                "accounts.code.issued": _("Made a one-time code for %(name)s (%(username)s)."),
                "accounts.signed_in": _("Signed in: %(device)s."),
                "accounts.signed_out": _("Signed out: %(device)s."),
                "accounts.sign_in.refused": _("Somebody tried to sign in as %(name)s with a wrong password or code: %(device)s."),
                "accounts.code.used": _("Signed in with a one-time code."),
                "accounts.card.issued": _("Made a login card for %(name)s (%(username)s)."),
                "accounts.card.used": _("Signed in with a login card."),
                "accounts.card.revoked": _("Revoked the login card of %(name)s."),
                "accounts.phone.kept": _("Had his own telephone remembered: %(device)s."),
                "accounts.phone.opened": _("Showed his password on a remembered telephone."),
                "accounts.phone.ended": _("Revoked the remembered telephone of %(name)s: %(device)s."),
                "accounts.email.changed": _("Changed his own address for reminders by e-mail."),
                "accounts.password.changed": _("Changed his own password."),
                "accounts.second_factor.set_up": _("Set up his own second step of signing in."),
                "accounts.second_factor.codes_made": _("Made new backup codes for his own second step."),
                "accounts.second_factor.code_used": _("Signed in with a backup code; %(left)s are left."),
                "accounts.second_factor.taken_back": _("Took the second sign-in step of %(name)s back."),
                "accounts.session.ended": _("Signed a device of %(name)s out: %(device)s."),
                "accounts.sessions.ended": _("Signed %(name)s out on %(devices)s devices."),
            }
        )
