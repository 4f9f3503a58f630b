"""What the room tells the rooms below it: words for the audit, the job of a letter, why one fails."""
from django.utils.translation import gettext_lazy as _

from accounts.kept_phones import allow_for
from accounts.second_factor import require_for
from audit.actions import register_actions
from jobs.kinds import register_kind
from jobs.reasons import register_reasons
from jobs.schedule import register_ensure
from units import own_data, retention
from units.kept_phones import may_keep_phone
from units.notices import KIND, send_job
from units.scope import must_have_second_factor
from units.services.unused import suspend_unused_accounts
from units.wording import WORDING


def register():
    register_actions(WORDING)
    require_for(must_have_second_factor)
    allow_for(may_keep_phone)
    register_kind(KIND, work=send_job, label=_("Reminder by e-mail"))
    retention.register()
    register_ensure("accounts nobody uses", suspend_unused_accounts)
    own_data.register()
    unreachable = _("The mail server could not be reached or refused the letter.")
    register_reasons({
        "notices.address_refused": _("The mail server says that this address does not exist."),
        "SMTPNotSupportedError": _("The mail server offers no encryption, so the letter was not sent."),
        "SMTPAuthenticationError": _("The mail server refused the portal's user name or password."),
        **dict.fromkeys([
            "ConnectionRefusedError", "ConnectionResetError", "TimeoutError", "gaierror", "SMTPServerDisconnected",
            "SMTPConnectError", "SMTPHeloError", "SMTPResponseException", "SMTPSenderRefused", "SMTPRecipientsRefused",
            "SMTPDataError",
        ], unreachable),
    })
