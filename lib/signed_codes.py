"""Short signed codes for paper: a number and a page, which nobody without the key can make up.

Eighteen upper-case letters and digits, the alphanumeric set of a QR code: eight digits of the number, two of the page,
eight letters of base32 (40 bits) of an HMAC-SHA-256 over both. The code says nothing about whom the paper belongs to.
"""
import base64
import hashlib
import hmac
import re

LENGTH = 18
NUMBERS = range(10_000_000, 100_000_000)
PAGES = range(1, 100)

_FORM = re.compile(r"(?P<number>[1-9][0-9]{7})(?P<page>[0-9]{2})(?P<signature>[A-Z2-7]{8})")


def write_code(number, page, *, key):
    """The code of a page of a sheet; `key` is bytes. ValueError outside NUMBERS or PAGES."""
    if number not in NUMBERS or page not in PAGES:
        raise ValueError(f"no code for page {page} of {number}")
    said = f"{number:08d}{page:02d}"
    return said + _signature(said, key)


def read_code(text, *, keys):
    """`(number, page)` of a code signed with one of the keys (the newest first); None for anything else."""
    form = _FORM.fullmatch(text.strip().upper())
    if not form or form["page"] == "00":
        return None
    said = form["number"] + form["page"]
    signed = [hmac.compare_digest(_signature(said, key), form["signature"]) for key in keys]
    return (int(form["number"]), int(form["page"])) if any(signed) else None


def grouped(code):
    """The code as people read it aloud: `10000023 02 ABCD EFGH`."""
    return f"{code[:8]} {code[8:10]} {code[10:14]} {code[14:]}"


def _signature(said, key):
    digest = hmac.new(key, said.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:5]).decode()
