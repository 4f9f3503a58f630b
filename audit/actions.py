"""Wording of what is recorded: each room registers the actions it records."""
import re

_wording = {}
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def register_actions(wording):
    """Add `{action code: whole sentence, with %(key)s of the entry's details}` to the register."""
    for code, sentence in wording.items():
        if _wording.setdefault(code, sentence) != sentence:
            raise ValueError(f"action {code} is registered twice")


def sentence_of(entry):
    """The entry's sentence in the reader's language; the bare code where nobody registered one."""
    sentence = _wording.get(entry.action)
    return str(sentence) % _Lenient(entry.details) if sentence else entry.action


def is_registered(code):
    return code in _wording


def registered_actions():
    """`[(code, its sentence with dots for what differs)]` in the order of the codes."""
    return [(code, str(_wording[code]) % _Dots()) for code in sorted(_wording)]


class _Dots:
    def __getitem__(self, key):
        return "…"


class _Lenient(dict):
    """The details as people write them: a day as dd/mm/yyyy, a dash for what is missing."""

    def __getitem__(self, key):
        value = super().__getitem__(key)
        day = _ISO_DAY.fullmatch(value) if isinstance(value, str) else None
        return "/".join(reversed(day.groups())) if day else value

    def __missing__(self, key):
        return "–"
