"""Vietnamese text: folding for search, sort keys for lists. Knows nothing of the portal."""
import re
import unicodedata

# Order of Vietnamese letters; what is not among them sorts by its code point, after all letters.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_WEIGHT = {letter: f"{i:02d}" for i, letter in enumerate(_ALPHABET, 10)}
# Tones in dictionary order: level, grave, hook, tilde, acute, dot below.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# The Icelandic eth looks like đ and comes out of old Vietnamese keyboards and fonts.
_ETH = str.maketrans({"ð": "đ", "Ð": "Đ"})


def clean_text(text):
    """NFC, with white space at the ends taken off and inside made single."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def fold(text):
    """Lower case without marks, Đ as d: what search compares. uỷ = ủy, hoà = hòa fall out of it."""
    plain = unicodedata.normalize("NFD", text.translate(_ETH).casefold().replace("đ", "d"))
    return clean_text("".join(c for c in plain if not unicodedata.combining(c)))


def sort_key(text):
    """A key whose byte order (collation C) is the Vietnamese dictionary order of the words.

    Letters of all words first, tones only where the letters are equal; a space sorts before every letter.
    """
    letters, tones = [], []
    for word in clean_text(text.translate(_ETH)).casefold().split(" "):
        letters.append("".join(_letter_weights(word)))
        tones.append(_tone_of(word))
    return "!".join(letters) + "!!" + "".join(tones)


def person_sort_key(full_name):
    """Given name first, then the rest from the family name on."""
    words = clean_text(full_name).split(" ")
    return sort_key(" ".join([words[-1], *words[:-1]]))


def _letter_weights(word):
    for letter in _base_letters(word):
        yield _WEIGHT.get(letter, f"0{letter}" if letter.isascii() else f"9{ord(letter):06x}")


def _base_letters(word):
    """Letters with their quality marks (ă, ê, ư) and without tones."""
    base = "".join(c for c in unicodedata.normalize("NFD", word) if c not in _TONES)
    return unicodedata.normalize("NFC", base)


def _tone_of(word):
    return next((_TONES[c] for c in unicodedata.normalize("NFD", word) if c in _TONES), "0")
