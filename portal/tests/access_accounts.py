"""Rules of signing in and of accounts (see access_rules.py)."""
from portal.tests.access_columns import PASSWORD, SECOND_FACTOR
from portal.tests.access_rules import ANYBODY, SIGNED_IN, Rule

_FORM = ("GET", "POST")
_SEND = ("POST",)

ACCOUNT_RULES = {
    "accounts:sign_in": Rule(
        ANYBODY, methods=_FORM, ok=(200, 302), post_ok=(200, 302), instead_of_405=(302,)
    ),
    # Without a card in the session there is nothing to press.
    "accounts:card": Rule(ANYBODY, methods=_FORM, ok=(410,), post_ok=(410,)),
    "accounts:ask_again": Rule(SIGNED_IN, methods=_FORM, ok=(302,), post_ok=(302,)),
    "accounts:keep_phone": Rule(SIGNED_IN, methods=_FORM, post_ok=(302, 403)),
    "accounts:sign_out": Rule(SIGNED_IN, methods=_SEND, post_ok=(302,), before=(PASSWORD, SECOND_FACTOR)),
    "accounts:change_password": Rule(SIGNED_IN, methods=_FORM, before=(PASSWORD, SECOND_FACTOR)),
    "accounts:mail": Rule(SIGNED_IN, methods=_FORM, post_ok=(302,)),
    "accounts:second_factor": Rule(SIGNED_IN, methods=_FORM, before=(SECOND_FACTOR,)),
    "accounts:second_factor_check": Rule(
        SIGNED_IN, methods=_FORM, ok=(302,), post_ok=(302,), instead_of_405=(302,), before=(SECOND_FACTOR,)
    ),
    "accounts:sessions": Rule(SIGNED_IN, methods=_FORM, post_ok=(302,)),
    "accounts:list": Rule("accounts.manage", methods=_FORM, post_ok=(302,)),
    "accounts:create": Rule("accounts.manage", methods=_FORM),
    "accounts:bulk": Rule("accounts.manage", methods=_FORM),
    "accounts:slips": Rule("accounts.manage", methods=_FORM),
    "accounts:detail": Rule("accounts.manage", "account", "account_id"),
    "accounts:change": Rule("accounts.manage", "account", "account_id", methods=_FORM),
    "accounts:appoint": Rule("accounts.manage", "account", "account_id", methods=_FORM),
    "accounts:revoke_card": Rule("accounts.manage", "account", "account_id", methods=_FORM),
    "accounts:revoke_phone": Rule("accounts.manage", "account", "account_id", methods=_FORM),
    "accounts:close": Rule("accounts.manage", "account", "account_id", methods=_FORM),
    "accounts:reopen": Rule("accounts.manage", "account", "account_id", methods=_FORM),
    "accounts:reset_second_factor": Rule("accounts.manage", "account", "account_id", methods=_FORM),
    "accounts:end_appointment": Rule("accounts.manage", "appointment", "appointment_id", methods=_FORM),
}
