"""What can stand on paper: composed letters in the order they are read, all of which the paper's faces can draw.

A letter no face holds is shown as missing, or as what stands for it (a hard hyphen, a full-width digit); pictures out of a
telephone, marks that turn the reading direction and controls are left out. Nothing becomes an empty box or a gap.
"""
import functools
import re
import unicodedata

from documents.fonts import FONT_FOLDER

MISSING = "(?)"
# Ways to begin a line that come with text copied out of other programs.
_LINE_ENDS = dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")
# Controls, marks of direction, a hyphen only shown where a line ends, and what no XML may hold.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# Hyphens and a minus of other faces; what says something besides them: letters, digits, marks of money and reckoning.
_HYPHENS = "\u2010\u2011\u2012\u2043\u2212\ufe63\uff0d"
_SAYING = ("L", "N", "Sc", "Sm", "P")


def drawable(text):
    """The text as it can be drawn."""
    if text.isascii() and text.isprintable():
        return text
    return _unknown().sub(_instead, in_reading_order(text))


def in_reading_order(text):
    """Composed, without controls and without marks that turn the reading direction: what a page shows is what is stored."""
    return _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text).translate(_LINE_ENDS))


def _instead(found):
    letter = found[0]
    if letter in _HYPHENS:
        return "-"
    plain = unicodedata.normalize("NFKC", letter)
    if plain != letter and not _unknown().search(plain):
        return plain
    return MISSING if unicodedata.category(letter).startswith(_SAYING) else ""


@functools.cache
def _unknown():
    """Finds a letter the faces do not hold; all four hold the same."""
    from fontTools.ttLib import TTFont  # slow import

    with TTFont(FONT_FOLDER / "LiberationSerif-Regular.ttf", lazy=True) as font:
        known = "".join(re.escape(chr(code)) for code in sorted(font.getBestCmap()))
    return re.compile(f"[^\n\r\t{known}]")
