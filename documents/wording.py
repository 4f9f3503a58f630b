"""Wording of official Vietnamese prose: counts, days, rates, names. Paper text, so Vietnamese stands here."""
import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

DASH = "–"
NBSP = "\u00a0"


def count_words(n):
    """A count in a sentence: 01-09 with a leading zero, thousands with a dot."""
    return f"{n:02d}" if n < 10 else thousands(n)


def thousands(n):
    return f"{n:,}".replace(",", ".")


def rate(part, whole):
    """Per cent with two decimals, half up, decimal comma; of nothing a dash. Without the sign: see `rate_words`."""
    if not whole:
        return DASH
    per_cent = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{per_cent:,f}".translate(str.maketrans(",.", ".,"))


def rate_words(part, whole):
    """The rate as a sentence prints it: 97,62%, a bare 100%, a dash of nothing."""
    if not whole:
        return DASH
    return "100%" if part == whole else f"{rate(part, whole)}%"


def date_short(day):
    return f"{day:%d/%m/%Y}"


def hour_words(moment):
    """16:00 is "16 giờ", 16:30 is "16 giờ 30"."""
    return f"{moment.hour} giờ" + (f" {moment.minute:02d}" if moment.minute else "")


def date_long(day):
    """ngày 05 tháng 02 năm 2026: a zero before days 1-9 and months 1-2, none before months 3-9."""
    return f"ngày {day.day:02d} tháng {month_words(day.month)} năm {day.year}"


def month_words(month):
    return f"{month:02d}" if month <= 2 else str(month)


def join_words(parts):
    """a; a và b; a, b và c."""
    parts = list(parts)
    return " và ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def name_upper(name):
    """Upper case with the tone where the unit typed it: uỷ becomes UỶ, ủy becomes ỦY."""
    return unicodedata.normalize("NFC", name).upper()


def first_lower(text):
    """The text with its first letter small, as an abstract begins."""
    return text[:1].lower() + text[1:]


def as_day(text):
    """The day an ISO text of a payload names."""
    return datetime.date.fromisoformat(text)


# Both ways of writing the tone of an open syllable in oa, oe, uy, where no letter follows.
_NEW_TO_OLD = {
    new: old
    for bases in ("oa", "oe", "uy")
    for tone in ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    for new, old in [(
        unicodedata.normalize("NFC", bases + tone),
        unicodedata.normalize("NFC", bases[0] + tone + bases[1]),
    )]
}
_OLD_TO_NEW = {old: new for new, old in _NEW_TO_OLD.items()}


def spell(text, tone_spelling):
    """Fixed words in the spelling of the layout: "uỷ" puts the tone on the last vowel, "ủy" on the first."""
    table = _OLD_TO_NEW if tone_spelling == "uỷ" else _NEW_TO_OLD
    return re.sub(r"\w+", lambda match: _spell_word(match[0], table), unicodedata.normalize("NFC", text))


def _spell_word(word, table):
    ending = word[-2:]
    # "quý" and "quỷ" have no such choice: u belongs to q.
    if ending.lower() not in table or word[-3:-2].lower() == "q":
        return word
    other = table[ending.lower()]
    return word[:-2] + "".join(c.upper() if was.isupper() else c for c, was in zip(other, ending, strict=True))
