"""Vietnamese text: folding for search, sort keys for lists. Knows nothing of the portal."""
import re
import unicodedata

# Order of Vietnamese letters; what is not among them sorts by its code point after folding.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_WEIGHT = {letter: f"{i:02d}" for i, letter in enumerate(_ALPHABET, 10)}
# Tones in dictionary order: level, grave, hook, tilde, acute, dot below.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_QUALITY = {"\u0302", "\u0306", "\u031b"}


def clean_text(text):
    """NFC, with white space at the ends taken off and inside made single."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def fold(text):
    """Lower case without marks, Đ as d: what search compares. uỷ = ủy, hoà = hòa fall out of it."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return clean_text("".join(c for c in plain if not unicodedata.combining(c)))


def sort_key(text):
    """A key whose byte order (collation C) is the Vietnamese dictionary order of the words."""
    letters, tones = [], []
    for word in clean_text(text).casefold().split(" "):
        letters.append("".join(_letter_weights(word)))
        tones.append("".join(_tones_of(word)) or "0")
    return "!".join(letters) + "!!" + "".join(tones)


def person_sort_key(full_name):
    """Given name first, then the rest from the family name on."""
    words = clean_text(full_name).split(" ")
    return sort_key(" ".join([words[-1], *words[:-1]]))


def _letter_weights(word):
    for letter in _base_letters(word):
        yield _WEIGHT.get(letter, f"9{ord(letter):06x}" if not letter.isascii() else f"0{letter}")


def _base_letters(word):
    """Letters with their quality marks (ă, ê, ư) and without tones."""
    base = "".join(c for c in unicodedata.normalize("NFD", word) if c not in _TONES)
    return unicodedata.normalize("NFC", base)


def _tones_of(word):
    marks = [_TONES[c] for c in unicodedata.normalize("NFD", word) if c in _TONES]
    return marks[:1]
