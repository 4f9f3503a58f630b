"""The code on a paper that leads to its standing: valid, superseded, withdrawn.

Twelve of 24 signs, in three groups: what no reader takes for another (no 0 and O, 1 and I and L, 8 and B, 5 and S, 2 and Z, G and 6).
That is 55 bits. A key would need 80 and more, 18 signs that nobody types; but the code opens nothing: its page asks to sign in
and tells nobody more than he may see without it, so guessing gains nothing. It must only never be given twice, which among
a million papers happens once in some 70 000, and then a constraint refuses it.
"""
import re
import secrets

from django.conf import settings
from django.urls import reverse

SIGNS = "ACDEFHJKMNPQRTUVWXY34679"
LENGTH, _GROUP = 12, 4


def code_for(body, before=None):
    """The code of a copy to sign made now under the letterhead: the one it has already, a new one, or None where none is printed."""
    if body is None or not body.prints_code or not settings.PORTAL_URL:
        return None
    return before or "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))


def code_field(code):
    """`{"code": …}` for a payload, or nothing; the address is frozen with the paper."""
    if not code:
        return {}
    address = settings.PORTAL_URL.rstrip("/") + reverse("documents:standing", args=[code])
    return {"code": {"address": address, "text": in_groups(code)}}


def code_of(payload):
    """The code a payload bears, or None."""
    return payload["code"]["text"].replace("-", "") if "code" in payload else None


def in_groups(code):
    """ACDE-FHJK-MNPQ: read aloud and typed without losing one's place."""
    return "-".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))


def as_typed(text):
    """The code somebody typed: small letters, spaces and dashes do not matter."""
    return re.sub(r"[\s-]", "", text).upper()[: LENGTH + 4]
