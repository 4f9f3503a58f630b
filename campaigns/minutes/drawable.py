"""What the paper's font can draw: pictures out of a telephone are left out, a strange letter is shown as missing."""
import functools
import unicodedata

from django.conf import settings

# The regular face; the other three hold the same letters.
_FONT = settings.BASE_DIR / "static" / "fonts" / "paper" / "LiberationSerif-Regular.ttf"
MISSING = "(?)"
# Letters, marks on them and digits say something; what is left of the rest is decoration.
_SAYING = ("L", "N")
_KEPT = "\n\r\t"


def drawable(text):
    """The text in NFC without what would be an empty box on paper."""
    known = _letters()
    return "".join(_drawn(c, known) for c in unicodedata.normalize("NFC", text))


def _drawn(letter, known):
    if letter in _KEPT or ord(letter) in known:
        return letter
    return MISSING if unicodedata.category(letter)[0] in _SAYING else ""


@functools.cache
def _letters():
    from fontTools.ttLib import TTFont  # slow import

    with TTFont(_FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())
